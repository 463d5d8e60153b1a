import { areaOf, contains, crossing, distance, distanceToRing, grainOf, lengthOf, mix, nearestOnSegment, turn } from './plane.mjs';

/** Half the width kept free of buildings beside each class of street, metres. */
export const HALF_WIDTH_M = { primary: 23, secondary: 15, tertiary: 10, residential: 7.5, alley: 3.2, wall: 0.6 };

/**
 * How each kind of block is cut up. blockM2: above it residential streets cut; leafM2: above it alleys and walls cut;
 * walls: share of cuts that are only a wall; deadEnds: share that are an alley first and a wall then; bendM: how much alleys wind.
 */
export const ZONES = {
  old: { blockM2: 95e3, leafM2: 17.5e3, walls: 0.14, deadEnds: 0.24, bendM: 3.5 },
  estate: { blockM2: 120e3, leafM2: 33e3, walls: 0.16, deadEnds: 0.2, bendM: 3 },
  modern: { blockM2: 130e3, leafM2: 56e3, walls: 0.2, deadEnds: 0.16, bendM: 2.5 },
  village: { blockM2: 70e3, leafM2: 5.2e3, walls: 0, deadEnds: 0.2, bendM: 5 },
  open: { blockM2: 170e3, leafM2: 65e3, walls: 0.15, deadEnds: 0.1, bendM: 5 },
};

const ALLEY_M = { min: 43, max: 390 };

/** Cuts all faces that exceed their zone's size for residential streets. */
export function cutBlocks(map, chance) {
  forEachTooLarge(map, (zone) => zone.blockM2, (face) => cut(map, face, 'residential', chance));
}

/** Cuts blocks into courtyards and the like by alleys and walls. */
export function cutLeaves(map, chance) {
  forEachTooLarge(map, (zone) => zone.leafM2, (face, zone) => {
    const dice = chance.next();
    if (dice < zone.walls) return cut(map, face, 'wall', chance) ?? cut(map, face, 'alley', chance);
    if (dice < zone.walls + zone.deadEnds) return cut(map, face, 'deadEnd', chance) ?? cut(map, face, 'alley', chance);
    return cut(map, face, 'alley', chance) ?? cut(map, face, 'deadEnd', chance) ?? cut(map, face, 'wall', chance);
  });
}

function forEachTooLarge(map, limitOf, work) {
  const queue = [...map.faces.values()];
  while (queue.length > 0) {
    const face = queue.shift();
    const zone = ZONES[face.zone];
    // A limit that differs a little per face keeps the blocks from looking stamped.
    const limit = limitOf(zone) * (0.75 + 0.5 * hash(face.id));
    if (areaOf(map.points(face)) > limit) queue.push(...(work(face, zone) ?? []));
  }
}

const hash = (n) => ((Math.imul(n + 1, 2654435761) >>> 8) & 0xffff) / 0xffff;

function cut(map, face, kind, chance) {
  const ring = map.points(face);
  const grain = grainOf(ring);
  const turned = ring.map((p) => turn(p, -grain));
  const width = Math.max(...turned.map((p) => p.x)) - Math.min(...turned.map((p) => p.x));
  const height = Math.max(...turned.map((p) => p.y)) - Math.min(...turned.map((p) => p.y));
  // Cut across the longer side; where both are alike prefer east-west alleys between rows that face south.
  const acrossX = width > height * 1.12;
  for (let attempt = 0; attempt < 14; attempt++) {
    const along = attempt < 9 ? acrossX : !acrossX;
    const chord = findChord(map, face, turned, along, chance, attempt);
    const children = chord && layChord(map, face, chord, kind, chance);
    if (children) return children;
  }
  return null;
}

function findChord(map, face, turned, acrossX, chance, attempt) {
  const [u, v] = acrossX ? ['x', 'y'] : ['y', 'x'];
  const low = Math.min(...turned.map((p) => p[u]));
  const high = Math.max(...turned.map((p) => p[u]));
  const spread = 0.08 + 0.02 * attempt;
  const at = low + (high - low) * chance.between(0.5 - spread, 0.5 + spread);
  const slant = chance.between(-0.05, 0.05);
  const hits = [];
  for (let i = 0; i < turned.length; i++) {
    const a = turned[i];
    const b = turned[(i + 1) % turned.length];
    const da = a[u] - at - slant * a[v];
    const db = b[u] - at - slant * b[v];
    if (da > 0 !== db > 0) {
      const t = da / (da - db);
      hits.push({ i, t, v: a[v] + (b[v] - a[v]) * t });
    }
  }
  hits.sort((a, b) => a.v - b.v);
  let best = null;
  for (let k = 0; k + 1 < hits.length; k += 2) {
    if (!best || hits[k + 1].v - hits[k].v > best[1].v - best[0].v) best = [hits[k], hits[k + 1]];
  }
  return best;
}

