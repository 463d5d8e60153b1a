import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { AssignmentView, PositionBatch, PositionReceipt } from '../src/contracts';
import { PositionQueue } from '../src/patrol/positionQueue';
import { Reporter } from '../src/patrol/reporter';
import { doneM, nextLeg, routeFeatures } from '../src/patrol/routeProgress';

const fix = (timeMs: number) => ({ timeMs, lonDeg: 113.62, latDeg: 34.7, accuracyM: 5, speedMps: null, headingDeg: null, batteryShare: null, isMock: false });
const receipt: PositionReceipt = { stored: 1, duplicates: 0, offDuty: 0, marked: [] };

describe('the queue of positions', () => {
  it('keeps order and numbers through closing and opening', async () => {
    const first = await PositionQueue.open('keeps');
    await first.add(fix(1));
    await first.add(fix(2));
    const again = await PositionQueue.open('keeps');
    await again.add(fix(3));
    expect((await again.oldest(10)).map(({ sequence, timeMs }) => [sequence, timeMs])).toEqual([[1, 1], [2, 2], [3, 3]]);
  });

  it('drops what was stored and never gives its numbers again', async () => {
    const queue = await PositionQueue.open('drops');
    await queue.add(fix(1));
    await queue.drop(await queue.oldest(10));
    await queue.add(fix(2));
    expect((await queue.oldest(10)).map((one) => one.sequence)).toEqual([2]);
  });

  it('is emptied over the second way when the first fails', async () => {
    const queue = await PositionQueue.open('second way');
    const sent: PositionBatch[] = [];
    const reporter = new Reporter(queue, [
      () => Promise.reject(new Error('hub')),
      (batch) => {
        sent.push(batch);
        return Promise.resolve(receipt);
      },
    ]);
    await reporter.add(fix(1));
    expect(reporter.waiting.value).toBe(1);
    await reporter.flush();
    expect(sent.map((batch) => batch.fixes.length)).toEqual([1]);
    expect(reporter.waiting.value).toBe(0);
  });

  it('keeps everything when no way works', async () => {
    const queue = await PositionQueue.open('no way');
    const reporter = new Reporter(queue, [() => Promise.reject(new Error('offline'))]);
    await reporter.add(fix(1));
    await expect(reporter.flush()).rejects.toThrow('offline');
    expect(await queue.count()).toBe(1);
  });
});

describe('the volunteer’s route', () => {
  const line = [
    [113.62, 34.7],
    [113.62, 34.702],
  ];
  const leg = (name: string) => ({ placeId: 1, name, lengthM: 222, lineWgs84: line, hotspotRank: name === '甲巷' ? 3 : null });
  const assignment = (legs: number[][][]): AssignmentView =>
    ({ route: { legs: [leg('甲巷'), leg('乙巷')] }, legs }) as unknown as AssignmentView;

  it('names the first leg that is not walked', () => {
    expect(nextLeg(assignment([[], []]))).toBe(0);
    expect(nextLeg(assignment([[[0, 210]], [[0, 50]]]))).toBe(1);
    expect(nextLeg(assignment([[[0, 222]], [[0, 222]]]))).toBe(-1);
  });

  it('adds up walked pieces', () => {
    expect(doneM([[0, 20], [30, 35]])).toBe(25);
  });

  it('is drawn as done and ahead pieces with numbers, and a rim where it is a hot place', () => {
    const parts = routeFeatures(assignment([[[0, 111]], []])).map((one) => one.properties!['part'] as string);
    expect(parts.sort()).toEqual(['ahead', 'ahead', 'done', 'focus', 'number', 'number']);
  });
});
