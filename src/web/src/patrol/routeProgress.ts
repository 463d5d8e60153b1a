import type { AssignmentView } from '../contracts';
import { cut, lengthM, middle, type LonLat } from '../map/lineMeasure';

/** The walked metres of a leg. */
export function doneM(intervals: readonly (readonly number[])[]): number {
  return intervals.reduce((sum, interval) => sum + interval[1]! - interval[0]!, 0);
}

/** A leg counts as walked when at most this many metres or a tenth of it are left. */
const leftOverM = 15;

/** Whether the leg of that number counts as walked. */
export function isWalked(assignment: AssignmentView, index: number): boolean {
  const { lengthM } = assignment.route.legs[index]!;
  return lengthM - doneM(assignment.legs[index] ?? []) <= Math.max(leftOverM, lengthM * 0.1);
}

/** Number of the first leg that is not yet walked, or -1 when all are. */
export function nextLeg(assignment: AssignmentView): number {
  return assignment.route.legs.findIndex((_, index) => !isWalked(assignment, index));
}

/** The route as drawn: what is ahead, what is done, and a number at every leg. */
export function routeFeatures(assignment: AssignmentView): GeoJSON.Feature[] {
  const features: GeoJSON.Feature[] = [];
  assignment.route.legs.forEach((leg, index) => {
    const line = leg.lineWgs84 as unknown as LonLat[];
    const pieces = cut([line], leg.lengthM, assignment.legs[index] ?? []);
    if (leg.hotspotRank !== null) features.push(part('focus', line));
    for (const piece of pieces.outside) features.push(part('ahead', piece));
    for (const piece of pieces.inside) features.push(part('done', piece));
    features.push({
      type: 'Feature',
      properties: { part: 'number', number: String(index + 1) },
      geometry: { type: 'Point', coordinates: [...middle(line)] },
    });
  });
  return features;
}

/** West, south, east, north of the whole route. */
export function routeBounds(assignment: AssignmentView): [number, number, number, number] | null {
  const points = assignment.route.legs.flatMap((leg) => leg.lineWgs84);
  if (points.length === 0) return null;
  const lon = points.map((point) => point[0]!);
  const lat = points.map((point) => point[1]!);
  return [Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)];
}

function part(name: string, piece: LonLat[]): GeoJSON.Feature {
  return {
    type: 'Feature',
    properties: { part: name, lengthM: lengthM(piece) },
    geometry: { type: 'LineString', coordinates: piece as unknown as GeoJSON.Position[] },
  };
}
