import { shownCoverage } from '../coverage/coverageLayer';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import { metres, share } from './format';
import { daysBefore } from './localTime';
import { NightSelect } from './NightSelect';

const nightsBack = 60;

/** Which night's coverage is shown, and how much of it was walked. */
export function TimeBar({ room }: { room: Room }) {
  const t = useTexts();
  const night = useCell(room.night);
  const tonight = useCell(room.tonight);
  const fetched = useCell(room.coverage);
  const coverage = shownCoverage(room);
  const oldest = daysBefore(tonight, nightsBack);
  return (
    <footer class="bottom" data-floats>
      <div class="time-bar" role="group" aria-label={t('a11y.time')}>
        <span class="time-label">{t('time.coverageOf')}</span>
        <button class="quiet square" aria-label={t('time.previous')} title={t('time.previous')} disabled={night <= oldest} onClick={() => room.night.set(daysBefore(night, 1))}>
          <Icon name="left" size={16} />
        </button>
        <NightSelect value={night} newest={tonight} count={nightsBack + 1} tonight={tonight} label={t('time.night')} onChoose={(chosen) => room.night.set(chosen)} />
        <button class="quiet square" aria-label={t('time.next')} title={t('time.next')} disabled={night >= tonight} onClick={() => room.night.set(daysBefore(night, -1))}>
          <Icon name="right" size={16} />
        </button>
        {night !== tonight && (
          <button class="quiet to-tonight" onClick={() => room.night.set(tonight)}>
            {t('time.toTonight')}
          </button>
        )}
        <span class="time-figure" role="status">
          {coverage !== null ? (
            <>
              <b>{share(coverage.coveredM, coverage.alleysM)}</b>
              <span>
                {metres(coverage.coveredM)} / {metres(coverage.alleysM)}
              </span>
            </>
          ) : fetched.problem === null ? (
            t('state.loading')
          ) : (
            <button class="quiet problem-link" onClick={() => room.coverage.retry()}>
              <Icon name="warning" size={15} />
              {t('state.failedRetry')}
            </button>
          )}
        </span>
      </div>
      {room.district.demo && <p class="honesty">{t('demo.line')}</p>}
    </footer>
  );
}
