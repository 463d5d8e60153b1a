import type { AlleyCoverageView, AlleyView } from '../contracts';
import { cut, type LonLat } from '../map/lineMeasure';

/** Alleys cut into the walked and the due pieces, ready to draw. */
export function alleyPieces(
  alleys: readonly AlleyView[],
  covered: ReadonlyMap<number, AlleyCoverageView>,
): { due: GeoJSON.Feature[]; walked: GeoJSON.Feature[] } {
  const due: GeoJSON.Feature[] = [];
  const walked: GeoJSON.Feature[] = [];
  for (const alley of alleys) {
    const pieces = cut(alley.linesWgs84 as unknown as LonLat[][], alley.lengthM, covered.get(alley.placeId)?.intervals ?? []);
    if (pieces.outside.length > 0) due.push(feature(alley.placeId, pieces.outside));
    if (pieces.inside.length > 0) walked.push(feature(alley.placeId, pieces.inside));
  }

  return { due, walked };
}

/** Some alleys in their whole length. */
export function wholeAlleys(alleys: readonly AlleyView[], placeIds: ReadonlySet<number>): GeoJSON.Feature[] {
  return alleys.filter((alley) => placeIds.has(alley.placeId)).map((alley) => feature(alley.placeId, alley.linesWgs84 as unknown as LonLat[][]));
}

function feature(placeId: number, pieces: LonLat[][]): GeoJSON.Feature {
  return {
    type: 'Feature',
    id: placeId,
    properties: {},
    geometry: { type: 'MultiLineString', coordinates: pieces as unknown as GeoJSON.Position[][] },
  };
}

export interface CommunityCoverage {
  code: string | null;
  alleys: number;
  lengthM: number;
  coveredM: number;
  due: number;
}

/** An alley counts as walked tonight when at least this share of its metres is covered. */
export const walkedShare = 0.8;

/** Totals per community, the least covered first. */
export function byCommunity(alleys: readonly AlleyView[], covered: ReadonlyMap<number, AlleyCoverageView>): CommunityCoverage[] {
  const totals = new Map<string | null, CommunityCoverage>();
  for (const alley of alleys) {
    const code = alley.communityCode;
    const total = totals.get(code) ?? { code, alleys: 0, lengthM: 0, coveredM: 0, due: 0 };
    const coveredM = covered.get(alley.placeId)?.coveredM ?? 0;
    totals.set(code, {
      code,
      alleys: total.alleys + 1,
      lengthM: total.lengthM + alley.lengthM,
      coveredM: total.coveredM + coveredM,
      due: total.due + (coveredM < walkedShare * alley.lengthM ? 1 : 0),
    });
  }

  return [...totals.values()].sort((a, b) => a.coveredM / a.lengthM - b.coveredM / b.lengthM);
}
