import { areaOf, contains, crossing, distance, distanceToRing, grainOf, inset, turn } from './plane.mjs';
import { HALF_WIDTH_M } from './subdivide.mjs';

const SHOP_CLASSES = { secondary: 0.55, tertiary: 0.5, residential: 0.3, primary: 0.4 };
const SHOP_DEPTH_M = 10;

/** All footprints of the district: shops along streets, then what stands in each kind of lot. Each: {face, kind, ring, label}. */
export function raiseBuildings(map, chance) {
  const buildings = [];
  for (const face of map.faces.values()) {
    if (!face.site || ['park', 'left', 'vacant'].includes(face.use)) continue;
    const add = (kind, rings) => rings.forEach((ring, i) => buildings.push({ face, kind, ring, number: i + 1 }));
    const lined = face.use === 'courtyard' || face.use === 'lot';
    if (lined) add('shop', shopsAlong(map, face, chance));
    const ground = inset(map.points(face), face.classes.map((c) =>
      HALF_WIDTH_M[c] + (lined && c in SHOP_CLASSES ? SHOP_DEPTH_M + 5 : c === 'wall' ? 5 : face.use === 'houses' ? 0.8 : 4)));
    const tight = !ground || areaOf(ground) < 900;
    const [kind, plan] = planFor(face, tight ? 0 : areaOf(ground), chance);
    const wide = tight ? [] : fill(ground, plan, chance);
    if (wide.length > 0) add(kind, wide);
    else if (ground && lined) add(kind, fill(ground, { ...plan, long: [16, 28], gapX: 7, empty: 0 }, chance));
  }
  return buildings;
}

/** Rows on a lot: how long and deep a house is, how far apart, and how many places stay empty. */
function planFor(face, groundM2, chance) {
  if (face.use === 'houses') return ['house', { long: [24, 36], deep: 12, gapX: 2.6, gapY: 3.2, empty: 0.04 }];
  if (face.use === 'school') return ['school', { long: [52, 62], deep: 13, gapX: 14, gapY: 34, empty: 0.25, most: 5 }];
  if (face.use === 'mall') return ['mall', { long: [70, 90], deep: 52, gapX: 15, gapY: 18, empty: 0, most: 2 }];
  if (face.use === 'market') return ['market', { long: [50, 70], deep: 20, gapX: 8, gapY: 9, empty: 0, most: 8 }];
  if (face.use === 'lot') return ['works', { long: [40, 60], deep: 17, gapX: 14, gapY: 22, empty: 0.35 }];
  if (face.zone === 'old') return ['slab', { long: [46, 62], deep: 11.5, gapX: 8, gapY: 17.5, empty: 0.1 }];
  const towers = groundM2 > 9000 && chance.happens(face.zone === 'modern' ? 0.75 : 0.4);
  if (towers) return ['tower', { long: [26, 34], deep: 17, gapX: 16, gapY: 29, empty: 0.1, staggered: true }];
  return ['slab', { long: [52, 68], deep: 12.5, gapX: 11, gapY: 26, empty: 0.1 }];
}

function fill(ground, plan, chance) {
  // Houses here face south; the rows follow the block's grain only where it is nearly east-west.
  const grain = grainOf(ground);
  const angle = Math.abs(grain) < 0.5 ? grain : 0;
  const frame = ground.map((p) => turn(p, -angle));
  const [left, right] = [Math.min(...frame.map((p) => p.x)), Math.max(...frame.map((p) => p.x))];
  const [bottom, top] = [Math.min(...frame.map((p) => p.y)), Math.max(...frame.map((p) => p.y))];
  const rings = [];
  let row = 0;
  for (let y = bottom + 0.2; y + plan.deep < top;) {
    const placed = layRow(frame, ground, angle, y, row, [left, right], plan, chance);
    rings.push(...placed.slice(0, (plan.most ?? Infinity) - rings.length));
    row += placed.length > 0 ? 1 : 0;
    y += placed.length > 0 ? plan.deep + plan.gapY : 2.5;
  }
  return rings;
}

