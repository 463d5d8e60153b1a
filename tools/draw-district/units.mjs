import { COMMUNITIES } from './communities.mjs';

const ROMAN = { 工人路社区: 'Gongrenlu', 航海路社区: 'Hanghailu', 亚星社区: 'Yaxing', 刘砦社区: 'Liuzhai', 黄岗寺社区: 'Huanggangsi', 蔚蓝社区: 'Weilan',
  珠江社区: 'Zhujiang', 嵩南社区: 'Songnan', 啟福社区: 'Qifu', 郦都社区: 'Lidu', 锦绣家园社区: 'Jinxiujiayuan', 玉晖园社区: 'Yuhuiyuan', 星苑社区: 'Xingyuan',
  望江居社区: 'Wangjiangju', 雅居社区: 'Yaju', 环云社区: 'Huanyun', 锦和社区: 'Jinhe', 瑞民社区: 'Ruimin' };

// kind, code, call sign, Chinese and English name, how many; volunteers: one team per community.
const KINDS = [
  ['patrolCar', 'car', '巡车', '号巡逻车', 'Patrol car', 7],
  ['patrolSquad', 'squad', '巡防', '号巡防队', 'Patrol squad', 7],
  ['volunteerTeam', 'vol', '志愿', '志愿者队', 'volunteer team', 18],
  ['propertyGuard', 'guard', '物业', '物业保安队', 'property guards', 9],
  ['communityPolice', 'police', '社警', '社区民警组', 'community police', 7],
];

/** The demo's units by name; no persons. */
export function listUnits() {
  return KINDS.flatMap(([kind, code, sign, zh, en, count]) => Array.from({ length: count }, (_, i) => {
    const number = String(i + 1).padStart(2, '0');
    const community = COMMUNITIES[count === COMMUNITIES.length ? i : Math.floor(((i + 0.5) * COMMUNITIES.length) / count)];
    const local = !zh.startsWith('号');
    return {
      code: `demo-${code}-${number}`,
      kind,
      callSign: `${sign}${number}`,
      nameZh: local ? `${community.shortName}${zh}（演示）` : `${i + 1}${zh}（演示）`,
      nameEn: local ? `${ROMAN[community.shortName]} ${en} (demo)` : `${en} ${i + 1} (demo)`,
      communityCode: community.code,
    };
  }));
}
