import { describe, expect, it } from 'vitest';
import { listUnits } from '../src/live/unitGroups';
import { unit } from './sketch';

const now = 1_000_000;
const everything = { search: '', kind: null, state: null };
const units = [
  unit({ unitId: '志愿10', kind: 'volunteerTeam', fixTimeMs: now }),
  unit({ unitId: '志愿2', kind: 'volunteerTeam', fixTimeMs: now, motion: 'still' }),
  unit({ unitId: '巡车1', kind: 'patrolCar', fixTimeMs: now }),
  unit({ unitId: '物业1', kind: 'propertyGuard', fixTimeMs: now - 400_000 }),
  unit({ unitId: '巡车2', kind: 'patrolCar', fixTimeMs: now - 90_000 }),
];
const rows = (sift = {}) => listUnits(units, now, { ...everything, ...sift }).groups.map((group) => [group.name, ...group.units.map(({ unit: one }) => one.callSign)]);

describe('the unit list', () => {
  it('has the silent on top, then the stale, then the others by kind, and counts 2 before 10', () => {
    expect(rows()).toEqual([
      ['unitState.silent', '物业1'],
      ['unitState.stale', '巡车2'],
      ['kind.patrolCar', '巡车1'],
      ['kind.volunteerTeam', '志愿2', '志愿10'],
    ]);
  });

  it('is sifted by state, kind and name together', () => {
    expect(rows({ state: 'still' })).toEqual([['kind.volunteerTeam', '志愿2']]);
    expect(rows({ kind: 'patrolCar' })).toEqual([['unitState.stale', '巡车2'], ['kind.patrolCar', '巡车1']]);
    expect(rows({ kind: 'patrolCar', search: ' 巡车1 ' })).toEqual([['kind.patrolCar', '巡车1']]);
    expect(rows({ state: 'silent', kind: 'patrolCar' })).toEqual([]);
  });

  it('counts every unit whatever is sifted', () => {
    const { states, kinds } = listUnits(units, now, { ...everything, search: 'nobody' });
    expect(states).toEqual({ silent: 1, stale: 1, moving: 2, still: 1 });
    expect(kinds).toEqual({ patrolCar: 2, patrolSquad: 0, communityPolice: 0, volunteerTeam: 2, propertyGuard: 1 });
  });
});
