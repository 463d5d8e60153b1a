// Plane geometry in metres about the district's centre. Points are {x, y}: x east, y north. Rings are open and counter-clockwise.

const CENTRE = { lon: 113.6205, lat: 34.702 };
// Metres per degree at 34.702 N on the WGS-84 ellipsoid (series of the meridian arc and of the parallel).
const PHI = (CENTRE.lat * Math.PI) / 180;
const M_PER_DEG_LAT = 111132.954 - 559.822 * Math.cos(2 * PHI) + 1.175 * Math.cos(4 * PHI);
const M_PER_DEG_LON = 111412.84 * Math.cos(PHI) - 93.5 * Math.cos(3 * PHI) + 0.118 * Math.cos(5 * PHI);

export const toPlane = ([lon, lat]) => ({ x: (lon - CENTRE.lon) * M_PER_DEG_LON, y: (lat - CENTRE.lat) * M_PER_DEG_LAT });

export const toLonLat = ({ x, y }, decimals = 7) => [
  Number((CENTRE.lon + x / M_PER_DEG_LON).toFixed(decimals)),
  Number((CENTRE.lat + y / M_PER_DEG_LAT).toFixed(decimals)),
];

export const distance = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
export const mix = (a, b, t) => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
export const cross = (o, a, b) => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
export const turn = (p, angle) => ({
  x: p.x * Math.cos(angle) - p.y * Math.sin(angle),
  y: p.x * Math.sin(angle) + p.y * Math.cos(angle),
});

export function areaOf(ring) {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i];
    const b = ring[(i + 1) % ring.length];
    twice += a.x * b.y - b.x * a.y;
  }
  return twice / 2;
}

export function centroidOf(ring) {
  let x = 0;
  let y = 0;
  let sum = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i];
    const b = ring[(i + 1) % ring.length];
    const w = a.x * b.y - b.x * a.y;
    x += (a.x + b.x) * w;
    y += (a.y + b.y) * w;
    sum += w;
  }
  return { x: x / (3 * sum), y: y / (3 * sum) };
}

export function lengthOf(line) {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += distance(line[i - 1], line[i]);
  return sum;
}

export function contains(ring, p) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i];
    const b = ring[j];
    if (a.y > p.y !== b.y > p.y && p.x < ((b.x - a.x) * (p.y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** The point of segment ab nearest to p, and how far along it lies (0..1). */
export function nearestOnSegment(p, a, b) {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const square = dx * dx + dy * dy;
  const t = square === 0 ? 0 : Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / square));
  const point = { x: a.x + t * dx, y: a.y + t * dy };
  return { point, t, distance: distance(p, point) };
}

export function distanceToRing(p, ring) {
  let best = Infinity;
  for (let i = 0; i < ring.length; i++) best = Math.min(best, nearestOnSegment(p, ring[i], ring[(i + 1) % ring.length]).distance);
  return best;
}

/** Where segments ab and cd cross inside both, as {point, t, u}, or null (also when parallel). */
export function crossing(a, b, c, d) {
  const denominator = (b.x - a.x) * (d.y - c.y) - (b.y - a.y) * (d.x - c.x);
  if (Math.abs(denominator) < 1e-9) return null;
  const t = ((c.x - a.x) * (d.y - c.y) - (c.y - a.y) * (d.x - c.x)) / denominator;
  const u = ((c.x - a.x) * (b.y - a.y) - (c.y - a.y) * (b.x - a.x)) / denominator;
  return t < 0 || t > 1 || u < 0 || u > 1 ? null : { point: mix(a, b, t), t, u };
}

export function isSimple(ring) {
  const n = ring.length;
  if (n < 3) return false;
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      if (crossing(ring[i], ring[(i + 1) % n], ring[j], ring[(j + 1) % n])) return false;
    }
  }
  return true;
}

