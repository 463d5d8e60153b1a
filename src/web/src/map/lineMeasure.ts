/** Length along lines on the screen side: haversine on the mean Earth radius (6,371,008.8 m), within 0.3 % of the ellipsoid.
 * It only places cuts in proportion; every figure shown comes from the server, except a line that is still being drawn. */
const earthRadiusM = 6_371_008.8;

export type LonLat = readonly [number, number];

export function distanceM(a: LonLat, b: LonLat): number {
  const toRadians = Math.PI / 180;
  const latA = a[1] * toRadians;
  const latB = b[1] * toRadians;
  const half =
    Math.sin((latB - latA) / 2) ** 2 + Math.cos(latA) * Math.cos(latB) * Math.sin(((b[0] - a[0]) * toRadians) / 2) ** 2;
  return 2 * earthRadiusM * Math.asin(Math.min(1, Math.sqrt(half)));
}

export function lengthM(line: readonly LonLat[]): number {
  let sum = 0;
  for (let index = 1; index < line.length; index++) sum += distanceM(line[index - 1]!, line[index]!);
  return sum;
}

/** The piece of a line between two shares (0-1) of its length; empty when it has no length. */
export function slice(line: readonly LonLat[], from: number, to: number): LonLat[] {
  const whole = lengthM(line);
  if (whole === 0 || to <= from) return [];
  const startM = from * whole;
  const endM = to * whole;
  const piece: LonLat[] = [];
  let walked = 0;
  for (let index = 1; index < line.length; index++) {
    const a = line[index - 1]!;
    const b = line[index]!;
    const step = distanceM(a, b);
    const at = (metres: number): LonLat => {
      const part = step === 0 ? 0 : (metres - walked) / step;
      return [a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])];
    };
    if (walked + step >= startM && walked <= endM) {
      if (piece.length === 0) piece.push(at(Math.max(startM, walked)));
      piece.push(walked + step <= endM ? b : at(endM));
    }

    walked += step;
  }

  return piece;
}

/** Cuts pieces of line (whose metres count through them in order, `lengthM` in all) by intervals in metres: what lies inside
 * them, and what is left. */
export function cut(
  lines: readonly (readonly LonLat[])[],
  lengthInAllM: number,
  intervals: readonly (readonly number[])[],
): { inside: LonLat[][]; outside: LonLat[][] } {
  const inside: LonLat[][] = [];
  const outside: LonLat[][] = [];
  const lengths = lines.map(lengthM);
  const measured = lengths.reduce((sum, length) => sum + length, 0);
  const scale = lengthInAllM > 0 ? measured / lengthInAllM : 1;
  let begun = 0;
  lines.forEach((line, index) => {
    const length = lengths[index]!;
    const shareOf = (metres: number) => Math.min(1, Math.max(0, (metres * scale - begun) / length));
    let at = 0;
    for (const interval of intervals) {
      const from = shareOf(interval[0]!);
      const to = shareOf(interval[1]!);
      if (to <= from) continue;
      push(outside, slice(line, at, from));
      push(inside, slice(line, from, to));
      at = to;
    }

    push(outside, slice(line, at, 1));
    begun += length;
  });
  return { inside, outside };
}

function push(pieces: LonLat[][], piece: LonLat[]): void {
  if (piece.length > 1) pieces.push(piece);
}

/** The point half way along a line. */
export function middle(line: readonly LonLat[]): LonLat {
  return slice(line, 0, 0.5).at(-1) ?? line[0]!;
}
