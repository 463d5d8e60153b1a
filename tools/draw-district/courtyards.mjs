import { areaOf, distance, mix, toLonLat } from './plane.mjs';
import { courtyardNamer } from './names.mjs';

const HOUSEHOLDS_PER_M2 = { old: 0.0125, estate: 0.0105, modern: 0.0115, open: 0.008 };
const MANAGED_SHARE = { old: 0.4, estate: 0.88, modern: 1, open: 0.8 };
const FLOORS = { old: [6, 7], estate: [7, 18], modern: [18, 33], open: [6, 11] };

/** Turns the faces for living into courtyards with a name, an entrance on the nearest way and who looks after them. */
export function nameCourtyards(map, chance) {
  const namer = courtyardNamer(chance);
  const courtyards = [...map.faces.values()].filter((face) => face.use === 'courtyard');
  for (const face of courtyards) {
    face.entrance = entranceOf(map, face);
    face.street = streetBeside(map, face);
    const siteM2 = areaOf(face.site);
    face.courtyard = {
      name: face.named?.name ?? namer(face.zone, face.street),
      managedBy: chance.happens(face.named ? 1 : MANAGED_SHARE[face.zone]) ? 'property' : 'none',
      households: Math.round((siteM2 * HOUSEHOLDS_PER_M2[face.zone] * chance.between(0.8, 1.2)) / 2) * 2,
      floors: chance.whole(...FLOORS[face.zone]),
    };
  }
  return courtyards;
}

/** The middle of the longest side along the humblest way: gates of Chinese estates open to side streets, not to the main road. */
function entranceOf(map, face) {
  const rank = { alley: 3, residential: 4, tertiary: 3.2, secondary: 2, primary: 1 };
  let best = null;
  face.ring.forEach((u, i) => {
    const v = face.ring[(i + 1) % face.ring.length];
    const weight = (rank[face.classes[i]] ?? 0) * Math.min(60, distance(map.vertices[u], map.vertices[v]));
    if (!best || weight > best.weight) best = { weight, u, v };
  });
  const point = mix(map.vertices[best.u], map.vertices[best.v], 0.5);
  return { lonLat: toLonLat(point), name: map.stripOf(best.u, best.v).name };
}

function streetBeside(map, face) {
  const lengths = new Map();
  face.ring.forEach((u, i) => {
    const v = face.ring[(i + 1) % face.ring.length];
    const { name } = map.stripOf(u, v);
    if (!name) return;
    const weight = face.classes[i] === 'alley' ? 0.4 : 1;
    lengths.set(name, (lengths.get(name) ?? 0) + weight * distance(map.vertices[u], map.vertices[v]));
  });
  return [...lengths].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
