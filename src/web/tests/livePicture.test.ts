import { describe, expect, it } from 'vitest';
import { afterFrame, emptyPicture, fromSnapshot, type LivePicture } from '../src/live/livePicture';
import { reconnectWaitMs } from '../src/live/liveConnection';
import { unit } from './sketch';

const snapshot = { epoch: 'e1', sequence: 7, serverTimeMs: 1, units: [unit({ unitId: 'a' }), unit({ unitId: 'b' })] };
const frame = (sequence: number, changed = [unit({ unitId: 'a', lonDeg: 113.63 })], removed: string[] = [], epoch = 'e1') => ({
  epoch,
  sequence,
  serverTimeMs: 2,
  changed,
  removed,
});

describe('the live picture', () => {
  it('takes the next frame: changed units move, removed ones go, the others stay', () => {
    const next = afterFrame(fromSnapshot(snapshot), frame(8, [unit({ unitId: 'c' })], ['a'])) as LivePicture;
    expect([...next.units.keys()]).toEqual(['b', 'c']);
    expect(next.sequence).toBe(8);
  });

  it('a unit that is removed and changed in one frame is shown', () => {
    const next = afterFrame(fromSnapshot(snapshot), frame(8, [unit({ unitId: 'a' })], ['a'])) as LivePicture;
    expect(next.units.has('a')).toBe(true);
  });

  it('a hole in the sequence asks for a new snapshot', () => {
    expect(afterFrame(fromSnapshot(snapshot), frame(9))).toBe('hole');
  });

  it('a frame that the snapshot held already changes nothing', () => {
    expect(afterFrame(fromSnapshot(snapshot), frame(7))).toBe('old');
  });

  it('another epoch asks for a new snapshot, whatever its sequence', () => {
    expect(afterFrame(fromSnapshot(snapshot), frame(8, [], [], 'e2'))).toBe('hole');
  });

  it('a frame before the first snapshot asks for one', () => {
    expect(afterFrame(emptyPicture, frame(1))).toBe('hole');
  });

  it('never changes the picture it was made from', () => {
    const before = fromSnapshot(snapshot);
    afterFrame(before, frame(8, [], ['a', 'b']));
    expect(before.units.size).toBe(2);
  });
});

describe('the wait before reconnecting', () => {
  it('doubles up to 15 s and lies in the upper half', () => {
    expect(reconnectWaitMs(0, () => 0)).toBe(250);
    expect(reconnectWaitMs(0, () => 1)).toBe(500);
    expect(reconnectWaitMs(3, () => 1)).toBe(4000);
    expect(reconnectWaitMs(50, () => 1)).toBe(15_000);
    expect(reconnectWaitMs(50, () => 0)).toBe(7500);
  });
});
