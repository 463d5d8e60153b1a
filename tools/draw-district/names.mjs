import { mix } from './plane.mjs';

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 1..99 in Chinese. */
export function chineseNumber(n) {
  const tens = Math.floor(n / 10);
  return (tens > 1 ? DIGITS[tens] : '') + (tens > 0 ? '十' : '') + DIGITS[n % 10];
}

const RESIDENTIAL = ['嵩云', '汉兴', '康宁', '安澜', '和兴', '惠民', '春晖', '兴隆', '德源', '文昌', '聚福', '瑞云', '松云', '竹园', '槐荫', '桐荫',
  '祥和', '永盛', '景明', '同乐', '育才', '望嵩', '南苑', '锦园', '秀水', '云锦', '福宁', '安顺', '清风', '仁义', '芳华', '长乐', '宝瑞', '玉带',
  '嘉禾', '星河', '明月', '晨光', '百合', '紫荆', '金桂', '银杏', '青松', '翠竹', '海棠', '丁香', '月季', '石榴', '梧桐', '合欢'];
const LANE_FIRST = ['永', '康', '福', '安', '德', '瑞', '和', '兴', '长', '文', '春', '松', '竹', '梅', '槐', '桐', '柳', '杏', '枣', '榆'];
const LANE_SECOND = ['安', '乐', '兴', '和', '宁', '泰', '顺', '祥', '康', '荣'];
const ESTATE_FIRST = ['金色', '阳光', '翠竹', '和谐', '康桥', '世纪', '丽景', '锦绣', '都市', '银河', '紫荆', '绿城', '嘉和', '瑞景', '清华', '东方', '华庭', '恒祥'];
const ESTATE_SECOND = ['花园', '家园', '苑', '小区', '名居', '雅苑', '新村'];
const WORKS = ['棉纺厂', '机械厂', '水工厂', '印刷厂', '建工局', '粮食局', '运输公司', '供电局', '纺织机械厂', '五金公司', '化工厂', '铁路局', '地质队', '商业局'];

/** Streets that the frame left nameless get an invented name, from north to south. */
export function nameStreets(lines, chance) {
  const taken = new Set(lines.map(({ strip }) => strip.name));
  const pool = RESIDENTIAL.filter((name) => !taken.has(`${name}街`));
  for (const { strip, middle, eastWest } of nameless(lines, (c) => c !== 'alley').sort((a, b) => b.middle.y - a.middle.y)) {
    const [first] = pool.splice(Math.floor(chance.next() * pool.length), 1);
    Object.assign(strip, { name: `${first}${eastWest ? '街' : '路'}`, reality: 'invented', accuracyM: 1000, middle });
  }
}

const nameless = (lines, keep) => lines.filter(({ strip }) => !strip.name && keep(strip.class));

/** Adds middle point and direction to every line; names need them. */
export function describeLines(map, lines) {
  for (const line of lines) {
    const points = line.path.map((v) => map.vertices[v]);
    const [a, b] = [points[0], points[points.length - 1]];
    line.middle = mix(a, b, 0.5);
    line.eastWest = Math.abs(b.x - a.x) > Math.abs(b.y - a.y);
  }
}

/**
 * Names the alleys the way they are named here: numbered off the street they leave (汉江路北三巷), by village (黄岗寺后街), by the
 * courtyard they run along (…家属院西巷), or with a lucky word (永安里). All invented.
 */
export function nameAlleys(map, lines, chance) {
  const ownersAt = new Map();
  for (const { strip, path } of lines) {
    for (const v of path) ownersAt.set(v, [...(ownersAt.get(v) ?? []), strip]);
  }
  const lanes = new Set();
  const byParent = new Map();
  for (const line of nameless(lines, (c) => c === 'alley')) {
    const village = line.strip.zone === 'village';
    const parent = [line.path[0], line.path[line.path.length - 1]].flatMap((v) => ownersAt.get(v))
      .find((strip) => strip !== line.strip && strip.name && strip.class !== 'alley');
    const key = village ? (line.middle.y > 0 ? '黄岗寺' : '刘砦') : chance.happens(0.22) ? null : parent?.name;
    if (!key) {
      line.strip.name = lane(chance, lanes);
      continue;
    }
    const side = village ? (line.eastWest ? '横' : '') : sideOf(line, parent, lines);
    const group = `${key}${side}`;
    byParent.set(group, [...(byParent.get(group) ?? []), line]);
  }
  for (const [group, members] of byParent) {
    const northSouth = Math.abs(members[0].middle.y - members[members.length - 1].middle.y) >
      Math.abs(members[0].middle.x - members[members.length - 1].middle.x);
    members.sort((a, b) => (northSouth ? b.middle.y - a.middle.y : a.middle.x - b.middle.x));
    members.forEach(({ strip }, i) => {
      strip.name = members.length === 1 && !group.endsWith('横') ? `${group}巷` : `${group}${chineseNumber(i + 1)}巷`;
    });
  }
  const old = (name, to) => lines.filter(({ strip }) => strip.name === name).forEach(({ strip }) => { strip.name = to; });
  for (const village of ['黄岗寺', '刘砦']) {
    ['前街', '老街', '后街', '祠堂巷', '井台巷', '老槐树巷', '戏楼巷', '小学后巷'].forEach((word, i) => old(`${village}${chineseNumber(3 * i + 2)}巷`, `${village}${word}`));
  }
}

function sideOf(line, parent, lines) {
  const own = lines.find(({ strip }) => strip === parent);
  return own.eastWest ? (line.middle.y > own.middle.y ? '北' : '南') : line.middle.x > own.middle.x ? '东' : '西';
}

function lane(chance, taken) {
  for (;;) {
    const [first, second] = [chance.pick(LANE_FIRST), chance.pick(LANE_SECOND)];
    const name = `${first}${second}${chance.happens(0.6) ? '里' : '巷'}`;
    if (first === second || taken.has(`${first}${second}`)) continue;
    taken.add(`${first}${second}`);
    return name;
  }
}

/** Names of courtyards that no address names: a number on a street, works' quarters, or an estate. */
export function courtyardNamer(chance) {
  const numbers = new Map();
  const taken = new Set();
  return (zone, streetName) => {
    for (;;) {
      const name = propose(zone, streetName);
      if (!taken.has(name)) {
        taken.add(name);
        return name;
      }
    }
  };

  function propose(zone, streetName) {
    const dice = chance.next();
    if (zone === 'old' && dice < 0.28) return `${chance.pick(WORKS)}${chance.pick(['', '', '一', '二', '南', '北'])}家属院`;
    if (dice < (zone === 'old' ? 0.75 : 0.25)) {
      numbers.set(streetName, (numbers.get(streetName) ?? chance.whole(3, 30)) + chance.whole(1, 9));
      return `${streetName}${numbers.get(streetName)}号院`;
    }
    return `${chance.pick(ESTATE_FIRST)}${chance.pick(ESTATE_SECOND)}${chance.pick(['', '', '', '一期', '二期', '南院', '北院', '东院', '西院'])}`;
  }
}
