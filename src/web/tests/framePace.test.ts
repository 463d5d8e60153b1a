import { describe, expect, it } from 'vitest';
import { FramePace } from '../src/live/framePace';

const after = (...costsMs: number[]) => {
  const pace = new FramePace();
  return costsMs.map((costMs) => pace.restAfter(costMs)).at(-1)!;
};
const frames = (count: number, costMs: number) => Array.from({ length: count }, () => costMs);

describe('the pace of gliding units', () => {
  it('knows no rest while frames come easily, and takes none for a single late one', () => {
    expect(after(...frames(20, 16.7))).toBe(0);
    expect(after(...frames(20, 16.7), 60)).toBe(0);
  });

  it('leaves two thirds of the time to the page when frames are dear', () => {
    expect(after(...frames(40, 120))).toBeCloseTo(240, 0);
  });

  it('never rests longer than a second, and finds back to no rest', () => {
    expect(after(...frames(40, 3000))).toBe(1000);
    expect(after(...frames(40, 120), ...frames(12, 16.7))).toBe(0);
  });
});
