import type { HotspotChangesView, HotspotRunView } from '../../contracts';
import type { Earlier, HotspotAsk, Room } from '../../room';
import { http, query } from '../../wire/http';
import { hotspotAddress } from '../hotspotAddress';

/** 52 weeks: the same weekdays. */
const yearDays = 364;

/** How many days earlier the window lies that is compared with. */
export function daysEarlier(ask: HotspotAsk, earlier: Earlier): number {
  return earlier === 'before' ? ask.days : Math.max(yearDays, ask.days);
}

/** Parts of incidents cannot be tested as counts. */
export function canBeTested(ask: HotspotAsk): boolean {
  return ask.weekdays.length % 7 === 0 && ask.fromHour === 0 && ask.toHour === 24;
}

/** Fetches the earlier run and what changed since, while two windows are compared. Returns how to stop. */
export function followChanges(room: Room): () => void {
  const loadEarlier = () => {
    const [ask, earlier] = [room.hotspotAsk.value, room.comparedWith.value];
    if (earlier !== null) void room.earlierHotspots.load(() => http.get<HotspotRunView>(hotspotAddress(ask, daysEarlier(ask, earlier))));
  };
  let compared = '';
  const loadChanges = () => {
    const [before, after] = [room.earlierHotspots.value, room.hotspots.value];
    const areBothThere = before.value !== null && after.value !== null && !before.loading && !after.loading && before.problem === null && after.problem === null;
    if (room.comparedWith.value === null || !areBothThere || !canBeTested(room.hotspotAsk.value)) return;
    const address = `/api/hotspots/${after.value!.runId}/changes${query({ since: before.value!.runId })}`;
    if (address === compared) return;
    compared = address;
    void room.hotspotChanges.load(() => http.get<HotspotChangesView>(address));
  };
  const stops = [
    room.comparedWith.onChange(loadEarlier),
    room.hotspotAsk.onChange(loadEarlier),
    room.earlierHotspots.onChange(loadChanges),
    room.hotspots.onChange(loadChanges),
    room.connection.hotspotsChanged.onChange(loadEarlier),
  ];
  return () => stops.forEach((stop) => stop());
}
