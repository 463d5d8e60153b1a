/** A name that stands at its place on the screen, or a little beside it; CSS pixels. */
export interface NameBox {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Something a name should not hide behind. */
export interface Obstacle {
  x: number;
  y: number;
  /** Half the sides. */
  halfWidth: number;
  halfHeight: number;
}

/** Two names side by side must not read as one. */
const namesApartPx = 8;

export type Shift = readonly [number, number];

/** Where a name may stand, nearest first: its own place, then above, below and aside, never further than its community is wide. */
export const shifts: readonly Shift[] = [
  [0, 0], [0, -15], [0, 15], [-22, 0], [22, 0], [-22, -15], [22, -15], [-22, 15], [22, 15], [0, -28], [0, 28], [-34, 0], [34, 0],
  [-34, -22], [34, -22], [-34, 22], [34, 22],
];

/** A name stays where it is while less than this share of it is hidden: it can still be read, and names do not dance. */
const bearable = 0.12;

/** Chooses a shift for every name so that symbols and other names hide as little of it as may be; `current` are the shifts of the
 * last time. */
export function placeNames(names: readonly NameBox[], obstacles: readonly Obstacle[], current: readonly Shift[], scale = 1): Shift[] {
  const taken: Obstacle[] = [...obstacles];
  return names.map((name, index) => {
    const before = current[index] ?? shifts[0]!;
    const hidden = (shift: Shift) => taken.reduce((sum, obstacle) => sum + overlap(name, shift, scale, obstacle), 0);
    let best = before;
    let least = hidden(before);
    if (least > bearable * name.width * name.height) {
      for (const shift of shifts) {
        const area = hidden(shift);
        if (area < least) [least, best] = [area, shift];
        if (area === 0) break;
      }
    }

    taken.push({
      x: name.x + best[0] * scale,
      y: name.y + best[1] * scale,
      halfWidth: name.width / 2 + namesApartPx * scale,
      halfHeight: name.height / 2,
    });
    return best;
  });
}

function overlap(name: NameBox, [right, down]: Shift, scale: number, obstacle: Obstacle): number {
  const across = name.width / 2 + obstacle.halfWidth - Math.abs(name.x + right * scale - obstacle.x);
  const along = name.height / 2 + obstacle.halfHeight - Math.abs(name.y + down * scale - obstacle.y);
  return across > 0 && along > 0 ? across * along : 0;
}
