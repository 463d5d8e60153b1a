import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { closeZoom, fonts, zoomShift } from './baseLayers';
import type { Palette } from './palette';

const empty = { type: 'FeatureCollection' as const, features: [] };

/** Sources that hold what the client computes itself. */
export const ownSources = {
  unknown: { type: 'geojson' as const, data: empty },
  due: { type: 'geojson' as const, data: empty },
  walked: { type: 'geojson' as const, data: empty },
  backfilled: { type: 'geojson' as const, data: empty },
  track: { type: 'geojson' as const, data: empty },
  route: { type: 'geojson' as const, data: empty },
  marked: { type: 'geojson' as const, data: empty },
  chosen: { type: 'geojson' as const, data: empty },
  communityNames: { type: 'geojson' as const, data: empty },
};

export type OwnSource = keyof typeof ownSources;

/** Outlines of places; they stay quiet until they are asked for. */
export function placeLayers(colours: Palette, scale: number): LayerSpecification[] {
  const shift = zoomShift(scale);
  const place = { source: 'places', minzoom: 12 };
  const name = {
    'text-field': ['get', 'name'] as unknown as string,
    'text-font': fonts,
    'text-size': 12 * scale,
    'text-max-width': 8,
    'text-padding': 6,
  };
  const ink = { 'text-color': colours.place, 'text-halo-color': colours.labelHalo, 'text-halo-width': 1.4 * scale };
  const isPoint: FilterSpecification = ['==', ['geometry-type'], 'Point'];
  return [
    {
      ...place, metadata: { group: 'courtyards' }, id: 'courtyard', type: 'fill', 'source-layer': 'courtyard', minzoom: 13.5 + shift,
      paint: { 'fill-color': colours.place, 'fill-opacity': 0.07, 'fill-outline-color': colours.outline },
    },
    {
      ...place, metadata: { group: 'schools' }, id: 'school-perimeter', type: 'line', 'source-layer': 'schoolPerimeter', minzoom: closeZoom + shift,
      paint: { 'line-color': colours.place, 'line-width': 1.2 * scale, 'line-dasharray': [2, 2], 'line-opacity': 0.8 },
    },
    {
      ...place, metadata: { group: 'schools' }, id: 'school', type: 'fill', 'source-layer': 'school',
      paint: { 'fill-color': colours.place, 'fill-opacity': 0.22 },
    },
    {
      ...place, metadata: { group: 'troubleAreas' }, id: 'trouble-area', type: 'fill', 'source-layer': 'troubleArea',
      paint: { 'fill-color': colours.place, 'fill-opacity': 0.16 },
    },
    {
      ...place, metadata: { group: 'troubleAreas' }, id: 'trouble-area-edge', type: 'line', 'source-layer': 'troubleArea',
      paint: { 'line-color': colours.labelStrong, 'line-width': 1.2 * scale, 'line-dasharray': [1, 1.6] },
    },
    {
      ...place, metadata: { group: 'venues' }, id: 'venue', type: 'circle', 'source-layer': 'venue', minzoom: 13.5 + shift, filter: isPoint,
      paint: {
        'circle-radius': 3.2 * scale, 'circle-color': colours.ground, 'circle-stroke-color': colours.place,
        'circle-stroke-width': 1.4 * scale,
      },
    },
    { ...place, metadata: { group: 'schools' }, id: 'school-name', type: 'symbol', 'source-layer': 'school', minzoom: 14.2 + shift, layout: name, paint: ink },
    {
      ...place, metadata: { group: 'venues' }, id: 'venue-name', type: 'symbol', 'source-layer': 'venue', minzoom: 15.5 + shift,
      layout: { ...name, 'text-anchor': 'top', 'text-offset': [0, 0.6] }, paint: ink,
    },
    { ...place, metadata: { group: 'courtyards' }, id: 'courtyard-name', type: 'symbol', 'source-layer': 'courtyard', minzoom: 16 + shift, layout: name, paint: ink },
    { ...place, metadata: { group: 'troubleAreas' }, id: 'trouble-area-name', type: 'symbol', 'source-layer': 'troubleArea', minzoom: 14.2 + shift, layout: name, paint: ink },
  ];
}

