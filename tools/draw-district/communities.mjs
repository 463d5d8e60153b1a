import { areaOf, centroidOf, distance, toPlane } from './plane.mjs';

// Codes and names: NBS 统计用区划代码 2023 (state of 2023-06-30). Anchors: where real addresses put the community; `guess` = nothing
// was found and the anchor is only a free spot.
const known = (code, fullName, shortName, lon, lat) => ({ code, fullName, shortName, lon, lat, accuracyM: 600, guess: false });
const guessed = (code, fullName, shortName, lon, lat) => ({ code, fullName, shortName, lon, lat, accuracyM: 1000, guess: true });

export const COMMUNITIES = [
  known('410103011001', '工人路社区居民委员会', '工人路社区', 113.6165, 34.719),
  known('410103011002', '航海路社区居民委员会', '航海路社区', 113.6205, 34.7203),
  known('410103011004', '亚星社区居民管理委员会', '亚星社区', 113.6245, 34.7138),
  known('410103011007', '刘砦社区居民委员会', '刘砦社区', 113.6198, 34.6825),
  known('410103011008', '黄岗寺社区居民委员会', '黄岗寺社区', 113.6185, 34.7045),
  guessed('410103011010', '蔚蓝社区居民管理委员会', '蔚蓝社区', 113.6247, 34.7192),
  known('410103011011', '珠江社区居民委员会', '珠江社区', 113.6195, 34.715),
  guessed('410103011014', '嵩南社区居民委员会', '嵩南社区', 113.6262, 34.6992),
  known('410103011015', '啟福社区居民委员会', '啟福社区', 113.6075, 34.7066),
  guessed('410103011016', '郦都社区居民委员会', '郦都社区', 113.6268, 34.6918),
  known('410103011017', '锦绣家园社区居民委员会', '锦绣家园社区', 113.614, 34.692),
  known('410103011018', '玉晖园社区居民委员会', '玉晖园社区', 113.6258, 34.6828),
  known('410103011019', '星苑社区居民委员会', '星苑社区', 113.619, 34.7095),
  known('410103011020', '望江居社区居民委员会', '望江居社区', 113.618, 34.7004),
  known('410103011021', '雅居社区居民委员会', '雅居社区', 113.6275, 34.7088),
  guessed('410103011022', '环云社区居民委员会', '环云社区', 113.62, 34.693),
  known('410103011023', '锦和社区居民委员会', '锦和社区', 113.6193, 34.686),
  guessed('410103011024', '瑞民社区居民委员会', '瑞民社区', 113.6088, 34.7015),
];

const CROSSING_COST_M = { primary: 420, secondary: 160, tertiary: 60, residential: 0, wall: 0 };
const FAIR_M2 = 440e3;

/** Gives every block a community, growing outwards from the anchors street by street; all blocks of a community hang together. */
export function settleCommunities(map) {
  const blocks = [...map.faces.values()].map((face) => ({ face, centre: centroidOf(map.points(face)), area: areaOf(map.points(face)) }));
  const byFace = new Map(blocks.map((block) => [block.face.id, block]));
  const groups = COMMUNITIES.map((community) => ({ community, anchor: toPlane([community.lon, community.lat]), blocks: [], area: 0 }));
  const take = (group, block) => {
    block.face.community = group.community.code;
    group.blocks.push(block);
    group.area += block.area;
  };
  for (const group of groups) {
    take(group, nearest(blocks.filter((block) => !block.face.community), group.anchor));
  }
  for (let open = blocks.length - groups.length; open > 0; open--) {
    let best = null;
    for (const group of groups) {
      for (const { face } of group.blocks) {
        for (const [u, v] of sides(face)) {
          const across = byFace.get(map.faceAcross(u, v)?.id);
          if (!across || across.face.community) continue;
          const cost = distance(group.anchor, across.centre) + CROSSING_COST_M[map.stripOf(u, v).class]
            + 700 * Math.max(0, (group.area + across.area) / FAIR_M2 - 0.8);
          if (!best || cost < best.cost) best = { cost, group, across };
        }
      }
    }
    take(best.group, best.across);
  }
}

const sides = (face) => face.ring.map((u, i) => [u, face.ring[(i + 1) % face.ring.length]]);

function nearest(blocks, anchor) {
  return blocks.reduce((best, block) => (distance(block.centre, anchor) < distance(best.centre, anchor) ? block : best));
}

/** The outline of all faces of one community as one ring of vertices. */
export function communityRing(map, code) {
  const next = new Map();
  for (const face of map.faces.values()) {
    if (face.community !== code) continue;
    for (const [u, v] of sides(face)) {
      if (map.faceAcross(u, v)?.community === code) continue;
      if (next.has(u)) throw new Error(`Community ${code} touches itself in one vertex; move its anchor.`);
      next.set(u, v);
    }
  }
  const start = next.keys().next().value;
  const ring = [start];
  while (next.get(ring[ring.length - 1]) !== start) ring.push(next.get(ring[ring.length - 1]));
  if (ring.length !== next.size) throw new Error(`Community ${code} has a hole or two parts; move its anchor.`);
  return ring;
}
