import type { LiveUnit } from '../contracts';
import { stateAt } from './unitState';

/** How far from its latest fix a unit may be now, metres, by the figures the server sends with it; null when it sends none. */
export function uncertaintyM(unit: LiveUnit, serverNowMs: number): number | null {
  if (unit.uncertaintyM === null || unit.uncertaintyMps === null || unit.uncertaintyLimitM === null) return null;
  const ageS = Math.max(0, serverNowMs - unit.fixTimeMs) / 1000;
  return Math.min(unit.uncertaintyLimitM, unit.uncertaintyM + unit.uncertaintyMps * ageS);
}

/** Whether the circle still grows; at its limit nobody knows where the unit is. */
export function isGrowing(unit: LiveUnit, serverNowMs: number): boolean {
  const radiusM = uncertaintyM(unit, serverNowMs);
  return radiusM !== null && radiusM < unit.uncertaintyLimitM!;
}

/** Whether a report is missing: the one after it is due too. A single one is often a second late. */
export function isOverdue(unit: LiveUnit, serverNowMs: number): boolean {
  return unit.nextReportAtMs !== null && serverNowMs > 2 * unit.nextReportAtMs - unit.fixTimeMs;
}

/** Whether the symbol alone would say more than is known. */
export function isUncertain(unit: LiveUnit, serverNowMs: number): boolean {
  const state = stateAt(unit, serverNowMs);
  return state === 'stale' || state === 'silent' || isOverdue(unit, serverNowMs);
}