/** Alleys by tonight's (or a past night's) coverage: thick is due, thin is done; tracks, routes and incidents. */
export function overlayLayers(colours: Palette, scale: number): LayerSpecification[] {
  const shift = zoomShift(scale);
  const line = { type: 'line' as const, layout: { 'line-cap': 'round' as const, 'line-join': 'round' as const } };
  const wide = (at12: number, at18: number) =>
    ['interpolate', ['linear'], ['zoom'], 12 + shift, at12 * scale, 18 + shift, at18 * scale] as unknown as number;
  return [
    // Nothing is known of this night, or not yet.
    {
      ...line, metadata: { group: 'alleys' }, id: 'alley-unknown', source: 'unknown', layout: { ...line.layout, 'line-cap': 'butt' },
      paint: { 'line-color': colours.place, 'line-width': wide(1.2, 3), 'line-dasharray': [2, 1.5] },
    },
    {
      ...line, metadata: { group: 'alleys' }, id: 'alley-done', source: 'walked',
      paint: { 'line-color': colours.done, 'line-width': wide(1, 2.6) },
    },
    // A dark edge parts it from whatever it crosses: at the zoom of the district these few pixels are all there is to see.
    {
      ...line, metadata: { group: 'alleys' }, id: 'alley-due-casing', source: 'due',
      paint: { 'line-color': colours.district, 'line-width': wide(3.4, 11) },
    },
    {
      ...line, metadata: { group: 'alleys' }, id: 'alley-due', source: 'due',
      paint: { 'line-color': colours.due, 'line-width': wide(2, 7) },
    },
    // A dashed line on either side, whatever the alley's own colour says.
    {
      ...line, metadata: { group: 'alleys' }, id: 'alley-backfilled', source: 'backfilled', layout: { ...line.layout, 'line-cap': 'butt' },
      paint: {
        'line-color': colours.chosen, 'line-width': wide(1, 2), 'line-gap-width': wide(5, 16), 'line-dasharray': [3, 2],
      },
    },
    // Alleys are thin: what is clicked is this wide invisible line.
    {
      ...line, metadata: { group: 'alleys' }, id: 'alley-touch', source: 'places', 'source-layer': 'alley', minzoom: 12,
      paint: { 'line-color': '#000000', 'line-opacity': 0, 'line-width': 18 * scale },
    },
    {
      ...line, metadata: { group: 'base' }, id: 'chosen-place', source: 'chosen',
      paint: { 'line-color': colours.chosen, 'line-width': wide(4, 11), 'line-opacity': 0.5 },
    },
    {
      ...line, metadata: { group: 'base' }, id: 'track', source: 'track',
      paint: { 'line-color': colours.track, 'line-width': wide(1.6, 4), 'line-opacity': 0.9 },
    },
    // Beneath the route, a rim on both sides of it.
    {
      ...line, metadata: { group: 'route' }, id: 'route-focus', source: 'route', filter: ['==', ['get', 'part'], 'focus'],
      paint: { 'line-color': colours.due, 'line-width': wide(8, 21), 'line-opacity': 0.55 },
    },
    {
      ...line, metadata: { group: 'route' }, id: 'route-ahead', source: 'route', filter: ['==', ['get', 'part'], 'ahead'],
      paint: { 'line-color': colours.route, 'line-width': wide(4, 11), 'line-opacity': 0.95 },
    },
    // From the last point that was set to where the next one would be.
    {
      ...line, metadata: { group: 'route' }, id: 'route-next', source: 'route', filter: ['==', ['get', 'part'], 'next'],
      layout: { ...line.layout, 'line-cap': 'butt' },
      paint: { 'line-color': colours.route, 'line-width': 2 * scale, 'line-dasharray': [2, 2] },
    },
    {
      ...line, metadata: { group: 'route' }, id: 'route-done', source: 'route', filter: ['==', ['get', 'part'], 'done'],
      paint: { 'line-color': colours.routeDone, 'line-width': wide(2, 5) },
    },
  ];
}

