import type { UnitsOverlay } from './live/unitsOverlay';
import type { DistrictMap } from './map/districtMap';
import type { Room } from './room';

/** What end-to-end tests may ask the page; nothing in the product reads it. `<html>` also carries `data-map` (busy, idle) and
 * `data-live` (connecting, live, lost). */
export interface TestSignals {
  /** Units drawn now, and how many of them move. */
  units(): { shown: number; moving: number };
  /** Hotspot cells in the loaded tiles of the view. */
  hotspotCells(): number;
  /** Pieces of street segments in the loaded tiles of the view. */
  hotspotSegments(): number;
  /** Middle of the hottest feature of a layer that lies wholly in a part of the map, CSS pixels, or null. */
  hottest(layer: string, part: { west: number; east: number; north: number; south: number }): { x: number; y: number } | null;
  /** The most corners any of them has: 4 of squares, 6 of hexagons, 0 when there are none. */
  hotspotCorners(): number;
  /** How far the middle of the earlier window's map is from that of the shown one, CSS pixels. */
  earlierApart(): number;
  /** Covered metres of the shown night. */
  coveredM(): number;
  /** Sequence of the live picture. */
  sequence(): number;
  /** Where a unit is drawn, CSS pixels of the map, or null. */
  unitPoint(unitId: string): { x: number; y: number } | null;
  /** Radius of the circle around a unit whose place is uncertain, metres, or null. */
  uncertaintyM(unitId: string): number | null;
  /** Middle of the marked position with this number in the list, CSS pixels of the map, or null. */
  markPoint(index: number): { x: number; y: number } | null;
  /** Unit ids in the picture. */
  unitIds(): string[];
  /** Milliseconds that drawing the units took in the latest frames. */
  unitFrameMs(): number[];
  /** Pixel of a lon/lat. */
  point(lonDeg: number, latDeg: number): { x: number; y: number };
  /** How often calls for help have rung. */
  rung(): number;
  /** How often the map has come to rest after a movement. */
  moves(): number;
}

/** The same for the volunteer's page; `<main>` also carries `data-duty` and `data-done-m`. */
export interface PhoneSignals {
  /** Longitude of the newest fix that the server has stored, or null. */
  sentLonDeg(): number | null;
}

declare global {
  interface Window {
    songshan?: TestSignals;
    songshanPhone?: PhoneSignals;
  }
}

function centreOf(pixels: { x: number; y: number }[]): { x: number; y: number } {
  const [xs, ys] = [pixels.map(({ x }) => x), pixels.map(({ y }) => y)];
  return { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
}

export function exposeSignals(room: Room, shown: DistrictMap, overlay: UnitsOverlay): () => void {
  const point = (lonDeg: number, latDeg: number) => {
    const { x, y } = shown.map.project([lonDeg, latDeg]);
    return { x, y };
  };
  const hotspots = (sourceLayer: 'cell' | 'segment') =>
    shown.map.getSource('hotspots') === undefined ? [] : shown.map.querySourceFeatures('hotspots', { sourceLayer });
  let moves = 0;
  shown.map.on('moveend', () => moves++);
  window.songshan = {
    units: () => overlay.count(),
    hotspotCorners: () => {
      // The tile's rim cuts cells; the most corners are those of a whole one.
      return Math.max(0, ...hotspots('cell').map(({ geometry }) => (geometry.type === 'Polygon' ? geometry.coordinates[0]!.length - 1 : 0)));
    },
    hotspotCells: () => hotspots('cell').length,
    hottest: (layer, { west, east, north, south }) => {
      const found = shown.map.queryRenderedFeatures([[west, north], [east, south]], { layers: [layer] });
      const middles = found.map(({ geometry, properties }) => {
        const corners = geometry.type === 'Polygon' ? geometry.coordinates[0]! : geometry.type === 'LineString' ? geometry.coordinates : [];
        const pixels = corners.map(([lon, lat]) => point(lon!, lat!));
        const middle = geometry.type === 'Polygon' ? centreOf(pixels) : pixels[Math.floor(pixels.length / 2)];
        const isInside = pixels.every(({ x, y }) => x > west && x < east && y > north && y < south);
        return { heat: Number(properties['class']), middle: isInside ? middle : undefined };
      });
      return middles.filter(({ middle }) => middle !== undefined).sort((a, b) => b.heat - a.heat)[0]?.middle ?? null;
    },
    hotspotSegments: () => hotspots('segment').length,
    earlierApart: () => {
      const [here, there] = [shown.middle(), room.earlierMap.value!.middle()].map(({ lng, lat }) => point(lng, lat));
      return Math.hypot(here!.x - there!.x, here!.y - there!.y);
    },
    coveredM: () => room.coverage.value.value?.coveredM ?? 0,
    sequence: () => room.connection.picture.value.sequence,
    unitPoint: (unitId) => {
      const position = overlay.positionOf(unitId);
      return position === null ? null : point(position[0], position[1]);
    },
    uncertaintyM: (unitId) => overlay.uncertaintyOf(unitId),
    markPoint: (index) => {
      const mark = room.marks.value.value?.[index];
      return mark?.lonDeg == null || mark.latDeg == null ? null : point(mark.lonDeg, mark.latDeg);
    },
    unitIds: () => [...room.connection.picture.value.units.keys()],
    unitFrameMs: () => [...overlay.frameMs],
    point,
    moves: () => moves,
    rung: () => room.bell.rung,
  };
  return () => delete window.songshan;
}
