import { useEffect, useState } from 'preact/hooks';
import type { HotspotUnitView } from '../contracts';
import { counted, fullDay } from '../deployment/format';
import { categoryName } from '../incidents/IncidentCard';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Waiting } from '../widgets/Waiting';
import { FetchedCell } from '../wire/fetched';
import { http } from '../wire/http';
import { HourClock } from './HourClock';
import { WeekSeries } from './WeekSeries';

const mostCategories = 4;
const weekMs = 7 * 86_400_000;

/** Why a cell or street segment is as hot as it is, how it went from week to week, and at which hours. */
export function UnitDetail({ room, address, significance }: { room: Room; address: string; significance: number }) {
  const t = useTexts();
  const [detail] = useState(() => new FetchedCell<HotspotUnitView>());
  const fetched = useCell(detail);
  useEffect(() => void detail.load(() => http.get<HotspotUnitView>(address)), [address]);
  const unit = fetched.value;
  if (unit === null || fetched.problem !== null) return <Waiting fetched={fetched} retry={() => detail.retry()} />;
  const weeksTo = Date.parse(unit.weeksTo);
  return (
    <div class="unit-detail">
      <p class="card-note">
        {t('cell.why', { units: unit.neighbourhoodUnits, count: counted(unit.neighbourhoodCount), expected: unit.expectedCount.toFixed(1) })}{' '}
        {t(`cell.verdict.${Math.sign(significance)}` as TextKey)}
      </p>
      <h3>{t('cell.weeks')}</h3>
      <WeekSeries
        counts={unit.weekCounts}
        label={t('cell.weeks')}
        nameOf={(index) => `${fullDay(weeksTo - (unit.weekCounts.length - index) * weekMs)} · ${t('hotspots.incidents', { n: unit.weekCounts[index]! })}`}
      />
      <p class="unit-axis">
        <span>{fullDay(weeksTo - unit.weekCounts.length * weekMs)}</span>
        <span>{fullDay(weeksTo)}</span>
      </p>
      <h3>{t('cell.clock')}</h3>
      <HourClock counts={unit.hourCounts} />
      {unit.spreadCount > 0 && <p class="figure-note">{t('cell.spread', { n: unit.spreadCount })}</p>}
      {unit.categories.length > 0 && (
        <ul class="unit-categories">
          {unit.categories.slice(0, mostCategories).map(({ code, count }) => (
            <li key={code}>
              {categoryName(room, code)}
              <b>{count}</b>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
