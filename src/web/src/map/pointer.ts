import { mayEnterIncidents } from '../accounts/session';
import type { Card, CellProperties, Room } from '../room';
import type { RouteSketch } from '../routes/routeSketch';

const longPressMs = 600;

/** What a click, a right click, a long press and Esc on the map do. */
export function followPointer(room: Room, sketch: RouteSketch): () => void {
  const shown = room.districtMap.value!;
  const { map } = shown;
  const mayEnter = mayEnterIncidents(room.session);
  let press: ReturnType<typeof setTimeout> | undefined;

  const enter = (lonDeg: number, latDeg: number) => room.card.set({ kind: 'newIncident', lonDeg, latDeg });

  map.on('click', (event) => {
    if (sketch.takesClicks) {
      const alley = map.queryRenderedFeatures(event.point, { layers: ['alley-touch'] })[0];
      sketch.click(event.lngLat.lng, event.lngLat.lat, alley === undefined ? null : Number(alley.id));
      return;
    }

    const unitId = room.groups.value.units ? (room.overlay.value?.unitAt(event.point.x, event.point.y) ?? null) : null;
    room.card.set(unitId === null ? cardAt(room, event.point, event.lngLat) : { kind: 'unit', unitId });
  });

  map.on('mousemove', (event) => {
    const unitHere = room.overlay.value?.unitAt(event.point.x, event.point.y) ?? null;
    map.getCanvas().style.cursor = sketch.takesClicks ? 'crosshair' : unitHere === null ? '' : 'pointer';
  });

  if (mayEnter) {
    map.on('contextmenu', (event) => enter(event.lngLat.lng, event.lngLat.lat));
    map.on('touchstart', (event) => {
      clearTimeout(press);
      if (event.points.length === 1) press = setTimeout(() => enter(event.lngLat.lng, event.lngLat.lat), longPressMs);
    });
    map.on('touchend', () => clearTimeout(press));
    map.on('touchmove', () => clearTimeout(press));
  }

  const onKey = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === 'Escape') {
      room.card.set(null);
      sketch.stopDrawing();
    } else if (event.key === 'n' && mayEnter && !typing && !event.ctrlKey && !event.metaKey) {
      const centre = map.getCenter();
      enter(centre.lng, centre.lat);
      event.preventDefault();
    }
  };
  document.addEventListener('keydown', onKey);
  return () => {
    clearTimeout(press);
    document.removeEventListener('keydown', onKey);
  };
}

/** The card for what lies under a point: an incident before a place, a place before a cell. */
function cardAt(room: Room, point: { x: number; y: number }, at: { lng: number; lat: number }): Card | null {
  const { map } = room.districtMap.value!;
  const wanted = ['incident', 'venue', 'school', 'alley-touch', 'trouble-area', 'courtyard', 'hotspot-cell'];
  const layers = wanted.filter((id) => map.getLayer(id) !== undefined);
  const reach = 5;
  const found = map.queryRenderedFeatures(
    [
      [point.x - reach, point.y - reach],
      [point.x + reach, point.y + reach],
    ],
    { layers },
  );
  const nearest = found.sort((a, b) => wanted.indexOf(a.layer.id) - wanted.indexOf(b.layer.id))[0];
  if (nearest === undefined) return null;
  if (nearest.layer.id === 'incident') return { kind: 'incident', id: Number(nearest.id) };
  if (nearest.layer.id === 'hotspot-cell') {
    return { kind: 'cell', properties: nearest.properties as unknown as CellProperties, lonDeg: at.lng, latDeg: at.lat };
  }

  return { kind: 'place', id: Number(nearest.id) };
}