/** What is set and counted on a route; above all names, which make room for it. */
export function routeMarkLayers(colours: Palette, scale: number): LayerSpecification[] {
  return [
    {
      metadata: { group: 'route' }, id: 'route-vertex', type: 'circle', source: 'route', filter: ['==', ['get', 'part'], 'vertex'],
      paint: {
        'circle-radius': 6 * scale, 'circle-color': colours.ground, 'circle-stroke-color': colours.route, 'circle-stroke-width': 2 * scale,
      },
    },
    {
      metadata: { group: 'route' }, id: 'route-number', type: 'symbol', source: 'route', filter: ['==', ['get', 'part'], 'number'],
      layout: { 'text-field': ['get', 'number'], 'text-font': fonts, 'text-size': 15 * scale, 'text-allow-overlap': true, 'text-anchor': 'bottom-left', 'text-offset': [0.3, -0.2] },
      paint: { 'text-color': colours.route, 'text-halo-color': colours.labelHalo, 'text-halo-width': 3 * scale },
    },
  ];
}

/** Positions that are not believed: hollow, grey and crossed out, so that none is taken for a unit. */
export function markLayers(colours: Palette, scale: number): LayerSpecification[] {
  const isChosen = (yes: number, no: number) => ['case', ['get', 'chosen'], yes * scale, no * scale] as unknown as number;
  return [
    {
      metadata: { group: 'base' }, id: 'marked', type: 'circle', source: 'marked',
      paint: {
        'circle-radius': isChosen(11, 7.5), 'circle-color': colours.district, 'circle-opacity': 0.35,
        'circle-stroke-color': ['case', ['get', 'chosen'], colours.chosen, colours.place] as unknown as string, 'circle-stroke-width': isChosen(2.4, 1.6),
      },
    },
    {
      metadata: { group: 'base' }, id: 'marked-cross', type: 'symbol', source: 'marked',
      layout: { 'text-field': '×', 'text-font': fonts, 'text-size': 14 * scale, 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': ['case', ['get', 'chosen'], colours.chosen, colours.place] as unknown as string },
    },
    {
      metadata: { group: 'base' }, id: 'marked-label', type: 'symbol', source: 'marked', filter: ['get', 'chosen'],
      layout: {
        'text-field': ['get', 'label'] as unknown as string, 'text-font': fonts, 'text-size': 12.5 * scale, 'text-anchor': 'top', 'text-offset': [0, 1.1],
        'text-allow-overlap': true, 'text-ignore-placement': true,
      },
      paint: { 'text-color': colours.labelStrong, 'text-halo-color': colours.labelHalo, 'text-halo-width': 1.8 * scale },
    },
  ];
}

/** Incidents as small dots without an arrow, so that no one takes them for a unit; closed ones are faint. */
export function incidentLayers(colours: Palette, scale: number): LayerSpecification[] {
  const shift = zoomShift(scale);
  return [
    {
      metadata: { group: 'incidents' }, id: 'incident', type: 'circle', source: 'incidents', 'source-layer': 'incident', minzoom: 12,
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 12 + shift, 2.2 * scale, 14 + shift, 3.6 * scale, 17 + shift, 6 * scale] as unknown as number,
        'circle-color': colours.incident,
        'circle-opacity': ['case', ['==', ['get', 'progress'], 'closed'], 0.4, 0.95] as unknown as number,
        'circle-stroke-color': colours.ground,
        'circle-stroke-width': 1 * scale,
      },
    },
  ];
}
