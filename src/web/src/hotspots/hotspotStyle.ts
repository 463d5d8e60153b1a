import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { HotspotRunView } from '../contracts';
import { hatchImage } from '../map/hatch';
import type { Palette } from '../map/palette';
import type { HotspotSight } from '../room';
import type { TextKey } from '../texts/texts';

/** Upper limits of the count classes; the last class is open. */
export const countBreaks = [1, 2, 4, 8] as const;

/** Whether a view of a run is coloured: counts always are, what is computed from them needs enough of them. */
export function mayColour(run: HotspotRunView, sight: HotspotSight): boolean {
  return run.outcome === 'ok' || sight === 'count';
}

/** The text that names the unit of counts or densities; it may hold the width of a cell, `side`. */
export function unitText(run: HotspotRunView, sight: 'count' | 'density'): TextKey {
  if (sight === 'count') return `hotspots.unitCount.${run.unit}`;
  return run.unit === 'segment' ? 'hotspots.unitDensityStreet' : 'hotspots.unitDensity';
}

/** How a run is drawn in one of the three views: cells as areas, street segments as lines. */
export function hotspotLayers(run: HotspotRunView, sight: HotspotSight, colours: Palette, scale: number): LayerSpecification[] {
  return run.unit === 'segment' ? segmentLayers(run, sight, colours, scale) : cellLayers(run, sight, colours);
}

/** Colour and opacity of cells. Opacity rises with the value: a quiet cell lets the map through. */
function cellLayers(run: HotspotRunView, sight: HotspotSight, colours: Palette): LayerSpecification[] {
  const base = { metadata: { group: 'hotspots' }, id: 'hotspot-cell', type: 'fill' as const, source: 'hotspots', 'source-layer': 'cell' };
  if (sight === 'significance') {
    return [
      {
        ...base,
        filter: ['!=', ['get', 'class'], 0],
        paint: {
          'fill-antialias': false,
          'fill-color': classColours(colours),
          'fill-opacity': ['match', ['abs', ['get', 'class']], 3, 0.78, 2, 0.66, 0.5],
        },
      },
      {
        ...base,
        id: 'hotspot-hatch',
        filter: ['get', 'dependsOnGrid'],
        paint: { 'fill-pattern': hatchImage },
      },
    ];
  }

  const { value, breaks } = scaleOf(run, sight);
  return [
    {
      ...base,
      filter: isDrawn(sight, 0, breaks.length + 1) ? ['>', value, 0] : ['>=', value, breaks[0]!],
      paint: {
        'fill-antialias': false,
        'fill-color': stepped(value, breaks, (index) => colours.ramp[classColour(index, breaks.length + 1)]!),
        'fill-opacity': stepped(value, breaks, (index) => classOpacity(index, breaks.length + 1)),
      },
    },
  ];
}

/** Colour and width of street segments: what is quiet is a thin line, what is hot a broad one. */
function segmentLayers(run: HotspotRunView, sight: HotspotSight, colours: Palette, scale: number): LayerSpecification[] {
  const base = { metadata: { group: 'hotspots' }, id: 'hotspot-segment', type: 'line' as const, source: 'hotspots', 'source-layer': 'segment' };
  const layout = { 'line-cap': 'round' as const, 'line-join': 'round' as const };
  if (sight === 'significance') {
    return [
      {
        ...base,
        layout,
        filter: ['!=', ['get', 'class'], 0],
        paint: { 'line-color': classColours(colours), 'line-width': width(['match', ['abs', ['get', 'class']], 3, 1, 2, 0.8, 0.6], scale) },
      },
    ];
  }

  const { value, breaks } = scaleOf(run, sight);
  const classes = breaks.length + 1;
  return [
    {
      ...base,
      layout,
      filter: isDrawn(sight, 0, classes) ? ['>', value, 0] : ['>=', value, breaks[0]!],
      paint: {
        'line-color': stepped(value, breaks, (index) => colours.ramp[classColour(index, classes)]!),
        'line-width': width(stepped(value, breaks, (index) => (classes === 1 ? 1 : 0.5 + (0.5 * index) / (classes - 1))), scale),
      },
    },
  ];
}

/** What is coloured, and the limits between its colours. */
function scaleOf(run: HotspotRunView, sight: 'count' | 'density'): { value: ExpressionSpecification; breaks: readonly number[] } {
  if (sight === 'count') return { value: ['get', 'count'], breaks: countBreaks.map((upper) => upper + 0.5) };
  return { value: ['get', run.unit === 'segment' ? 'densityPerKm' : 'densityPerKm2'], breaks: innerBreaks(run) };
}

/** A share of the broadest line, which grows with the zoom. */
function width(part: ExpressionSpecification, scale: number): ExpressionSpecification {
  return ['interpolate', ['exponential', 1.5], ['zoom'], 12, ['*', 3.5 * scale, part], 17, ['*', 16 * scale, part]];
}

function classColours(colours: Palette): ExpressionSpecification {
  const classes = colours.significance.flatMap((colour, index) => [index - 3, colour]).slice(0, -2);
  return ['match', ['get', 'class'], ...classes, colours.significance[6]] as unknown as ExpressionSpecification;
}

/** The density limits between classes: the last upper limit closes the scale and parts nothing. */
export function innerBreaks(run: HotspotRunView): number[] {
  const breaks = run.unit === 'segment' ? run.densityBreaksPerKm : run.densityBreaksPerKm2;
  const rising = breaks.filter((upper, index, all) => index === 0 || upper > all[index - 1]!);
  return rising.slice(0, -1).slice(0, 4);
}

/** Spreads any number of classes over the five colours. */
export function classColour(index: number, classes: number): number {
  return classes === 1 ? 4 : Math.round((index * 4) / (classes - 1));
}

/** The lowest of several density classes is left to the map: most of the ground lies in it, and a veil over all of it would dim
 * what stands out. A counted incident is always shown. */
export function isDrawn(sight: HotspotSight, index: number, classes: number): boolean {
  return sight === 'count' || classes === 1 || index > 0;
}

export function classOpacity(index: number, classes: number): number {
  return classes === 1 ? 0.7 : 0.3 + (0.55 * index) / (classes - 1);
}

function stepped<T extends string | number>(value: ExpressionSpecification, breaks: readonly number[], of: (index: number) => T): ExpressionSpecification {
  if (breaks.length === 0) return ['literal', of(0)] as unknown as ExpressionSpecification;
  return ['step', value, of(0), ...breaks.flatMap((upper, index) => [upper, of(index + 1)])] as unknown as ExpressionSpecification;
}
