import type { LiveUnit } from '../contracts';
import { stateAt } from './unitState';

/** How far from its latest fix a unit may be now, metres: it grows at the pace the server tells, until the unit counts as silent; null when it tells none. */
export function uncertaintyM(unit: LiveUnit, serverNowMs: number): number | null {
  if (unit.uncertaintyMps === null) return null;
  const ageMs = Math.max(0, Math.min(serverNowMs, unit.silentAtMs) - unit.fixTimeMs);
  return (unit.accuracyM ?? 0) + (unit.uncertaintyMps * ageMs) / 1000;
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
