import { useState } from 'preact/hooks';
import type { AssignmentView } from '../contracts';
import { dayName, metres, weekday } from '../deployment/format';
import { useCell } from '../store';
import { useTexts } from '../texts/texts';
import { Waiting } from '../widgets/Waiting';
import { LegList } from './LegList';
import type { PatrolRun } from './patrolRun';

/** What will be recorded, for how long it is kept, and the consent, before anything is. */
export function BeforeDuty({ run, assignment }: { run: PatrolRun; assignment: AssignmentView }) {
  const t = useTexts();
  const [agreed, setAgreed] = useState(false);
  const [busy, setBusy] = useState(false);
  const fetched = useCell(run.assignment);
  const tonight = useCell(run.tonight);
  const { route, doneM } = assignment;
  return (
    <>
      <div class="my-figures">
        <p>
          <b>{metres(route.lengthM)}</b>
          {t('my.routeLength')}
        </p>
        <p>
          <b>{route.legs.length}</b>
          {t('my.legs')}
        </p>
        <p>
          <b>{route.night.slice(5)}</b>
          {t('time.dutyNight')} · {weekday(route.night)}
        </p>
      </div>
      <LegList assignment={assignment} />
      {doneM > 0 && <p class="notice">{t('my.walkedBefore', { done: metres(doneM) })}</p>}
      {route.night === tonight ? (
        <>
          <div class="consent">
            <h2>{t('my.privacyTitle')}</h2>
            <p>{t('my.privacy', { days: assignment.keptDays })}</p>
            <label>
              <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.currentTarget.checked)} />
              {t('my.agree')}
            </label>
          </div>
          {fetched.problem !== null && <Waiting fetched={fetched} retry={() => run.assignment.retry()} />}
          <button
            class="primary big"
            disabled={!agreed || busy}
            onClick={() => {
              setBusy(true);
              void run.startDuty().finally(() => setBusy(false));
            }}
          >
            {t('my.start')}
          </button>
        </>
      ) : (
        <p class="notice" role="status">
          {t(route.night > tonight ? 'my.notYet' : 'my.nightOver', { night: dayName(route.night) })}
        </p>
      )}
    </>
  );
}
