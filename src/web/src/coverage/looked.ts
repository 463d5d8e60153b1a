import type { AlleyCoverageView, CoverageView } from '../contracts';
import { Cell } from '../store';

const name = 'songshan.looked';
const keptNights = 14;

/** Up to which backfill somebody has looked at each night in this browser: the newest `backfilledMs` that he was shown, 0 for none. The server's own times are
 * kept, not this machine's, so that neither clock skew nor a notice under way hides a change. */
export const looked = new Cell<Readonly<Record<string, number>>>(kept());

looked.onChange((value) => localStorage.setItem(name, JSON.stringify(value)));

/** Alleys of a night that late positions have changed since it was looked at, the latest change first; none in a night that nobody has looked at yet. */
export function changedSinceLooked(view: CoverageView, lookedAt: Readonly<Record<string, number>>): AlleyCoverageView[] {
  const since = lookedAt[view.night];
  if (since === undefined) return [];
  return view.alleys.filter((alley) => alley.backfilledMs !== null && alley.backfilledMs > since).sort((a, b) => b.backfilledMs! - a.backfilledMs!);
}

/** What has been seen after looking at a view; nights long past are forgotten. */
export function afterLooking(lookedAt: Readonly<Record<string, number>>, view: CoverageView): Record<string, number> {
  const newest = view.alleys.reduce((latest, alley) => Math.max(latest, alley.backfilledMs ?? 0), lookedAt[view.night] ?? 0);
  const nights = Object.entries({ ...lookedAt, [view.night]: newest }).sort(([a], [b]) => (a < b ? 1 : -1));
  return Object.fromEntries(nights.slice(0, keptNights));
}

/** Somebody says that he has seen a night's changes. */
export function look(view: CoverageView): void {
  looked.set(afterLooking(looked.value, view));
}

function kept(): Record<string, number> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(name) ?? '{}');
    const entries = Object.entries(found as object).filter(([, value]) => typeof value === 'number');
    return Object.fromEntries(entries) as Record<string, number>;
  } catch {
    // What another program wrote there is no reason to show nothing.
    return {};
  }
}
