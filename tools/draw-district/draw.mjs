// Draws the demo district into geodata/: node tools/draw-district/draw.mjs [folder]. The same program draws the same files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { raiseBuildings } from './buildings.mjs';
import { Chance } from './chance.mjs';
import { settleCommunities } from './communities.mjs';
import { nameCourtyards } from './courtyards.mjs';
import { districtLayers } from './layers.mjs';
import { readLines } from './lines.mjs';
import { describeLines, nameAlleys, nameStreets } from './names.mjs';
import { drawNetwork } from './network.mjs';
import { listUnits } from './units.mjs';
import { settleUses } from './uses.mjs';
import { placeVenues } from './venues.mjs';

const SEED = 410103011;
const folder = process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '../../geodata');

const map = drawNetwork(new Chance(SEED), settleCommunities);
settleUses(map, new Chance(SEED + 1));
const lines = readLines(map);
describeLines(map, lines);
nameStreets(lines, new Chance(SEED + 2));
nameAlleys(map, lines, new Chance(SEED + 3));
const courtyards = nameCourtyards(map, new Chance(SEED + 4));
const buildings = raiseBuildings(map, new Chance(SEED + 5));
const venues = placeVenues(map, lines, buildings, new Chance(SEED + 6));

mkdirSync(folder, { recursive: true });
const metadata = {
  crs: 'WGS-84, longitude and latitude in degrees',
  status: 'Demo drawing. Not an administrative boundary and not a survey; see README.md for what is real, approximate and invented.',
  licence: 'MIT, own drawing',
};
for (const layer of districtLayers(map, { lines, courtyards, buildings, venues })) {
  layer.write(folder, metadata);
  console.log(`${layer.name}: ${layer.count}`);
}
const units = listUnits();
writeFileSync(join(folder, 'units.json'), `[\n${units.map((unit) => JSON.stringify(unit)).join(',\n')}\n]\n`);
console.log(`units: ${units.length}`);
