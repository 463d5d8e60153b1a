import type { LiveUnit } from '../contracts';
import { stateAt, unitKinds, unitStates, type UnitState } from './unitState';

export interface ListedUnit {
  unit: LiveUnit;
  state: UnitState;
}

export interface UnitGroup {
  /** Key of the group's name: a state for what needs a look, otherwise a kind. */
  name: `unitState.${UnitState}` | `kind.${LiveUnit['kind']}`;
  urgent: boolean;
  units: ListedUnit[];
}

export interface UnitListing {
  groups: UnitGroup[];
  /** How many units there are in each state and of each kind, whatever is sifted. */
  states: Record<UnitState, number>;
  kinds: Record<LiveUnit['kind'], number>;
}

/** Units in the order they are listed: first the silent, then the stale, then all others by kind; by call sign within. */
export function listUnits(
  units: readonly LiveUnit[],
  serverNowMs: number,
  sift: { search: string; kind: LiveUnit['kind'] | null; state: UnitState | null },
): UnitListing {
  const all = units.map((unit) => ({ unit, state: stateAt(unit, serverNowMs) }));
  const wanted = sift.search.trim().toLowerCase();
  const shown = all
    .filter(({ unit, state }) => (sift.kind === null || unit.kind === sift.kind) && (sift.state === null || state === sift.state))
    .filter(({ unit }) => unit.callSign.toLowerCase().includes(wanted))
    .sort((a, b) => a.unit.callSign.localeCompare(b.unit.callSign, 'zh-CN', { numeric: true }));
  const urgent = (state: UnitState): UnitGroup => ({
    name: `unitState.${state}`,
    urgent: true,
    units: shown.filter((one) => one.state === state),
  });
  const groups: UnitGroup[] = [
    urgent('silent'),
    urgent('stale'),
    ...unitKinds.map((kind): UnitGroup => ({
      name: `kind.${kind}`,
      urgent: false,
      units: shown.filter((one) => one.unit.kind === kind && one.state !== 'silent' && one.state !== 'stale'),
    })),
  ];
  return {
    groups: groups.filter((group) => group.units.length > 0),
    states: countBy(unitStates, all.map((one) => one.state)),
    kinds: countBy(unitKinds, all.map((one) => one.unit.kind)),
  };
}

function countBy<T extends string>(names: readonly T[], values: readonly T[]): Record<T, number> {
  return Object.fromEntries(names.map((name) => [name, values.filter((value) => value === name).length])) as Record<T, number>;
}