/** The direction (-45..45 degrees, in radians) that most of the ring's sides follow, a side and its normal counting alike. */
export function grainOf(ring) {
  let x = 0;
  let y = 0;
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i];
    const b = ring[(i + 1) % ring.length];
    const angle = 4 * Math.atan2(b.y - a.y, b.x - a.x);
    const weight = distance(a, b) ** 2;
    x += weight * Math.cos(angle);
    y += weight * Math.sin(angle);
  }
  return Math.atan2(y, x) / 4;
}

/** The ring moved inwards, each side by its own distance; null when nothing sound is left. */
export function inset(ring, depths) {
  const n = ring.length;
  let result = [];
  for (let i = 0; i < n; i++) {
    const before = (i + n - 1) % n;
    const p = ring[i];
    const n1 = inwardNormal(ring[before], p);
    const n2 = inwardNormal(p, ring[(i + 1) % n]);
    const sine = n1.x * n2.y - n1.y * n2.x;
    if (Math.abs(sine) < 0.2) {
      const depth = Math.max(depths[before], depths[i]);
      const length = Math.hypot(n1.x + n2.x, n1.y + n2.y) || 1;
      result.push({ x: p.x + (depth * (n1.x + n2.x)) / length, y: p.y + (depth * (n1.y + n2.y)) / length });
    } else {
      result.push({
        x: p.x + (depths[before] * n2.y - depths[i] * n1.y) / sine,
        y: p.y + (depths[i] * n1.x - depths[before] * n2.x) / sine,
      });
    }
  }
  // A corner that came too near to a side belongs to a part that closed up.
  result = result.filter((p) => contains(ring, p) && ring.every((a, i) =>
    nearestOnSegment(p, a, ring[(i + 1) % n]).distance > depths[i] - 0.4));
  result = withoutSpikes(result);
  return result.length >= 3 && areaOf(result) > 0 && isSimple(result) ? result : null;
}

/** Leaves out corners that turn back on themselves or double the one before. */
function withoutSpikes(ring) {
  const n = ring.length;
  const sound = ring.filter((p, i) => {
    const [a, b] = [ring[(i + n - 1) % n], ring[(i + 1) % n]];
    const turnsBack = (p.x - a.x) * (b.x - p.x) + (p.y - a.y) * (b.y - p.y) < -0.9 * distance(a, p) * distance(p, b);
    return !turnsBack && distance(a, p) > 0.2;
  });
  return sound.length === n || sound.length < 3 ? sound : withoutSpikes(sound);
}

function inwardNormal(a, b) {
  const length = distance(a, b) || 1;
  return { x: -(b.y - a.y) / length, y: (b.x - a.x) / length };
}

export function convexHull(points) {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const half = (list) => {
    const chain = [];
    for (const p of list) {
      while (chain.length > 1 && cross(chain[chain.length - 2], chain[chain.length - 1], p) <= 0) chain.pop();
      chain.push(p);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

/** Everything within a distance of a convex ring: hull of discs of 32 corners about its corners. */
export function bufferConvex(ring, withinM) {
  const discs = [];
  for (const p of ring) {
    for (let k = 0; k < 32; k++) {
      const angle = (k * Math.PI) / 16;
      discs.push({ x: p.x + withinM * Math.cos(angle), y: p.y + withinM * Math.sin(angle) });
    }
  }
  return convexHull(discs);
}

/** The part of a ring inside a convex ring (Sutherland and Hodgman, 1974). */
export function clipToConvex(ring, convex) {
  let result = ring;
  for (let i = 0; i < convex.length; i++) {
    const a = convex[i];
    const b = convex[(i + 1) % convex.length];
    const input = result;
    result = [];
    for (let k = 0; k < input.length; k++) {
      const p = input[k];
      const q = input[(k + 1) % input.length];
      const pIn = cross(a, b, p) >= 0;
      const qIn = cross(a, b, q) >= 0;
      if (pIn) result.push(p);
      if (pIn !== qIn) {
        const dp = cross(a, b, p);
        result.push(mix(p, q, dp / (dp - cross(a, b, q))));
      }
    }
  }
  return result;
}
