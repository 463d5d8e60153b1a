import { describe, expect, it } from 'vitest';
import { afterChange, emptyBook, inOrder, ringsFor, rungSince } from '../src/alerts/alertBook';
import type { AlertView } from '../src/contracts';

const alert = (alertId: string, more: Partial<AlertView> = {}): AlertView => ({
  alertId, kind: 'sos', unitId: alertId, unitKind: 'volunteerTeam', callSign: alertId, dutyId: 'd', night: '2026-03-01', door: 'http', occurredAtMs: 0, receivedAtMs: 0, placeId: null, placeName: null,
  lateMs: null, isTimeDoubted: false, lonDeg: null, latDeg: null, accuracyM: null, rings: 1, escalatedAtMs: null, acceptedAtMs: null, acceptedBy: null,
  unitToldAtMs: null, officeClosedAtMs: null, unitClosedAtMs: null, progress: 'open', version: 1, ...more,
});
const bookOf = (...alerts: AlertView[]) => afterChange(emptyBook, { isWhole: true, alerts });

describe('the book of alerts', () => {
  it('takes the newer of two, whatever comes first, and lets go of closed ones', () => {
    const accepted = alert('a', { progress: 'accepted', version: 3 });
    expect(afterChange(bookOf(accepted), { isWhole: false, alerts: [alert('a', { version: 2 })] }).get('a')).toBe(accepted);
    expect(afterChange(bookOf(alert('a')), { isWhole: false, alerts: [accepted] }).get('a')).toBe(accepted);
    expect(afterChange(bookOf(accepted), { isWhole: false, alerts: [alert('a', { progress: 'closed', version: 4 })] }).size).toBe(0);
  });

  it('ends what is not among all open ones, and keeps the others when only some are told', () => {
    expect([...afterChange(bookOf(alert('a'), alert('b')), { isWhole: true, alerts: [alert('b')] }).keys()]).toEqual(['b']);
    expect([...afterChange(bookOf(alert('a')), { isWhole: false, alerts: [alert('b')] }).keys()]).toEqual(['a', 'b']);
  });

  it('puts those without an owner first, of them the oldest', () => {
    const book = bookOf(alert('owned', { progress: 'accepted', receivedAtMs: 1 }), alert('new', { receivedAtMs: 9 }), alert('old', { receivedAtMs: 2 }));
    expect(inOrder(book).map(({ alertId }) => alertId)).toEqual(['old', 'new', 'owned']);
  });

  it('shows who entered or left below the calls for help, the newest first, without a ring, until it is withdrawn', () => {
    const crossing = (alertId: string, receivedAtMs: number): AlertView => alert(alertId, { kind: 'fenceEntered', rings: 0, receivedAtMs });
    const book = bookOf(crossing('old', 1), crossing('new', 5), alert('call', { receivedAtMs: 9 }));
    expect(inOrder(book).map(({ alertId }) => alertId)).toEqual(['call', 'new', 'old']);
    expect(rungSince(emptyBook, bookOf(crossing('new', 5)), 'dispatcher')).toHaveLength(0);
    expect(afterChange(book, { isWhole: false, alerts: [{ ...crossing('old', 1), progress: 'withdrawn', version: 2 }] }).has('old')).toBe(false);
  });

  it('rings at the desk at once and every time it says so, at a leader from when it was passed on', () => {
    const first = bookOf(alert('a'));
    expect(rungSince(emptyBook, first, 'dispatcher')).toHaveLength(1);
    expect(rungSince(first, first, 'dispatcher')).toHaveLength(0);
    expect(rungSince(first, bookOf(alert('a', { rings: 2 })), 'dispatcher')).toHaveLength(1);
    expect(rungSince(first, bookOf(alert('a', { rings: 2 })), 'leader')).toHaveLength(0);
    expect(rungSince(first, bookOf(alert('a', { rings: 7, escalatedAtMs: 60 })), 'leader')).toHaveLength(1);
    expect(ringsFor('dispatcher', alert('a', { progress: 'accepted' }))).toBe(false);
  });
});
