import { distance, toPlane } from './plane.mjs';

// Places that addresses name, at the spot the addresses give.
const NAMED = [
  ['mall', '亚星时代广场', 113.6208, 34.7105, 60], ['cinema', '奥斯卡亚星小龙激光影城', 113.6214, 34.7104, 60],
  ['mall', '丹尼斯百货长江店', 113.6279, 34.7105, 80], ['mall', '亚星万嘉百汇', 113.6238, 34.6889, 80],
  ['mall', '锦和广场（淘气堡新天地）', 113.6196, 34.6845, 100], ['mall', '丹尼斯百货嵩山店', 113.6211, 34.7231, 60],
  ['mall', '百姓广场', 113.6258, 34.7062, 200], ['cinema', '新百姓奥斯卡国际影城', 113.6259, 34.7062, 250],
  ['market', '欧凯龙/红苹果家具嵩山路店', 113.6198, 34.72, 100], ['market', '郑密路农贸市场', 113.6188, 34.7205, 60],
  ['market', '万客来食品城', 113.625, 34.7078, 200], ['teaMarket', '豫茶园（豫茶城）茶叶市场', 113.613, 34.7103, 120],
  ['metro', '齐礼阎地铁站（5号线）', 113.6219, 34.7217, 80], ['metro', '后河芦地铁站（5号线）', 113.6148, 34.7219, 150],
].map(([kind, name, lon, lat, accuracyM]) => ({ kind, name, point: toPlane([lon, lat]), accuracyM, reality: 'approximate' }));

const GENERIC = [['entertainment', '某KTV', 9], ['entertainment', '某网吧', 12], ['entertainment', '某棋牌室', 10], ['entertainment', '某洗浴中心', 6],
  ['entertainment', '某酒吧', 4], ['hotel', '某快捷酒店', 12], ['hotel', '某宾馆', 12], ['hotel', '某民宿', 6], ['market', '某菜市场', 6], ['market', '某便民超市', 10]];

/** Points of interest to a patrol: the named ones, invented ones in shops, invented bus stops by the main crossings. */
export function placeVenues(map, lines, buildings, chance) {
  const venues = [...NAMED];
  const shops = buildings.filter(({ kind }) => kind === 'shop');
  for (const [kind, name, count] of GENERIC) {
    for (let i = 1; i <= count; i++) {
      const [shop] = shops.splice(Math.floor(chance.next() * shops.length), 1);
      const point = { x: (shop.ring[0].x + shop.ring[2].x) / 2, y: (shop.ring[0].y + shop.ring[2].y) / 2 };
      venues.push({ kind, name: `${name}（演示${i}）`, point, accuracyM: 1000, reality: 'invented' });
    }
  }
  return [...venues, ...busStops(map, lines)];
}

function busStops(map, lines) {
  const at = new Map();
  const served = lines.filter(({ strip }) => ['primary', 'secondary'].includes(strip.class) && !strip.outside);
  for (const line of served) for (const v of line.path) at.set(v, [...(at.get(v) ?? []), line]);
  const stops = [];
  for (const [v, crossing] of [...at].sort((a, b) => a[0] - b[0])) {
    const names = [...new Set(crossing.map(({ strip }) => strip.name))];
    if (names.length < 2) continue;
    for (const name of names) {
      const point = pointAlong(map, crossing.find(({ strip }) => strip.name === name), v, 75);
      const other = names.find((n) => n !== name);
      if (point && stops.every((stop) => distance(stop.point, point) > 120)) {
        stops.push({ kind: 'busStop', name: `${name}${other}站（示意）`, point, accuracyM: 1000, reality: 'invented' });
      }
    }
  }
  return stops;
}

/** A point on the pavement, metres away from vertex v along the line; null when the line is too short. */
function pointAlong(map, line, v, metres) {
  const from = line.path.indexOf(v);
  const path = from < line.path.length / 2 ? line.path.slice(from) : line.path.slice(0, from + 1).reverse();
  let left = metres;
  for (let i = 1; i < path.length; i++) {
    const [a, b] = [map.vertices[path[i - 1]], map.vertices[path[i]]];
    const step = distance(a, b);
    if (left < step) {
      const [ux, uy] = [(b.x - a.x) / step, (b.y - a.y) / step];
      return { x: a.x + ux * left + uy * 12, y: a.y + uy * left - ux * 12 };
    }
    left -= step;
  }
  return null;
}
