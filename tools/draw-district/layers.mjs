import { COMMUNITIES, communityRing } from './communities.mjs';
import { Layer } from './geojson.mjs';
import { LANDMARKS } from './landmarks.mjs';
import { areaOf, bufferConvex, centroidOf, clipToConvex, convexHull, distance, lengthOf, mix, toLonLat } from './plane.mjs';

const ADDRESSES = 'own drawing after a study of real addresses';
const INVENTED = 'own drawing, invented for the demo';
const INVENTED_ACCURACY_M = 1000;
const PERIMETER_M = 200;
// The day the list of codes describes; the codes are older, but that day is what is known.
const LISTED_ON = '2023-06-30';

const honesty = (reality, accuracyM, source) => ({
  source: source ?? (reality === 'invented' ? INVENTED : ADDRESSES),
  accuracyM: accuracyM ?? INVENTED_ACCURACY_M,
  reality,
});
const number = (i, digits = 3) => String(i + 1).padStart(digits, '0');

/** Every file of the district, in order. */
export function districtLayers(map, { lines, courtyards, buildings, venues }) {
  const faces = [...map.faces.values()];
  return [
    district(map), communities(map), streets(map, lines), alleys(map, lines), courtyardLayer(courtyards), buildingLayer(buildings),
    ...schools(map, faces), venueLayer(venues), troubleAreas(map, lines), green(faces), water(faces), landmarks(),
  ];
}

function district(map) {
  const layer = new Layer('district');
  layer.addRing({
    id: 'district-410103011', name: '嵩山路街道', fullName: '河南省郑州市二七区嵩山路街道', code9: '410103011', validFrom: LISTED_ON,
    ...honesty('approximate', 800, 'code and name: NBS 统计用区划代码 2023; outline: own drawing, no official boundary is published'),
    note: 'North and north-west edge within 50 m, east within 300 m, south and south-west a guess within 400-800 m. '
      + 'The block 郑航街-南三环 x 嵩山南路-淮南街 is left out: NBS 2023 counts 宏鑫花园社区 to 人和路街道, some addresses say otherwise.',
  }, map.outerRing.map((v) => map.vertices[v]));
  return layer;
}

function communities(map) {
  const layer = new Layer('communities');
  for (const { code, fullName, shortName, accuracyM, guess } of COMMUNITIES) {
    layer.addRing({
      id: `community-${code}`, name: shortName, code12: code, validFrom: LISTED_ON, fullName, shortName,
      ...honesty(guess ? 'invented' : 'approximate', accuracyM, `code and names: NBS 统计用区划代码 2023 (real); outline: own drawing, ${
        guess ? 'place only guessed' : 'about the place real addresses give'}`),
      placedByGuess: guess,
    }, communityRing(map, code).map((v) => map.vertices[v]));
  }
  return layer;
}

/** All streets but the alleys, cut at every junction, also at those with alleys. */
function streets(map, lines) {
  const layer = new Layer('streets');
  lines.filter(({ strip }) => strip.class !== 'alley').forEach(({ strip, pieces }, street) => pieces.forEach((piece, i) => layer.addLine({
    id: `street-${number(street)}-${number(i, 2)}`, name: strip.name, ...honesty(strip.reality, strip.accuracyM),
    class: strip.class, oneway: strip.oneway ?? 0, ...(strip.alias ? { alias: strip.alias } : {}),
  }, piece.map((v) => map.vertices[v]))));
  return layer;
}

function alleys(map, lines) {
  const layer = new Layer('alleys');
  for (const { strip, path } of lines.filter(({ strip }) => strip.class === 'alley')) {
    const points = path.map((v) => map.vertices[v]);
    layer.addLine({
      id: `alley-${number(layer.count)}`, name: strip.name, ...honesty('invented'),
      lengthM: Math.round(lengthOf(points)), deadEnd: strip.deadEnd,
    }, points);
  }
  return layer;
}

function courtyardLayer(courtyards) {
  const layer = new Layer('courtyards');
  for (const face of courtyards) {
    const { name, managedBy, households } = face.courtyard;
    layer.addRing({
      id: face.courtyard.id = `courtyard-${number(layer.count)}`, name,
      ...honesty(face.named ? 'approximate' : 'invented', face.named?.accuracyM,
        face.named && 'name and rough place from real addresses; shape, households and entrance invented'),
      managedBy, households, entrance: face.entrance.lonLat, entranceOn: face.entrance.name, communityCode: face.community,
    }, face.site);
  }
  return layer;
}

const BUILDING_NAMES = { shop: '沿街商铺', house: '自建房', school: '教学楼', mall: '商场', market: '市场大棚', works: '院内厂房' };

function buildingLayer(buildings) {
  const layer = new Layer('buildings', 6);
  for (const { face, kind, ring, number: which } of buildings) {
    const home = kind === 'slab' || kind === 'tower';
    layer.addRing({
      id: `b-${number(layer.count, 4)}`, name: home ? `${which}号楼` : BUILDING_NAMES[kind], ...honesty('invented'),
      class: kind, floors: home ? face.courtyard.floors : { mall: 5, school: 4, house: 4 }[kind] ?? 2,
    }, ring);
  }
  return layer;
}

