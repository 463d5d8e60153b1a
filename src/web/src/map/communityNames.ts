import type { DistrictView } from '../contracts';
import { closeZoom, communityNamePx, communityNameSpacing, zoomShift } from './baseLayers';
import type { DistrictMap } from './districtMap';
import { placeNames, type NameBox, type Obstacle, type Shift } from './namePlaces';

/** A name that moves costs a frame of the whole map. */
const everyMs = 3000;

/** 工人路 for 工人路社区: far out, where all names are communities', the word says nothing. */
const brief = (name: string): string => name.replace(/(?<=.)社区$/, '');

/** Keeps the communities' names readable: each steps aside when a patrol stands on it. `obstacles` are the symbols drawn now,
 * pixels of the map. Returns how to stop. */
export function followCommunityNames(shown: DistrictMap, district: DistrictView, obstacles: () => Obstacle[]): () => void {
  const { map } = shown;
  const pen = document.createElement('canvas').getContext('2d')!;
  let current: Shift[] = [];
  let drawn = '';
  const draw = () => {
    const scale = shown.choice.scale;
    const places = district.communities.map((community) => map.project(community.centreWgs84 as [number, number]));
    const isClose = map.getZoom() >= closeZoom + zoomShift(scale);
    const boxes: NameBox[] = district.communities.map(({ shortName }, index) => {
      const name = isClose ? shortName : brief(shortName);
      pen.font = `${communityNamePx * scale}px sans-serif`;
      const width = pen.measureText(name).width + name.length * communityNameSpacing * communityNamePx * scale;
      return { x: places[index]!.x, y: places[index]!.y, width, height: communityNamePx * 1.2 * scale };
    });
    current = placeNames(boxes, obstacles(), current, scale);
    const features = district.communities.map(({ shortName }, index): GeoJSON.Feature => {
      const { lng, lat } = map.unproject([places[index]!.x + current[index]![0] * scale, places[index]!.y + current[index]![1] * scale]);
      return { type: 'Feature', properties: { name: shortName, brief: brief(shortName) }, geometry: { type: 'Point', coordinates: [lng, lat] } };
    });
    // A map frame is only worth it when a name has moved.
    const state = `${current.join(' ')} ${map.getZoom()} ${map.getBearing()}`;
    if (state === drawn) return;
    drawn = state;
    shown.setData('communityNames', features);
  };
  const timer = setInterval(draw, everyMs);
  map.on('moveend', draw);
  draw();
  return () => {
    clearInterval(timer);
    map.off('moveend', draw);
  };
}
