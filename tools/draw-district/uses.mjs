import { areaOf, centroidOf, distance, inset, toPlane } from './plane.mjs';
import { HALF_WIDTH_M } from './subdivide.mjs';

const at = (lon, lat) => toPlane([lon, lat]);

/** Sites with a real name at the place where addresses put them; the shape is the drawn lot, so invented in its extent. */
const NAMED_SITES = [
  { use: 'school', id: 'xinghua', name: '兴华小学', spot: at(113.6262, 34.7137), gate: at(113.6266, 34.7138), accuracyM: 60 },
  { use: 'school', id: 'xinghua-2', name: '兴华街第二小学', spot: at(113.6249, 34.7209), accuracyM: 120 },
  { use: 'school', id: 'shiyan', name: '郑州实验外国语中学', spot: at(113.6183, 34.6834), gate: at(113.6191, 34.6834), accuracyM: 60 },
  { use: 'market', name: '郑密路农贸市场', spot: at(113.6185, 34.7203), accuracyM: 60 },
  { use: 'mall', name: '亚星时代广场', spot: at(113.6212, 34.7103), accuracyM: 60 },
  { use: 'market', name: '豫茶园', spot: at(113.6132, 34.7102), accuracyM: 120 },
  { use: 'mall', name: '亚星万嘉百汇', spot: at(113.6241, 34.6892), accuracyM: 80 },
  { use: 'mall', name: '锦和广场', spot: at(113.6193, 34.6851), accuracyM: 100 },
  { use: 'mall', name: '丹尼斯百货长江店', spot: at(113.6279, 34.7103), accuracyM: 80 },
  { use: 'market', name: '万客来食品城', spot: at(113.6247, 34.7081), accuracyM: 200 },
];

const ESTATES = [
  ['亚星盛世家园', 113.6245, 34.7135, 200], ['珠江荣域', 113.6194, 34.7155, 120], ['锦绣山河刘砦新居6号院', 113.6207, 34.6826, 200],
  ['黄岗寺郑密路小区', 113.6187, 34.7033, 200], ['黄岗寺工人路小区', 113.6138, 34.7067, 200], ['启福中华', 113.6045, 34.7066, 600],
  ['启福城观澜苑', 113.6105, 34.7104, 300], ['锦绣家园', 113.614, 34.6915, 200], ['锦绣山河亚星玉晖园', 113.6246, 34.6837, 120],
  ['亚星盛世星苑', 113.6195, 34.7101, 120], ['亚星望江居', 113.6182, 34.7003, 120], ['亚星盛世雅居', 113.628, 34.7086, 120],
].map(([name, lon, lat, accuracyM]) => ({ use: 'courtyard', name, spot: at(lon, lat), accuracyM }));

/** Schools without a located site: 刘砦小学 exists by name, the rest are inventions and say so. */
const INVENTED_SCHOOLS = [
  { id: 'liuzhai', name: '刘砦小学', spot: at(113.6225, 34.6805) },
  { id: 'demo-1', name: '某小学（演示一）', spot: at(113.6165, 34.7178) },
  { id: 'demo-2', name: '某幼儿园（演示一）', spot: at(113.6172, 34.7128) },
  { id: 'demo-3', name: '某中学（演示一）', spot: at(113.6085, 34.7055) },
  { id: 'demo-4', name: '某小学（演示二）', spot: at(113.6285, 34.697) },
  { id: 'demo-5', name: '某中学（演示二）', spot: at(113.6155, 34.6975) },
  { id: 'demo-6', name: '某小学（演示三）', spot: at(113.6285, 34.6895) },
  { id: 'demo-7', name: '某幼儿园（演示二）', spot: at(113.618, 34.6865) },
  { id: 'demo-8', name: '某小学（演示四）', spot: at(113.6145, 34.688) },
  { id: 'demo-9', name: '某幼儿园（演示三）', spot: at(113.6205, 34.6975) },
].map((school) => ({ use: 'school', ...school }));

const INVENTED_PARKS = [
  ['某街心公园（演示）', 113.6173, 34.7152], ['某社区游园（演示一）', 113.6232, 34.7202], ['某公园（演示）', 113.625, 34.6965],
  ['某社区游园（演示二）', 113.6245, 34.709], ['某湿地公园（演示）', 113.608, 34.6985], ['某社区游园（演示三）', 113.6195, 34.6905],
  ['某文化广场（演示）', 113.6145, 34.6862], ['某社区游园（演示四）', 113.6285, 34.6828], ['某社区游园（演示五）', 113.6175, 34.7072],
  ['某带状公园（演示）', 113.604, 34.703], ['某社区游园（演示六）', 113.6122, 34.7092],
].map(([name, lon, lat]) => ({ use: 'park', name, spot: at(lon, lat) }));

const INVENTED_LOTS = { old: 0.12, estate: 0.12, modern: 0.08, open: 0.45 };

/** Says what each face is: school, market, mall, park, courtyard, houses (of the old villages), lot (shops, works) or vacant. */
export function settleUses(map, chance) {
  const free = [];
  for (const face of map.faces.values()) {
    const ring = map.points(face);
    face.centre = centroidOf(ring);
    face.classes = face.ring.map((u, i) => map.stripOf(u, face.ring[(i + 1) % face.ring.length]).class);
    face.site = inset(ring, face.classes.map((c) => HALF_WIDTH_M[c]));
    face.use = !face.site || areaOf(face.site) < 700 ? 'left' : face.zone === 'village' ? 'houses' : null;
    if (face.use === null) free.push(face);
  }
  const claim = (wish, reality) => {
    const open = free.filter((face) => face.use === null);
    const face = open.reduce((best, f) => (distance(f.centre, wish.spot) < distance(best.centre, wish.spot) ? f : best));
    Object.assign(face, { use: wish.use, named: { ...wish, accuracyM: wish.accuracyM ?? 1000, reality } });
  };
  for (const wish of [...NAMED_SITES, ...ESTATES]) claim(wish, 'approximate');
  for (const wish of [...INVENTED_SCHOOLS, ...INVENTED_PARKS]) claim(wish, 'invented');
  for (const face of free) {
    if (face.use !== null) continue;
    if (areaOf(face.site) < 3200 || chance.happens(INVENTED_LOTS[face.zone])) face.use = face.zone === 'open' ? 'vacant' : 'lot';
    else face.use = 'courtyard';
  }
}
