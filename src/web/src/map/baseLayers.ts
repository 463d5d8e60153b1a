import type { LayerSpecification } from 'maplibre-gl';
import type { Palette } from './palette';

/** Which switch of the layer list a map layer belongs to. */
export type LayerGroup =
  | 'base'
  | 'labels'
  | 'communities'
  | 'courtyards'
  | 'schools'
  | 'venues'
  | 'troubleAreas'
  | 'alleys'
  | 'incidents'
  | 'hotspots'
  | 'route';

/** The system's own CJK fonts: MapLibre draws every glyph locally when the style names no glyph source. */
export const fonts = ['Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', 'WenQuanYi Micro Hei', 'sans-serif'];

export const groupOf = (layer: LayerSpecification): LayerGroup => (layer.metadata as { group: LayerGroup }).group;

const majorClasses = ['motorway', 'trunk', 'primary', 'expressway'];
/** Alleys are drawn by their coverage; in the base they are only there. */
const quietClasses = ['alley', 'footway', 'path', 'steps', 'service'];
const middleClasses = ['secondary', 'tertiary', 'motorway_link', 'trunk_link', 'primary_link'];

/** From this zoom on there is room for symbols with letters, call signs and full names. */
export const closeZoom = 14;

export const communityNamePx = 13;
export const communityNameSpacing = 0.08;

/** A wall twice as large shows the same ground one zoom step later: what appears from a zoom on, appears by this much later. */
export const zoomShift = (scale: number): number => Math.log2(scale);

/** Width that grows with the zoom from 12 to 18, pixels. */
function width(at12: number, at18: number, scale: number): LayerWidth {
  const shift = zoomShift(scale);
  return ['interpolate', ['exponential', 1.5], ['zoom'], 12 + shift, at12 * scale, 18 + shift, at18 * scale];
}

type LayerWidth = ['interpolate', ['exponential', number], ['zoom'], number, number, number, number];

/** The muted ground: greys only, small names. */
export function baseLayers(colours: Palette, scale: number): LayerSpecification[] {
  const base = { metadata: { group: 'base' as LayerGroup } };
  const shift = zoomShift(scale);
  const isMajor = ['in', ['get', 'class'], ['literal', majorClasses]] as const;
  const isMiddle = ['in', ['get', 'class'], ['literal', middleClasses]] as const;
  const major = isMajor as unknown as ['==', string, string];
  const middle = isMiddle as unknown as ['==', string, string];
  const minor = ['!', ['any', isMajor, isMiddle]] as unknown as ['==', string, string];
  const street = { ...base, type: 'line' as const, source: 'base', 'source-layer': 'street', layout: { 'line-cap': 'round' as const, 'line-join': 'round' as const } };
  return [
    { ...base, id: 'ground', type: 'background', paint: { 'background-color': colours.ground } },
    { ...base, id: 'district-ground', type: 'fill', source: 'base', 'source-layer': 'district', paint: { 'fill-color': colours.district, 'fill-antialias': false } },
    { ...base, id: 'green', type: 'fill', source: 'base', 'source-layer': 'green', paint: { 'fill-color': colours.green } },
    { ...base, id: 'water', type: 'fill', source: 'base', 'source-layer': 'water', paint: { 'fill-color': colours.water } },
    { ...base, id: 'building', type: 'fill', source: 'base', 'source-layer': 'building', minzoom: 13.4 + shift, paint: { 'fill-color': colours.building } },
    {
      ...street, id: 'street-minor', filter: minor, minzoom: 12,
      paint: {
        'line-color': colours.streetMinor,
        'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 12 + shift, 0.5 * scale, 18 + shift, ['match', ['get', 'class'], quietClasses, 4 * scale, 9 * scale]],
      },
    },
    { ...street, id: 'street-middle-casing', filter: middle, paint: { 'line-color': colours.streetCasing, 'line-width': width(2.2, 17, scale) } },
    { ...street, id: 'street-middle', filter: middle, paint: { 'line-color': colours.streetMiddle, 'line-width': width(1.4, 14, scale) } },
    { ...street, id: 'street-major-casing', filter: major, paint: { 'line-color': colours.streetCasing, 'line-width': width(3.4, 25, scale) } },
    { ...street, id: 'street-major', filter: major, paint: { 'line-color': colours.streetMajor, 'line-width': width(2.4, 21, scale) } },
    {
      metadata: { group: 'communities' },
      id: 'community',
      type: 'line',
      source: 'base',
      'source-layer': 'community',
      paint: { 'line-color': colours.outline, 'line-opacity': 0.55, 'line-width': 1 * scale, 'line-dasharray': [3, 3] },
    },
    {
      ...base,
      id: 'district',
      type: 'line',
      source: 'base',
      'source-layer': 'district',
      paint: { 'line-color': colours.outline, 'line-width': width(1.6, 3.5, scale) },
    },
  ];
}

/** Names, above everything else that is drawn on the ground. */
export function labelLayers(colours: Palette, scale: number): LayerSpecification[] {
  const halo = { 'text-color': colours.label, 'text-halo-color': colours.labelHalo, 'text-halo-width': 1.4 * scale };
  const shift = zoomShift(scale);
  return [
    {
      metadata: { group: 'labels' },
      id: 'street-name',
      type: 'symbol',
      source: 'base',
      'source-layer': 'street',
      // At the zoom of the whole district there is room for the communities' names only.
      minzoom: 13.8 + shift,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 420,
        'text-field': ['coalesce', ['get', 'name'], ''],
        'text-font': fonts,
        'text-size': 12 * scale,
        'text-letter-spacing': 0.08,
        'text-padding': 12,
      },
      filter: ['!', ['in', ['get', 'class'], ['literal', quietClasses]]],
      paint: halo,
    },
    {
      metadata: { group: 'labels' },
      id: 'landmark-name',
      type: 'symbol',
      source: 'base',
      'source-layer': 'landmark',
      minzoom: 14.5 + shift,
      // A crossing says nothing that its two streets do not.
      filter: ['!=', ['get', 'class'], 'crossing'],
      layout: { 'text-field': ['get', 'name'], 'text-font': fonts, 'text-size': 12 * scale, 'text-max-width': 8, 'text-padding': 10 },
      paint: halo,
    },
    {
      metadata: { group: 'communities' },
      id: 'community-name',
      type: 'symbol',
      source: 'communityNames',
      minzoom: 12,
      layout: {
        'text-field': ['step', ['zoom'], ['get', 'brief'], closeZoom + shift, ['get', 'name']],
        'text-font': fonts,
        'text-size': communityNamePx * scale,
        'text-letter-spacing': communityNameSpacing,
        // Their places are chosen so that they do not meet (communityNames.ts).
        'text-allow-overlap': true,
      },
      paint: { ...halo, 'text-color': colours.labelStrong, 'text-halo-width': 1.8 * scale },
    },
  ];
}

