import { maySeeMarks } from '../../accounts/session';
import type { MarkedFixView, UnitMarkCount } from '../../contracts';
import type { Room } from '../../room';
import { http } from '../../wire/http';

/** How often the counts are asked for: what is wrong with a device stays wrong for minutes. */
const everyMs = 30_000;

/** Keeps tonight's counts of positions that are not believed, and draws those of the chosen unit. Returns how to stop. */
export function followMarks(room: Room): () => void {
  if (!maySeeMarks(room.session)) return () => undefined;
  const load = () => {
    if (!document.hidden) void room.markCounts.load(() => http.get<UnitMarkCount[]>('/api/marked-fixes'));
  };
  const draw = () => room.districtMap.value?.setData('marked', markFeatures(room.marks.value.value ?? [], room.chosenMark.value));
  const timer = setInterval(load, everyMs);
  document.addEventListener('visibilitychange', load);
  const stops = [room.tonight.follow(load), room.marks.follow(draw), room.chosenMark.follow(draw), room.districtMap.follow(draw)];
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', load);
    stops.forEach((stop) => stop());
  };
}

/** Where the marks that are a place at all say the unit was; the number is that in the list. */
export function markFeatures(marks: readonly MarkedFixView[], chosen: number | null): GeoJSON.Feature[] {
  return marks.flatMap((mark, index): GeoJSON.Feature[] =>
    mark.lonDeg === null || mark.latDeg === null
      ? []
      : [{ type: 'Feature', id: index, properties: { chosen: index === chosen }, geometry: { type: 'Point', coordinates: [mark.lonDeg, mark.latDeg] } }],
  );
}
