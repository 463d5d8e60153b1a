import type { AlertsChanged, AlertView } from '../contracts';

/** The open alerts by their id. */
export type AlertBook = ReadonlyMap<string, AlertView>;

export const emptyBook: AlertBook = new Map();

/** Whether it is a call for help; what is none, the crossing of a fence, neither rings nor waits for the unit. */
export const isCall = (alert: AlertView): boolean => alert.kind === 'sos';

/** The book after a message: closed and withdrawn alerts leave it, and a message that holds all open ones ends the others. */
export function afterChange(book: AlertBook, change: AlertsChanged): AlertBook {
  const next = new Map(change.isWhole ? [] : book);
  for (const alert of change.alerts) {
    const known = book.get(alert.alertId);
    const newest = known !== undefined && known.version > alert.version ? known : alert;
    if (newest.progress === 'closed' || newest.progress === 'withdrawn') next.delete(newest.alertId);
    else next.set(newest.alertId, newest);
  }

  return next;
}

/** Calls for help first, of them those that nobody has accepted, of them the oldest; then what is no call, the newest first. */
export function inOrder(book: AlertBook): AlertView[] {
  const rank = (alert: AlertView) => (!isCall(alert) ? 2 : alert.progress === 'open' ? 0 : 1);
  const newerFirst = (alert: AlertView) => (isCall(alert) ? alert.receivedAtMs : -alert.receivedAtMs);
  return [...book.values()].sort((a, b) => rank(a) - rank(b) || newerFirst(a) - newerFirst(b));
}

/** Whether an alert rings at this desk: a call for help, until somebody has accepted it, at a leader's from when it was passed on. */
export function ringsFor(role: string, alert: AlertView): boolean {
  return isCall(alert) && alert.progress === 'open' && (role !== 'leader' || alert.escalatedAtMs !== null);
}

/** Which of the alerts have rung since the book before, for this role. */
export function rungSince(before: AlertBook, now: AlertBook, role: string): AlertView[] {
  return [...now.values()].filter((alert) => {
    const known = before.get(alert.alertId);
    if (!ringsFor(role, alert)) return false;
    return known === undefined || !ringsFor(role, known) || alert.rings > known.rings || alert.receivedAtMs !== known.receivedAtMs;
  });
}
