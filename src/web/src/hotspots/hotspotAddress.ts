import { serverNowMs } from '../deployment/clock';
import { standingAsk, type HotspotAsk } from '../room';
import { query } from '../wire/http';

export const dayMs = 86_400_000;

/** The end of a window that ends so many days ago, Unix milliseconds: whole days, so that everybody who asks on one day gets the same
 * stored run. */
export function windowEndMs(daysAgo: number): number {
  return Math.ceil(serverNowMs() / dayMs) * dayMs - daysAgo * dayMs;
}

/** Where the run of a question is, or of the same question over a window so many days earlier. */
export function hotspotAddress(ask: HotspotAsk, daysEarlier = 0): string {
  // What the server keeps ready is asked for without saying more.
  if (daysEarlier === 0 && JSON.stringify(ask) === JSON.stringify(standingAsk)) return '/api/hotspots';
  const to = windowEndMs(ask.endDaysAgo + daysEarlier);
  return `/api/hotspots${query({
    from: new Date(to - ask.days * dayMs).toISOString(),
    to: new Date(to).toISOString(),
    category: ask.category,
    bandwidthM: ask.bandwidthM,
    calledInOnly: ask.calledInOnly,
    unit: ask.unit,
    cellM: ask.unit === 'segment' ? null : ask.cellM,
    weekday: ask.weekdays,
    fromHour: ask.fromHour,
    toHour: ask.toHour,
  })}`;
}
