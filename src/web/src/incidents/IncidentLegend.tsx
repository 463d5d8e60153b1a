import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts } from '../texts/texts';

/** The incidents' dot, their time window, and how many there are in it. */
export function IncidentLegend({ room }: { room: Room }) {
  const t = useTexts();
  const days = useCell(room.incidentDays);
  const total = useCell(room.incidentTotal);
  return (
    <p class="legend-lines">
      <i class="swatch-incident" />
      <select
        aria-label={t('incidents.window')}
        value={String(days)}
        onChange={(event) => room.incidentDays.set(event.currentTarget.value === '1' ? 1 : 7)}
      >
        <option value="1">{t('incidents.day')}</option>
        <option value="7">{t('incidents.week')}</option>
      </select>
      {total.problem !== null ? (
        <span role="alert">
          <button class="quiet problem-link" onClick={() => room.incidentTotal.retry()}>
            {t('state.failedRetry')}
          </button>
        </span>
      ) : total.value === null ? (
        <span role="status">{t('state.loading')}</span>
      ) : (
        <b role="status">{total.value === 0 ? t('incidents.none') : t('incidents.count', { n: total.value.toLocaleString('en') })}</b>
      )}
    </p>
  );
}
