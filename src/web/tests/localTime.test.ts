import { afterEach, describe, expect, it } from 'vitest';
import type { DistrictView } from '../src/contracts';
import { noteServerTime, secondTick } from '../src/deployment/clock';
import { daysBefore, fromLocal, localTime, nightAt, useTimeZone } from '../src/deployment/localTime';
import { followTonight } from '../src/deployment/tonight';
import { Cell } from '../src/store';

// Expected values: `TZ=Asia/Shanghai date -d …` and `TZ=America/New_York date -d …` of GNU coreutils.
afterEach(() => useTimeZone('Asia/Shanghai'));

describe('the office’s wall clock', () => {
  it('is read in its own zone, whatever the browser’s is', () => {
    expect(localTime(Date.parse('2026-11-27T20:29:20Z'))).toEqual({ day: '2026-11-28', time: '04:29:20' });
    useTimeZone('America/New_York');
    expect(localTime(Date.parse('2026-11-27T20:29:20Z'))).toEqual({ day: '2026-11-27', time: '15:29:20' });
  });

  it('writes midnight as 00', () => {
    expect(localTime(Date.parse('2026-11-27T16:00:00Z'))).toEqual({ day: '2026-11-28', time: '00:00:00' });
  });

  it('is turned into an instant, on both sides of a change of the clock', () => {
    expect(new Date(fromLocal('2026-11-28', '04:29')).toISOString()).toBe('2026-11-27T20:29:00.000Z');
    useTimeZone('America/New_York');
    expect(new Date(fromLocal('2026-03-07', '12:00')).toISOString()).toBe('2026-03-07T17:00:00.000Z');
    expect(new Date(fromLocal('2026-03-08', '12:00')).toISOString()).toBe('2026-03-08T16:00:00.000Z');
  });

  it('counts days over the ends of months and years', () => {
    expect(daysBefore('2026-03-01', 1)).toBe('2026-02-28');
    expect(daysBefore('2027-01-01', 1)).toBe('2026-12-31');
    expect(daysBefore('2026-12-31', -1)).toBe('2027-01-01');
  });
});

describe('the duty night', () => {
  it('changes when the night ends, and the daylight belongs to the night after', () => {
    const at = (time: string) => nightAt(fromLocal('2026-11-25', time), '06:00');
    expect(['00:30', '05:59', '06:00', '12:00', '18:00', '23:59'].map(at)).toEqual([
      '2026-11-24', '2026-11-24', '2026-11-25', '2026-11-25', '2026-11-25', '2026-11-25',
    ]);
  });

  it('goes on under an open page once the server’s time is known', () => {
    const tonight = new Cell('2026-11-24');
    const morning = fromLocal('2026-11-25', '06:00');
    secondTick.set(morning);
    const stopTooEarly = followTonight({ nightEnd: '06:00' } as DistrictView, tonight);
    expect(tonight.value).toBe('2026-11-24');
    stopTooEarly();
    noteServerTime(morning, Date.now());
    const stop = followTonight({ nightEnd: '06:00' } as DistrictView, tonight);
    expect(tonight.value).toBe('2026-11-25');
    stop();
  });
});
