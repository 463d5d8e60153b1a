import { useState } from 'preact/hooks';
import type { AssignmentView } from '../contracts';
import { secondTick } from '../deployment/clock';
import { duration, metres } from '../deployment/format';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import { LegList } from './LegList';
import type { PatrolRun } from './patrolRun';
import { nextLeg } from './routeProgress';

const lowBattery = 0.2;

/** On duty: what comes next, how far it is done, what the phone lacks, and the way to end. */
export function OnDuty({ run, assignment }: { run: PatrolRun; assignment: AssignmentView }) {
  const t = useTexts();
  const now = useCell(secondTick);
  const { problem } = useCell(run.assignment);
  const { route, doneM } = assignment;
  const next = nextLeg(assignment);
  const since = assignment.dutyStartedAt === null ? 0 : (now - Date.parse(assignment.dutyStartedAt)) / 60_000;
  return (
    <>
      <PhoneNotices run={run} />
      {next < 0 ? (
        <p class="my-next my-finished" role="status">
          <Icon name="check" size={30} />
          <span>
            <strong>{t('my.allDone')}</strong>
            <small>{t('my.allDoneExplain')}</small>
          </span>
        </p>
      ) : (
        <p class="my-next">
          <small>{t('my.next')}</small>
          <strong>
            {next + 1}. {route.legs[next]!.name}
          </strong>
        </p>
      )}
      <div class="bar" role="img" aria-label={`${t('my.done')} ${metres(doneM)} / ${metres(route.lengthM)}`}>
        <i style={{ width: `${Math.min(100, (100 * doneM) / Math.max(1, route.lengthM))}%` }} />
      </div>
      <div class="my-figures">
        <p>
          <b>{metres(doneM)}</b>
          {t('my.done')}
        </p>
        <p>
          <b>{metres(Math.max(0, route.lengthM - doneM))}</b>
          {t('my.left')}
        </p>
        <p>
          <b>{duration(Math.max(0, since))}</b>
          {t('my.since')}
        </p>
      </div>
      <LegList assignment={assignment} />
      <p class="card-note">{t('my.kept', { days: assignment.keptDays })}</p>
      {problem !== null && problem.code !== 'offline' && (
        <p class="form-problem" role="alert">
          {t('state.failed')}
        </p>
      )}
      <EndDuty run={run} finished={next < 0} />
    </>
  );
}

/** What the phone itself has to say: no position, no connection, an empty battery. */
function PhoneNotices({ run }: { run: PatrolRun }) {
  const t = useTexts();
  const gps = useCell(run.own.state);
  const link = useCell(run.connection.link);
  const battery = useCell(run.battery.share);
  const charging = useCell(run.battery.charging);
  return (
    <>
      {gps !== 'found' && (
        <p class={gps === 'searching' || gps === 'off' ? 'notice' : 'notice notice-bad'} role="status">
          {t(`gps.${gps}` as TextKey)}
        </p>
      )}
      {link === 'lost' && (
        <p class="notice" role="status">
          {t('my.offline')}
        </p>
      )}
      {battery !== null && battery < lowBattery && !charging && (
        <p class="notice" role="status">
          <Icon name="battery" size={20} /> {t('my.batteryLow', { share: Math.round(battery * 100) })}
        </p>
      )}
    </>
  );
}

/** Ending asks once more: a pocket must not end a duty. */
function EndDuty({ run, finished }: { run: PatrolRun; finished: boolean }) {
  const t = useTexts();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  if (!asked) {
    return (
      <button class={finished ? 'primary big' : 'big'} onClick={() => setAsked(true)}>
        {t('my.end')}
      </button>
    );
  }

  return (
    <div class="my-ending" role="group" aria-label={t('my.end')}>
      <button class="big" autofocus disabled={busy} onClick={() => setAsked(false)}>
        {t('my.endNo')}
      </button>
      <button
        class="big danger"
        disabled={busy}
        onClick={() => {
          setBusy(true);
          void run.endDuty().finally(() => {
            setBusy(false);
            setAsked(false);
          });
        }}
      >
        {t('my.endYes')}
      </button>
    </div>
  );
}
