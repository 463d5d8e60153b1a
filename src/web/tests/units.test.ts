import { describe, expect, it } from 'vitest';
import { UnitMotion } from '../src/live/unitMotion';
import { freshness, stateAt } from '../src/live/unitState';
import { unit } from './sketch';

const picture = (...units: ReturnType<typeof unit>[]) => new Map(units.map((one) => [one.unitId, one]));

describe('a unit’s state', () => {
  const seen = unit({ unitId: 'a', fixTimeMs: 0, staleAtMs: 60_000, silentAtMs: 300_000 });

  it('turns stale and silent at the instants the server named', () => {
    expect([59_999, 60_000, 299_999, 300_000].map((now) => stateAt(seen, now))).toEqual(['moving', 'stale', 'stale', 'silent']);
  });

  it('fades steadily and never below 0.7', () => {
    expect(freshness(seen, 0)).toBe(1);
    expect(freshness(seen, 150_000)).toBeCloseTo(0.85);
    expect(freshness(seen, 9_000_000)).toBeCloseTo(0.7);
  });
});

describe('a unit’s symbol', () => {
  it('stands at its first fix at once', () => {
    const motion = new UnitMotion(() => true);
    motion.follow(picture(unit({ unitId: 'a' })), 0);
    expect(motion.position('a', 0)).toEqual([113.62, 34.7]);
    expect(motion.isGliding(0)).toBe(false);
  });

  it('glides to the next fix within the reporting interval and then rests', () => {
    const motion = new UnitMotion(() => true);
    motion.follow(picture(unit({ unitId: 'a', fixTimeMs: 0 })), 0);
    motion.follow(picture(unit({ unitId: 'a', fixTimeMs: 1000, lonDeg: 113.6201 })), 0);
    expect(motion.position('a', 500)![0]).toBeCloseTo(113.62005, 6);
    expect(motion.position('a', 1000)![0]).toBe(113.6201);
    expect(motion.isGliding(999)).toBe(true);
    expect(motion.isGliding(1000)).toBe(false);
  });

  it('turns from where it is seen, without a leap back, when the next fix comes early', () => {
    const motion = new UnitMotion(() => true);
    motion.follow(picture(unit({ unitId: 'a', fixTimeMs: 0 })), 0);
    motion.follow(picture(unit({ unitId: 'a', fixTimeMs: 1000, lonDeg: 113.6201 })), 0);
    const seen = motion.position('a', 500)!;
    motion.follow(picture(unit({ unitId: 'a', fixTimeMs: 2000, lonDeg: 113.6203 })), 500);
    expect(motion.position('a', 500)![0]).toBeCloseTo(seen[0], 9);
  });

  it('leaps when the fix is further than a patrol goes between two reports', () => {
    const motion = new UnitMotion(() => true);
    motion.follow(picture(unit({ unitId: 'a', fixTimeMs: 0 })), 0);
    motion.follow(picture(unit({ unitId: 'a', fixTimeMs: 1000, lonDeg: 113.63 })), 0);
    expect(motion.position('a', 1)![0]).toBe(113.63);
  });

  it('steps to each fix for a person who asked for less motion', () => {
    const motion = new UnitMotion(() => false);
    motion.follow(picture(unit({ unitId: 'a', fixTimeMs: 0 })), 0);
    motion.follow(picture(unit({ unitId: 'a', fixTimeMs: 1000, lonDeg: 113.6201 })), 0);
    expect(motion.position('a', 1)![0]).toBe(113.6201);
    expect(motion.isGliding(1)).toBe(false);
  });

  it('is forgotten when the unit leaves the picture', () => {
    const motion = new UnitMotion(() => true);
    motion.follow(picture(unit({ unitId: 'a' })), 0);
    motion.follow(picture(), 1);
    expect(motion.position('a', 1)).toBeNull();
  });
});
