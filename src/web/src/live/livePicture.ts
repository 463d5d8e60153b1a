import type { LiveFrame, LiveSnapshot, LiveUnit } from '../contracts';

/** The client's copy of the live picture: what is known of each unit, and where in the sequence it stands. */
export interface LivePicture {
  readonly epoch: string | null;
  readonly sequence: number;
  readonly units: ReadonlyMap<string, LiveUnit>;
}

export const emptyPicture: LivePicture = { epoch: null, sequence: 0, units: new Map() };

/** The picture a snapshot shows. */
export function fromSnapshot(snapshot: LiveSnapshot): LivePicture {
  return {
    epoch: snapshot.epoch,
    sequence: snapshot.sequence,
    units: new Map(snapshot.units.map((unit) => [unit.unitId, unit])),
  };
}

/** What a frame makes of a picture: the next picture, `'hole'` when a frame is missing or the server began anew (subscribe
 * again), or `'old'` when the snapshot held it already. */
export function afterFrame(picture: LivePicture, frame: LiveFrame): LivePicture | 'hole' | 'old' {
  if (picture.epoch === null || frame.epoch !== picture.epoch) return 'hole';
  if (frame.sequence <= picture.sequence) return 'old';
  if (frame.sequence !== picture.sequence + 1) return 'hole';
  const units = new Map(picture.units);
  for (const unitId of frame.removed) units.delete(unitId);
  for (const unit of frame.changed) units.set(unit.unitId, unit);
  return { epoch: picture.epoch, sequence: frame.sequence, units };
}
