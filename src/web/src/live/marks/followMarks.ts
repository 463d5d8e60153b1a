import { maySeeMarks } from '../../accounts/session';
import type { MarkedFixView, UnitMarkCount } from '../../contracts';
import { clockTimeSeconds } from '../../deployment/format';
import type { Room } from '../../room';
import { language, text, type TextKey } from '../../texts/texts';
import { http } from '../../wire/http';
import { markFeatures } from './markFeatures';

/** How often the counts are asked for: what is wrong with a device stays wrong for minutes. */
const everyMs = 30_000;

/** Keeps tonight's counts of positions that are not believed, and draws those of the chosen unit. Returns how to stop. */
export function followMarks(room: Room): () => void {
  if (!maySeeMarks(room.session)) return () => undefined;
  const load = () => {
    if (!document.hidden) void room.markCounts.load(() => http.get<UnitMarkCount[]>('/api/marked-fixes'));
  };
  const reasonOf = (mark: MarkedFixView) => `${text(`marks.short.${mark.code}` as TextKey)} ${clockTimeSeconds(mark.fixTimeMs)}`;
  const draw = () => room.districtMap.value?.setData('marked', markFeatures(room.marks.value.value ?? [], room.chosenMark.value, reasonOf));
  const timer = setInterval(load, everyMs);
  document.addEventListener('visibilitychange', load);
  const stops = [room.tonight.follow(load), room.marks.follow(draw), room.chosenMark.follow(draw), room.districtMap.follow(draw), language.onChange(draw)];
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', load);
    stops.forEach((stop) => stop());
  };
}
