interface Line {
  path: string;
  width: number;
  kind: 'street' | 'alley' | 'done' | 'due';
}

const width = 1280;
const height = 720;
const across = [70, 196, 330, 470, 604, 720];
const down = [-40, 120, 296, 430, 560, 740, 884, 1040, 1180, 1320];
/** The sketch is not square on the page, as no town is. */
const slant = 0.06;

/** A quiet sketch of streets and alleys behind the box, walked and due, drawn here: no picture is loaded. */
export function DoorwayStreets() {
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="xMidYMid slice" width="100%" height="100%">
      {sketch().map(({ path, width: stroke, kind }) => (
        <path key={path} d={path} class={`doorway-${kind}`} fill="none" stroke="currentColor" stroke-width={stroke} stroke-linecap="round" />
      ))}
      {[[296, 262], [884, 150], [196, 604], [1040, 520]].map(([x, y]) => (
        <circle key={x} cx={x! + slant * y!} cy={y! - slant * x! * 0.5} r="8" class="doorway-unit" stroke-width="3" />
      ))}
    </svg>
  );
}

function at(x: number, y: number): string {
  return `${(x + slant * y).toFixed(1)} ${(y - slant * x * 0.5).toFixed(1)}`;
}

/** The same sketch every time: the remainders of a product stand for chance. */
function sketch(): Line[] {
  const lines: Line[] = [];
  let turn = 1;
  const chance = () => (turn = (turn * 16_807) % 2_147_483_647) / 2_147_483_647;
  across.forEach((y, row) => {
    lines.push({ path: `M${at(-80, y)}L${at(width + 80, y)}`, width: row % 3 === 1 ? 9 : 5, kind: 'street' });
    down.slice(0, -1).forEach((x, column) => {
      const right = down[column + 1]!;
      const below = across[row + 1] ?? height + 80;
      const alleys = 1 + Math.floor(chance() * 3);
      for (let index = 0; index < alleys; index++) {
        const share = (index + 0.5 + 0.4 * (chance() - 0.5)) / alleys;
        const long = 0.45 + 0.55 * chance();
        const path =
          chance() < 0.5
            ? `M${at(x + share * (right - x), y)}L${at(x + share * (right - x), y + long * (below - y))}`
            : `M${at(x, y + share * (below - y))}L${at(x + long * (right - x), y + share * (below - y))}`;
        const dice = chance();
        lines.push({ path, width: dice < 0.12 ? 4 : 2, kind: dice < 0.12 ? 'due' : dice < 0.5 ? 'done' : 'alley' });
      }
    });
  });
  down.forEach((x, column) => lines.push({ path: `M${at(x, -80)}L${at(x, height + 140)}`, width: column % 3 === 0 ? 9 : 5, kind: 'street' }));
  return lines;
}
