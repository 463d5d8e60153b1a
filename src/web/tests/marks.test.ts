import { describe, expect, it } from 'vitest';
import type { MarkedFixView, UnitMarkCount } from '../src/contracts';
import { markFeatures } from '../src/live/marks/markFeatures';
import { byUnit } from '../src/live/marks/markCounts';

const count = (unitId: string, code: UnitMarkCount['code'], number: number): UnitMarkCount => ({ unitId, callSign: `${unitId}号`, code, count: number, lastFixTimeMs: number });
const mark = (lonDeg: number | null): MarkedFixView => ({ fixTimeMs: 1, receivedAtMs: 2, lonDeg, latDeg: lonDeg === null ? null : 34.7, accuracyM: null, code: 'fix-nowhere' });

describe('positions that are not believed', () => {
  it('are counted by unit and reason, the worst first', () => {
    const units = byUnit([count('a', 'fix-nowhere', 2), count('b', 'fix-in-future', 3), count('b', 'fix-impossible-jump', 12)]);
    expect(units.map(({ unitId, total }) => [unitId, total])).toEqual([['b', 15], ['a', 2]]);
    expect(units[0]!.reasons.map(({ code }) => code)).toEqual(['fix-impossible-jump', 'fix-in-future']);
  });

  it('are drawn by their number in the list, and not at all without a place', () => {
    const drawn = markFeatures([mark(113.6), mark(null), mark(113.7)], 2, ({ code }) => code);
    expect(drawn.map((feature) => [feature.id, feature.properties!['label']])).toEqual([[0, ''], [2, 'fix-nowhere']]);
  });
});
