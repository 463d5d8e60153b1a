import type { UnitView } from '../contracts';
import { useTexts } from '../texts/texts';

/** Choice of one of the office's units, on duty or not. */
export function UnitSelect({ units, chosen, onChoose }: { units: readonly UnitView[]; chosen: string; onChoose: (unitId: string) => void }) {
  const t = useTexts();
  return (
    <label>
      {t('units.choose')}
      <select name="unitId" required value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        {units.map((unit) => (
          <option key={unit.unitId} value={unit.unitId}>
            {unit.callSign}
            {unit.dutyId === null ? '' : t('routes.onDuty')}
          </option>
        ))}
      </select>
    </label>
  );
}
