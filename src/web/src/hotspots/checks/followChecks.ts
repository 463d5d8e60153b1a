import type { HotspotBacktestView, HotspotFeedbackView } from '../../contracts';
import type { Room } from '../../room';
import { http, query } from '../../wire/http';

/** Asks how well the overlay would have foreseen the last weeks, and whether it may be showing where patrols were, once a run is shown: neither
 * may keep it waiting. Returns how to stop. */
export function followChecks(room: Room): () => void {
  let asked = '';
  let isFeedbackAsked = false;
  return room.hotspots.onChange(({ value, loading, problem }) => {
    if (value === null || loading || problem !== null) return;
    const address = `/api/hotspots/backtest${query({ category: value.categories[0], calledInOnly: value.calledInOnly || null })}`;
    if (address !== asked) {
      asked = address;
      void room.backtest.load(async () => (await http.get<HotspotBacktestView | undefined>(address)) ?? null);
    }

    if (!isFeedbackAsked) {
      isFeedbackAsked = true;
      void room.feedback.load(() => http.get<HotspotFeedbackView>('/api/hotspots/feedback'));
    }
  });
}