/** One row of houses at height y of the lot's own frame, spread evenly over the free width. */
function layRow(frame, ground, angle, y, row, [left, right], plan, chance) {
  const span = spanAt(frame, y, y + plan.deep, left, right);
  if (!span || span[1] - span[0] < plan.long[0] * 0.7) return [];
  const width = span[1] - span[0];
  const long = chance.between(...plan.long);
  const places = Math.max(1, Math.floor((width + plan.gapX) / (long + plan.gapX)));
  const fitted = Math.min(long * 1.15, (width - (places - 1) * plan.gapX) / places);
  const step = places > 1 ? (width - fitted) / (places - 1) : 0;
  const shift = plan.staggered && row % 2 === 1 ? Math.max(0, step - fitted) / 2 : 0;
  const rings = [];
  for (let place = 0; place < places; place++) {
    if (chance.happens(plan.empty)) continue;
    const x = span[0] + (places === 1 ? (width - fitted) / 2 : place * step + (place < places - 1 ? shift : 0));
    const ring = [[0, 0], [fitted, 0], [fitted, plan.deep], [0, plan.deep]].map(([dx, dy]) => turn({ x: x + dx, y: y + dy }, angle));
    if (fits(ring, ground)) rings.push(ring);
  }
  return rings;
}

/** The x range that is free at every height between low and high, in the lot's own frame. */
function spanAt(frame, low, high, left, right) {
  let [from, to] = [left, right];
  for (let k = 0; k <= 6; k++) {
    const y = low + 0.01 + ((high - low - 0.02) * k) / 6;
    const xs = [];
    for (let i = 0; i < frame.length; i++) {
      const [a, b] = [frame[i], frame[(i + 1) % frame.length]];
      if (a.y > y !== b.y > y) xs.push(a.x + ((b.x - a.x) * (y - a.y)) / (b.y - a.y));
    }
    if (xs.length < 2) return null;
    xs.sort((a, b) => a - b);
    from = Math.max(from, xs[0] + 0.3);
    to = Math.min(to, xs[xs.length - 1] - 0.3);
  }
  return to - from > 10 ? [from, to] : null;
}

function fits(ring, ground) {
  if (!ring.every((p) => contains(ground, p) || distanceToRing(p, ground) < 0.3)) return false;
  const core = ring.map((p, i) => ({ x: p.x * 0.98 + ring[(i + 2) % 4].x * 0.02, y: p.y * 0.98 + ring[(i + 2) % 4].y * 0.02 }));
  return core.every((p, i) => ground.every((q, k) => !crossing(p, core[(i + 1) % 4], q, ground[(k + 1) % ground.length])));
}

function shopsAlong(map, face, chance) {
  const rings = [];
  const points = map.points(face);
  points.forEach((a, i) => {
    const b = points[(i + 1) % points.length];
    const share = SHOP_CLASSES[face.classes[i]];
    const length = distance(a, b);
    if (!share || length < 24 || !chance.happens(share)) return;
    const off = HALF_WIDTH_M[face.classes[i]] + 1;
    const ux = { x: (b.x - a.x) / length, y: (b.y - a.y) / length };
    const at = (s, d) => ({ x: a.x + ux.x * s - ux.y * d, y: a.y + ux.y * s + ux.x * d });
    for (let s = 5; s < length - 18;) {
      const long = Math.min(chance.between(20, 48), length - s - 4);
      const ring = [at(s, off), at(s + long, off), at(s + long, off + SHOP_DEPTH_M), at(s, off + SHOP_DEPTH_M)];
      if (long > 14 && fits(ring, face.site) && !rings.some((other) => near(ring, other))) rings.push(ring);
      s += long + chance.between(4, 26);
    }
  });
  return rings;
}

const near = (one, other) => one.some((p) => contains(other, p) || distanceToRing(p, other) < 2) || other.some((p) => contains(one, p));
