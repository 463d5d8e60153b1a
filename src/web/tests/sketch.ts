import type { LiveUnit } from '../src/contracts';

/** A unit on duty with what a test does not care about filled in. */
export function unit(values: Partial<LiveUnit> & { unitId: string }): LiveUnit {
  const fixTimeMs = values.fixTimeMs ?? 1_000_000;
  return {
    kind: 'patrolSquad',
    callSign: values.unitId,
    dutyId: `duty of ${values.unitId}`,
    lonDeg: 113.62,
    latDeg: 34.7,
    accuracyM: 5,
    speedMps: 1.3,
    headingDeg: 90,
    fixTimeMs,
    staleAtMs: fixTimeMs + 60_000,
    silentAtMs: fixTimeMs + 300_000,
    motion: 'moving',
    batteryShare: 0.8,
    nextReportAtMs: fixTimeMs + 10_000,
    uncertaintyMps: 1.5,
    ...values,
  };
}
