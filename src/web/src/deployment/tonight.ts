import type { DistrictView } from '../contracts';
import type { Cell } from '../store';
import { secondTick, serverTimeIsKnown } from './clock';
import { nightAt } from './localTime';

/** Keeps the cell at the duty night of now: a page that stays open through the morning goes on to the next night. Returns how
 * to stop. */
export function followTonight(district: DistrictView, tonight: Cell<string>): () => void {
  return secondTick.follow((now) => {
    if (serverTimeIsKnown()) tonight.set(nightAt(now, district.nightEnd));
  });
}