function schools(map, faces) {
  const sites = new Layer('schools');
  const perimeters = new Layer('school-perimeters');
  const outline = map.outerRing.map((v) => map.vertices[v]);
  for (const face of faces.filter(({ use }) => use === 'school')) {
    const { id, name, reality, accuracyM } = face.named;
    const gate = toLonLat(gateOf(map, face));
    const facts = honesty(reality, accuracyM, reality === 'approximate' ? 'name and rough place from real addresses; site drawn' : undefined);
    sites.addRing({ id: `school-${id}`, name, ...facts, gate, communityCode: face.community }, face.site);
    const around = clipToConvex(outline, bufferConvex(convexHull(face.site), PERIMETER_M));
    perimeters.addRing({
      id: `perimeter-${id}`, name: `${name}周边${PERIMETER_M}米`, ...honesty('invented'), schoolId: `school-${id}`, withinM: PERIMETER_M, gate,
    }, around);
  }
  return [sites, perimeters];
}

/** The gate: the middle of the street side nearest to the known gate, else of the longest one. */
function gateOf(map, face) {
  const sides = face.ring.map((u, i) => {
    const [a, b] = [map.vertices[u], map.vertices[face.ring[(i + 1) % face.ring.length]]];
    return { class: face.classes[i], length: distance(a, b), point: mix(a, b, 0.5) };
  }).filter((side) => side.class !== 'wall');
  const { gate } = face.named;
  return sides.reduce((best, side) => (gate
    ? distance(side.point, gate) < distance(best.point, gate)
    : side.length > best.length) ? side : best).point;
}

function venueLayer(venues) {
  const layer = new Layer('venues');
  for (const { kind, name, point, accuracyM, reality } of venues) {
    layer.addPoint({ id: `venue-${number(layer.count)}`, name, ...honesty(reality, accuracyM), class: kind }, point);
  }
  return layer;
}

/** Surroundings of some alleys, spread over the district and over the four states of a trouble area's life. */
function troubleAreas(map, lines) {
  const layer = new Layer('trouble-areas');
  const states = ['listed', 'inHand', 'checked', 'closed'];
  const chosen = [];
  for (const line of lines.filter(({ strip }) => strip.class === 'alley')) {
    if (chosen.length < 10 && chosen.every((other) => distance(other.middle, line.middle) > 900)) chosen.push(line);
  }
  for (const { strip, middle } of chosen) {
    // The alley and those whose middle is close by.
    const around = lines.filter((line) => line.strip.class === 'alley' && distance(line.middle, middle) < 80);
    layer.addRing({
      id: `trouble-${number(layer.count, 2)}`, name: `${strip.name}一带（演示）`, ...honesty('invented'), state: states[layer.count % states.length],
    }, bufferConvex(convexHull(around.flatMap(({ path }) => path.map((v) => map.vertices[v]))), 20));
  }
  return layer;
}

function green(faces) {
  const layer = new Layer('green');
  for (const face of faces) {
    if (face.use !== 'park' && face.use !== 'vacant') continue;
    layer.addRing({
      id: `green-${number(layer.count)}`, name: face.named?.name ?? '待建绿地（示意）', ...honesty('invented'),
      class: face.use === 'park' ? 'park' : 'meadow',
    }, face.site);
  }
  return layer;
}

/** A pond in each larger park. */
function water(faces) {
  const layer = new Layer('water');
  for (const face of faces) {
    if (face.use !== 'park' || areaOf(face.site) < 18e3) continue;
    const middle = centroidOf(face.site);
    const ring = Array.from({ length: 28 }, (_, k) => {
      const angle = (k * Math.PI) / 14;
      const reach = 0.42 + 0.1 * Math.sin(2 * angle + face.id) + 0.06 * Math.sin(3 * angle);
      const corner = edgeTowards(face.site, middle, angle);
      return mix(middle, corner, reach);
    });
    layer.addRing({ id: `water-${number(layer.count)}`, name: '人工湖（示意）', ...honesty('invented'), class: 'pond' }, ring);
  }
  return layer;
}

function edgeTowards(ring, middle, angle) {
  let reach = 400;
  ring.forEach((a, i) => {
    const b = ring[(i + 1) % ring.length];
    const [dx, dy, ex, ey] = [Math.cos(angle), Math.sin(angle), b.x - a.x, b.y - a.y];
    const denominator = dx * ey - dy * ex;
    const t = ((a.x - middle.x) * ey - (a.y - middle.y) * ex) / denominator;
    const u = ((a.x - middle.x) * dy - (a.y - middle.y) * dx) / denominator;
    if (u >= 0 && u <= 1 && t > 0) reach = Math.min(reach, t);
  });
  return { x: middle.x + reach * Math.cos(angle), y: middle.y + reach * Math.sin(angle) };
}

function landmarks() {
  const layer = new Layer('landmarks');
  for (const { kind, name, point, accuracyM } of LANDMARKS) {
    layer.addPoint({ id: `landmark-${number(layer.count)}`, name, ...honesty('approximate', accuracyM), class: kind }, point);
  }
  return layer;
}
