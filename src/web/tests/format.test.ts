import { describe, expect, it, vi } from 'vitest';

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
vi.stubGlobal('document', { documentElement: {} });
const { age, dayAndTime, dayName, duration, fullDay, lapse, metres, share } = await import('../src/deployment/format');
const { language } = await import('../src/texts/texts');

describe('figures', () => {
  it('give a share that says 100 % only when nothing is missing and 0 % only when there is nothing', () => {
    expect([share(0, 100), share(100, 100), share(99.99, 100), share(0.001, 100), share(84.56, 100)]).toEqual([
      '0\u00a0%', '100\u00a0%', '99.9\u00a0%', '0.1\u00a0%', '84.6\u00a0%',
    ]);
    expect(share(0, 0)).toBe('–');
  });

  it('give metres up to 10 km, kilometres from there on, and never part a figure from its unit', () => {
    expect([metres(9_999.4), metres(10_000), metres(45_321)]).toEqual(['9,999\u00a0m', '10\u00a0km', '45.3\u00a0km']);
  });
});

describe('days and times', () => {
  it('are written the same in both languages but for the weekday', () => {
    language.set('zh-CN');
    expect(dayName('2026-11-24')).toBe('2026-11-24 周二');
    language.set('en');
    expect(dayName('2026-11-24')).toBe('2026-11-24 Tue');
    expect(fullDay(Date.parse('2026-11-24T20:00:00Z'))).toBe('2026-11-25');
    expect(dayAndTime(Date.parse('2026-11-24T20:05:00Z'))).toBe('11-25 04:05');
  });

  it('are told in the two largest useful units', () => {
    language.set('en');
    expect([age(-5), age(59_000), age(61_000), age(3_700_000)]).toEqual(['0 s ago', '59 s ago', '1 min ago', '1 h 1 min ago']);
    expect([age(-5000), age(-5001), age(-90_000)]).toEqual(['0 s ago', 'clock 5 s ahead', 'clock 90 s ahead']);
    expect([lapse(-5), lapse(40_400), lapse(59_499), lapse(119_000), lapse(3_700_000)]).toEqual(['0 s', '40 s', '59 s', '1 min', '1 h 1 min']);
    expect([duration(0.2), duration(59.4), duration(61)]).toEqual(['1 min', '59 min', '1 h 1 min']);
  });
});