function layChord(map, face, chord, kind, chance) {
  const ring = map.points(face);
  const ends = chord.map(({ i, t }) => settleEnd(ring, i, t));
  if (ends.includes(null) || distance(ends[0].point, ends[1].point) < (kind === 'wall' ? 22 : ALLEY_M.min)) return null;
  const bend = kind === 'alley' || kind === 'deadEnd' ? ZONES[face.zone].bendM : kind === 'wall' ? 0 : 1.6;
  const line = winding(ends[0].point, ends[1].point, bend, chance);
  const whole = lengthOf(line);
  if ((kind === 'alley') && whole > ALLEY_M.max) return null;
  if (!runsFreely(line, ring)) return null;
  let streetEdges = line.length - 1;
  if (kind === 'deadEnd') {
    const fromFar = isWall(map, face, ends[0]) || (!isWall(map, face, ends[1]) && chance.happens(0.5));
    if (fromFar) {
      ends.reverse();
      line.reverse();
    }
    if (isWall(map, face, ends[0])) return null;
    const share = chance.between(0.5, 0.8);
    streetEdges = Math.max(1, Math.round((line.length - 1) * share));
    const reach = lengthOf(line.slice(0, streetEdges + 1));
    if (streetEdges === line.length - 1 || reach < ALLEY_M.min || reach > ALLEY_M.max) return null;
  } else if (kind !== 'wall' && (isWall(map, face, ends[0]) || isWall(map, face, ends[1]))) {
    return null;
  }
  const parts = splitAreas(ring, ends, line);
  if (Math.min(...parts) < 0.24 * areaOf(ring)) return null;
  const street = kind === 'wall' ? null : map.addStrip({ class: kind === 'residential' ? kind : 'alley', deadEnd: kind === 'deadEnd', zone: face.zone });
  const wall = kind === 'wall' || kind === 'deadEnd' ? map.addStrip({ class: 'wall' }) : null;
  // The later position on the ring goes first, so that the earlier index still holds.
  const [a, b] = ends.map((end) => ({ end, u: face.ring[end.i], v: face.ring[(end.i + 1) % face.ring.length] }))
    .map(({ end, u, v }) => end.vertex !== undefined ? { id: face.ring[end.vertex] } : { u, v, point: end.point });
  if (a.id === undefined && b.id === undefined && a.u === b.u) return null;
  const ids = [a, b].map((end) => end.id ?? map.insertVertex(end.u, end.v, end.point));
  const path = [ids[0], ...line.slice(1, -1).map((p) => map.addVertex(p)), ids[1]];
  return map.splitFace(face, path, path.slice(1).map((_, i) => (i < streetEdges && street !== null ? street : wall)));
}

/** Moves a cut's end to a junction close by, so that streets run on across each other; null beside a corner. */
function settleEnd(ring, i, t) {
  const n = ring.length;
  const point = mix(ring[i], ring[(i + 1) % n], t);
  for (let k = 0; k < n; k++) {
    if (distance(ring[k], point) > 24) continue;
    return isCorner(ring, k) ? null : { i, vertex: k, point: ring[k] };
  }
  return { i, t, point };
}

function isCorner(ring, k) {
  const n = ring.length;
  const a = ring[(k + n - 1) % n];
  const b = ring[k];
  const c = ring[(k + 1) % n];
  const sine = ((b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x)) / (distance(a, b) * distance(b, c));
  return Math.abs(sine) > 0.42 || (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y) < 0;
}

function isWall(map, face, end) {
  const { ring } = face;
  const n = ring.length;
  const classAt = (i) => map.stripOf(ring[i], ring[(i + 1) % n]).class;
  if (end.vertex === undefined) return classAt(end.i) === 'wall';
  return classAt(end.vertex) === 'wall' || classAt((end.vertex + n - 1) % n) === 'wall';
}

/** A line from a to b that leaves the straight by up to bendM, smoothly. */
function winding(a, b, bendM, chance) {
  const length = distance(a, b);
  const pieces = Math.max(1, Math.round(length / 30));
  const phase = chance.between(0, 2 * Math.PI);
  const waves = chance.between(0.6, 1.4);
  const normal = { x: -(b.y - a.y) / length, y: (b.x - a.x) / length };
  const line = [a];
  for (let i = 1; i < pieces; i++) {
    const t = i / pieces;
    const off = bendM * Math.sin(Math.PI * t) * Math.sin(phase + waves * 2 * Math.PI * t) + chance.between(-0.15, 0.15) * bendM;
    const p = mix(a, b, t);
    line.push({ x: p.x + off * normal.x, y: p.y + off * normal.y });
  }
  line.push(b);
  return line;
}

function runsFreely(line, ring) {
  for (const p of line.slice(1, -1)) if (!contains(ring, p) || distanceToRing(p, ring) < 12) return false;
  const middle = mix(line[0], line[1], 0.5);
  if (!contains(ring, middle)) return false;
  for (let i = 1; i < line.length; i++) {
    const a = mix(line[i - 1], line[i], i === 1 ? 0.05 : 0);
    const b = mix(line[i - 1], line[i], i === line.length - 1 ? 0.95 : 1);
    for (let k = 0; k < ring.length; k++) if (crossing(a, b, ring[k], ring[(k + 1) % ring.length])) return false;
  }
  // Corners of the block must stay clear of the cut, otherwise slivers remain.
  return ring.every((p, k) => !isCorner(ring, k) ||
    line.slice(1).every((q, i) => nearestOnSegment(p, line[i], q).distance > 18));
}

function splitAreas(ring, ends, line) {
  const n = ring.length;
  const first = ends[0].vertex ?? ends[0].i;
  const last = ends[1].vertex ?? ends[1].i;
  const one = [];
  for (let k = (first + 1) % n; k !== (last + 1) % n; k = (k + 1) % n) one.push(ring[k]);
  const part = Math.abs(areaOf([...one, ...[...line].reverse()]));
  return [part, areaOf(ring) - part];
}

