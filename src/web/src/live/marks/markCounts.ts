import type { UnitMarkCount } from '../../contracts';

/** What is not believed of one unit tonight. */
export interface UnitMarks {
  unitId: string;
  callSign: string;
  total: number;
  /** By reason, the most frequent first. */
  reasons: { code: UnitMarkCount['code']; count: number; lastFixTimeMs: number }[];
}

/** The counts by unit, the unit with the most first. */
export function byUnit(counts: readonly UnitMarkCount[]): UnitMarks[] {
  const units = new Map<string, UnitMarks>();
  for (const { unitId, callSign, code, count, lastFixTimeMs } of counts) {
    const unit = units.get(unitId) ?? { unitId, callSign, total: 0, reasons: [] };
    unit.total += count;
    unit.reasons.push({ code, count, lastFixTimeMs });
    units.set(unitId, unit);
  }

  for (const unit of units.values()) unit.reasons.sort((a, b) => b.count - a.count);
  return [...units.values()].sort((a, b) => b.total - a.total || a.callSign.localeCompare(b.callSign, 'zh-CN', { numeric: true }));
}
