import { describe, expect, it } from 'vitest';
import type { AlleyCoverageView, AlleyView, CoverageView } from '../src/contracts';
import { alleyPieces, byCommunity } from '../src/coverage/alleyPieces';
import { afterNotice, coveredById, shownCoverage } from '../src/coverage/coverageLayer';
import { afterLooking, changedSinceLooked } from '../src/coverage/looked';
import type { Room } from '../src/room';
import { Cell } from '../src/store';

const alley = (placeId: number, communityCode: string | null, lengthM: number): AlleyView => ({
  placeId,
  name: `巷${placeId}`,
  communityCode,
  lengthM,
  reality: 'invented',
  linesWgs84: [
    [
      [113.62, 34.7],
      [113.62, 34.701],
    ],
  ],
});
const covered = (placeId: number, lengthM: number, to: number): AlleyCoverageView => ({
  placeId,
  lengthM,
  coveredM: to,
  intervals: to > 0 ? [[0, to]] : [],
  lastPassMs: null,
  backfilledMs: null,
});
const view: CoverageView = {
  night: '2026-11-23',
  withinM: 20,
  maxGapSeconds: 60,
  maxGapM: 150,
  alleysM: 300,
  coveredM: 100,
  alleys: [covered(1, 100, 100), covered(2, 200, 0)],
};

describe('coverage', () => {
  it('draws a walked alley only as walked, a due one only as due, a half-walked one as both', () => {
    const alleys = [alley(1, 'x', 100), alley(2, 'x', 100), alley(3, 'x', 100)];
    const pieces = alleyPieces(alleys, new Map([[1, covered(1, 100, 100)], [3, covered(3, 100, 40)]]));
    expect(pieces.walked.map((piece) => piece.id)).toEqual([1, 3]);
    expect(pieces.due.map((piece) => piece.id)).toEqual([2, 3]);
  });

  it('adds up per community, the least covered first', () => {
    const totals = byCommunity([alley(1, 'x', 100), alley(2, 'y', 200), alley(3, 'x', 100)], coveredById(view));
    expect(totals).toEqual([
      { code: 'y', alleys: 1, lengthM: 200, coveredM: 0, due: 1 },
      { code: 'x', alleys: 2, lengthM: 200, coveredM: 100, due: 1 },
    ]);
  });

  it('grows with a notice of the same night and adds up anew', () => {
    const next = afterNotice(view, { night: '2026-11-23', alleys: [covered(2, 200, 150)] });
    expect(next.coveredM).toBe(250);
    expect(coveredById(next).get(2)!.intervals).toEqual([[0, 150]]);
  });

  it('of another night is never shown for the chosen one', () => {
    const room = { night: new Cell('2026-11-23'), coverage: new Cell({ value: view }) } as unknown as Room;
    expect(shownCoverage(room)).toBe(view);
    room.night.set('2026-11-22');
    expect(shownCoverage(room)).toBeNull();
  });

  it('is not touched by a notice of another night', () => {
    expect(afterNotice(view, { night: '2026-11-22', alleys: [covered(2, 200, 150)] })).toBe(view);
  });
});

describe('what late positions changed', () => {
  const changed = (...times: (number | null)[]): CoverageView => ({ ...view, alleys: times.map((backfilledMs, index) => ({ ...covered(index + 1, 100, 50), backfilledMs })) });

  it('is nothing in a night that nobody has looked at yet', () => {
    expect(changedSinceLooked(changed(100, 200), {})).toEqual([]);
  });

  it('is what came after the look, the latest first, until somebody looks again', () => {
    const before = afterLooking({}, changed(100, null, null));
    const now = changed(100, 200, 300);
    expect(before).toEqual({ [view.night]: 100 });
    expect(changedSinceLooked(now, before).map((alley) => alley.placeId)).toEqual([3, 2]);
    expect(changedSinceLooked(now, afterLooking(before, now))).toEqual([]);
    // An alley that is changed once more is told once more.
    expect(changedSinceLooked(changed(400, 200, 300), afterLooking(before, now)).map((alley) => alley.placeId)).toEqual([1]);
  });

  it('counts from the first look on when nothing had come late by then', () => {
    const before = afterLooking({}, changed(null, null));
    expect(changedSinceLooked(changed(null, 5), before).map((alley) => alley.placeId)).toEqual([2]);
  });

  it('is remembered for a fortnight of nights', () => {
    const nights = Array.from({ length: 20 }, (_, day) => `2026-11-${String(day + 1).padStart(2, '0')}`);
    const kept = nights.reduce((looked: Record<string, number>, night) => afterLooking(looked, { ...changed(7), night }), {});
    expect(Object.keys(kept).sort()).toEqual(nights.slice(6));
  });
});
