import { describe, expect, it } from 'vitest';
import { isOverdue, isUncertain, uncertaintyM } from '../src/live/uncertainty';
import { unit } from './sketch';

const seen = unit({ unitId: 'a', fixTimeMs: 1_000_000, nextReportAtMs: 1_010_000, accuracyM: 8, uncertaintyMps: 1.5, silentAtMs: 1_300_000 });
const at = (seconds: number) => 1_000_000 + 1000 * seconds;

describe('where a unit may be', () => {
  it('grows with the age of its fix at the pace the server tells, until the unit counts as silent', () => {
    expect([0, 40, 299, 300, 9000].map((age) => uncertaintyM(seen, at(age)))).toEqual([8, 68, 456.5, 458, 458]);
  });

  it('does not shrink below its fix when the device’s clock runs ahead', () => {
    expect(uncertaintyM(seen, at(-100))).toBe(8);
    expect(uncertaintyM({ ...seen, accuracyM: null }, at(-100))).toBe(0);
  });

  it('is shown when a second report is due, when the position is old, and never before', () => {
    expect([9, 19, 20].map((age) => isOverdue(seen, at(age)))).toEqual([false, false, false]);
    expect(isOverdue(seen, at(20.001))).toBe(true);
    expect([19, 21, 60, 300].map((age) => isUncertain(seen, at(age)))).toEqual([false, true, true, true]);
    expect(isUncertain({ ...seen, nextReportAtMs: null }, at(59))).toBe(false);
  });

  it('is not told when the server tells no pace', () => {
    expect(uncertaintyM({ ...seen, uncertaintyMps: null }, at(40))).toBeNull();
  });
});
