import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import { secondTick } from './clock';
import { clockTimeSeconds, metres, nightBefore, share } from './format';

const nightsBack = 60;

/** Now, and which night's coverage is shown. */
export function TimeBar({ room }: { room: Room }) {
  const t = useTexts();
  const now = useCell(secondTick);
  const link = useCell(room.connection.link);
  const night = useCell(room.night);
  const coverage = useCell(room.coverage).value;
  const { tonight, demo } = room.district;
  const oldest = nightBefore(tonight, nightsBack);
  return (
    <footer class="bottom">
      <div class="time-bar" role="group" aria-label={t('a11y.time')}>
        <span class={`lamp lamp-${link}`} title={t('time.live')}>
          <b class="clock">{clockTimeSeconds(now)}</b>
        </span>
        <span class="divider" />
        <span class="time-label">{t('time.coverageOf')}</span>
        <button class="quiet square" aria-label={t('time.previous')} title={t('time.previous')} disabled={night <= oldest} onClick={() => room.night.set(nightBefore(night, 1))}>
          <Icon name="left" size={16} />
        </button>
        <input
          type="date"
          aria-label={t('time.night')}
          value={night}
          min={oldest}
          max={tonight}
          onChange={(event) => event.currentTarget.value !== '' && room.night.set(event.currentTarget.value)}
        />
        <button class="quiet square" aria-label={t('time.next')} title={t('time.next')} disabled={night >= tonight} onClick={() => room.night.set(nightBefore(night, -1))}>
          <Icon name="right" size={16} />
        </button>
        <button class="quiet" aria-pressed={night === tonight} onClick={() => room.night.set(tonight)}>
          {t('time.tonight')}
        </button>
        {coverage !== null && coverage.night === night && (
          <span class="time-figure">
            {t('time.walked')} <b>{metres(coverage.coveredM)}</b> {share(coverage.coveredM, coverage.alleysM)}
          </span>
        )}
      </div>
      {demo && <p class="honesty">{t('demo.line')}</p>}
    </footer>
  );
}
