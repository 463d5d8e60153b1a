import type { MarkedFixView } from '../../contracts';

/** Where the marks that are a place at all say the unit was, with the number each has in the list; the chosen one says why it is not believed. */
export function markFeatures(marks: readonly MarkedFixView[], chosen: number | null, reasonOf: (mark: MarkedFixView) => string): GeoJSON.Feature[] {
  return marks.flatMap((mark, index): GeoJSON.Feature[] => {
    if (mark.lonDeg === null || mark.latDeg === null) return [];
    const isChosen = index === chosen;
    return [
      {
        type: 'Feature',
        id: index,
        properties: { chosen: isChosen, label: isChosen ? reasonOf(mark) : '' },
        geometry: { type: 'Point', coordinates: [mark.lonDeg, mark.latDeg] },
      },
    ];
  });
}
