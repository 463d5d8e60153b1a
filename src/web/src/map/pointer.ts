import { mayEnterIncidents } from '../accounts/session';
import type { Card, CellProperties, Room, SegmentProperties } from '../room';
import type { RouteSketch } from '../routes/routeSketch';

const longPressMs = 600;

/** What a click, a right click, a long press and the keys on the map do. The keyboard points at the map's middle
 * (Crosshair.tsx): Enter does there what a click does. */
export function followPointer(room: Room, sketch: RouteSketch): () => void {
  const { map } = room.districtMap.value!;
  const mayEnter = mayEnterIncidents(room.session);
  let press: ReturnType<typeof setTimeout> | undefined;

  const enter = (lonDeg: number, latDeg: number) => room.card.set({ kind: 'newIncident', lonDeg, latDeg });
  const actAt = (point: Point, at: LngLat) => {
    if (sketch.takesClicks) {
      const alley = map.queryRenderedFeatures([point.x, point.y], { layers: ['alley-touch'] })[0];
      sketch.click(at.lng, at.lat, alley === undefined ? null : Number(alley.id));
      return;
    }

    const mark = markAt(room, point);
    if (mark !== null) {
      room.chosenMark.set(mark);
      return;
    }

    const unitId = room.groups.value.units ? (room.overlay.value?.unitAt(point.x, point.y) ?? null) : null;
    room.card.set(unitId === null ? cardAt(room, point) : { kind: 'unit', unitId });
  };
  const aim = (point: Point, at: LngLat) => {
    const unitHere = room.overlay.value?.unitAt(point.x, point.y) ?? null;
    map.getCanvas().style.cursor = sketch.takesClicks ? 'crosshair' : unitHere === null ? '' : 'pointer';
    sketch.aim(at.lng, at.lat);
  };

  map.on('click', (event) => actAt(event.point, event.lngLat));
  map.on('mousemove', (event) => aim(event.point, event.lngLat));
  map.on('dblclick', (event) => {
    if (!sketch.isDrawing) return;
    event.preventDefault();
    sketch.finishLine();
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

  const stopKeys = followKeys(room, sketch, {
    act: () => actAt(map.project(map.getCenter()), map.getCenter()),
    enter: () => mayEnter && enter(map.getCenter().lng, map.getCenter().lat),
  });
  map.on('move', () => {
    const { lng, lat } = map.getCenter();
    if (document.activeElement === map.getCanvas() && map.getCanvas().matches(':focus-visible')) sketch.aim(lng, lat);
  });
  return () => {
    clearTimeout(press);
    stopKeys();
  };
}

type Point = { x: number; y: number };
type LngLat = { lng: number; lat: number };

/** Shift with an arrow, pixels: an arrow alone moves the map by 100. */
const fineSteps: Record<string, [number, number]> = { ArrowLeft: [-10, 0], ArrowRight: [10, 0], ArrowUp: [0, -10], ArrowDown: [0, 10] };

/** Esc puts away, n enters an incident, from anywhere but a field; Enter, Backspace and f belong to the map while it has the
 * focus. MapLibre itself moves it with arrows and zooms with + and -. */
function followKeys(room: Room, sketch: RouteSketch, keys: { act: () => void; enter: () => void }): () => void {
  const { map } = room.districtMap.value!;
  const canvas = map.getCanvas();
  const onKey = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === 'Escape') {
      if (room.card.value === null) sketch.stopDrawing();
      room.card.set(null);
    } else if (event.key === 'n' && !typing && !event.ctrlKey && !event.metaKey) {
      keys.enter();
      event.preventDefault();
    }
  };
  const onMapKey = (event: KeyboardEvent) => {
    const step = event.shiftKey ? fineSteps[event.key] : undefined;
    if (step !== undefined) {
      map.panBy(step, { duration: 0 });
      event.preventDefault();
      return;
    }

    const act = { Enter: keys.act, ' ': keys.act, Backspace: () => sketch.undo(), f: () => sketch.finishLine() }[event.key];
    if (act === undefined) return;
    act();
    event.preventDefault();
  };
  document.addEventListener('keydown', onKey);
  canvas.addEventListener('keydown', onMapKey);
  return () => {
    document.removeEventListener('keydown', onKey);
    canvas.removeEventListener('keydown', onMapKey);
  };
}

/** The position that is not believed under a point, by its number in the list; they are drawn only while their unit's card shows that list. */
function markAt(room: Room, { x, y }: Point): number | null {
  const reach = 6;
  const found = room.districtMap.value!.map.queryRenderedFeatures([[x - reach, y - reach], [x + reach, y + reach]], { layers: ['marked'] })[0];
  return found === undefined ? null : Number(found.id);
}

/** The card for what lies under a point: an incident before a place. */
function cardAt(room: Room, point: Point): Card | null {
  const { map } = room.districtMap.value!;
  const [hot, areas] = [['hotspot-segment', 'hotspot-cell'], ['alley-touch', 'trouble-area', 'courtyard']];
  // Whoever looks at hotspots asks for the cell or street segment under a courtyard or alley.
  const wanted = ['incident', 'venue', 'school', 'school-perimeter', ...(room.tool.value === 'hotspots' ? [...hot, ...areas] : [...areas, ...hot])];
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
  if (nearest.layer.id === 'hotspot-cell') return { kind: 'cell', properties: nearest.properties as unknown as CellProperties };
  if (nearest.layer.id === 'hotspot-segment') {
    // The tile keeps the number as the feature's id.
    return { kind: 'segment', properties: { ...nearest.properties, segment: Number(nearest.id) } as unknown as SegmentProperties };
  }

  return { kind: 'place', id: Number(nearest.id) };
}
