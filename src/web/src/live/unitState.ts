import type { LiveUnit } from '../contracts';

/** What a unit's symbol says at an instant. */
export type UnitState = 'moving' | 'still' | 'stale' | 'silent';

export const unitStates: readonly UnitState[] = ['silent', 'stale', 'moving', 'still'];
export const unitKinds: readonly LiveUnit['kind'][] = ['patrolCar', 'patrolSquad', 'communityPolice', 'volunteerTeam', 'propertyGuard'];

export function stateAt(unit: LiveUnit, serverNowMs: number): UnitState {
  if (serverNowMs >= unit.silentAtMs) return 'silent';
  if (serverNowMs >= unit.staleAtMs) return 'stale';
  return unit.motion;
}

/** The opacity of the oldest position: still three times as bright as its ground. */
export const faintest = 0.7;

/** 1 for a fresh fix, falling to `faintest` at the instant the unit counts as silent: the older, the fainter. */
export function freshness(unit: LiveUnit, serverNowMs: number): number {
  const span = Math.max(1, unit.silentAtMs - unit.fixTimeMs);
  const part = Math.min(1, Math.max(0, (serverNowMs - unit.fixTimeMs) / span));
  return 1 - (1 - faintest) * part;
}
