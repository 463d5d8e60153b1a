import type { Room } from '../room';
import { useCell } from '../store';
import { shownCoverage } from './coverageLayer';
import { changedSinceLooked, looked } from './looked';

/** How many alleys of the shown night late positions have changed since somebody looked; a component that asks is drawn anew with them. */
export function useChangedAlleys(room: Room): number {
  useCell(room.coverage);
  useCell(room.night);
  const lookedAt = useCell(looked);
  const view = shownCoverage(room);
  return view === null ? 0 : changedSinceLooked(view, lookedAt).length;
}
