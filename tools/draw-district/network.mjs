import { continuations, mainStreets, outline } from './frame.mjs';
import { areaOf, centroidOf, toLonLat, toPlane } from './plane.mjs';
import { PlanarMap } from './planar-map.mjs';
import { cutBlocks, cutLeaves } from './subdivide.mjs';

/** Draws streets, blocks and courtyards' faces. onBlocks is called when the streets stand and the alleys do not yet. */
export function drawNetwork(chance, onBlocks) {
  const map = new PlanarMap();
  map.buildFaces([...outline, ...mainStreets].map(({ points, ...strip }) => ({
    strip: map.addStrip({ ...strip, main: true }),
    points: points.map(toPlane),
  })));
  for (const face of map.faces.values()) face.zone = zoneOf(toLonLat(centroidOf(map.points(face))));
  cutBlocks(map, chance);
  for (const face of map.faces.values()) {
    face.block = face.id;
    face.blockM2 = areaOf(map.points(face));
  }
  onBlocks(map);
  cutLeaves(map, chance);
  for (const { of, from, to, reality } of continuations) addContinuation(map, of, from, to, reality);
  return map;
}

/** What a block is built like; a guess, except that the estates the research names are where addresses put them. */
function zoneOf([lon, lat]) {
  if (lat > 34.7111 && lon > 113.6148) return lon > 113.6221 && lat < 34.7166 ? 'estate' : 'old';
  if (lat > 34.7074 && lon > 113.6145) return lon > 113.6269 ? 'estate' : 'old';
  if (lat > 34.704 && lon > 113.6131) return lon < 113.6199 ? 'village' : 'estate';
  if (lat > 34.7005 && lon > 113.612) return 'estate';
  if (lon < 113.612 && lat > 34.7) return lat > 34.7042 ? 'estate' : 'open';
  if (lon < 113.6117 && lat > 34.693) return 'open';
  if (lat < 34.6817 && lon > 113.6134 && lon < 113.6202) return 'village';
  return lat > 34.689 || lon > 113.6228 ? 'estate' : 'modern';
}

function addContinuation(map, name, from, to, reality) {
  const start = nearestVertex(map, toPlane(from));
  const like = map.strips.find((strip) => strip.name === name);
  const strip = map.addStrip({ ...like, reality: reality ?? like.reality, accuracyM: reality ? 1000 : 60, outside: true });
  map.addLooseEdge(start, map.addVertex(toPlane(to)), strip);
}

function nearestVertex(map, p) {
  let best = 0;
  map.vertices.forEach((v, i) => {
    if (Math.hypot(v.x - p.x, v.y - p.y) < Math.hypot(map.vertices[best].x - p.x, map.vertices[best].y - p.y)) best = i;
  });
  return best;
}
