import { useEffect, useRef, useState } from 'preact/hooks';
import { signOut } from '../accounts/session';
import type { AssignmentView, DistrictView, SessionView } from '../contracts';
import { duration, metres } from '../deployment/format';
import { secondTick } from '../deployment/clock';
import { Cell, useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import { LanguageSwitch, ThemeSwitch } from '../widgets/Switches';
import { Waiting } from '../widgets/Waiting';
import { OwnMarker } from './OwnMarker';
import { PatrolRun } from './patrolRun';
import type { Reporter } from './reporter';
import { nextLeg } from './routeProgress';

const nothing = new Cell(0);

/** The volunteer's page: one hand, at night, on a phone. */
export function MyPage({ session, district }: { session: SessionView; district: DistrictView }) {
  const t = useTexts();
  const holder = useRef<HTMLDivElement>(null);
  const [run] = useState(() => new PatrolRun());
  const fetched = useCell(run.assignment);
  const link = useCell(run.connection.link);
  const reporter = useCell(run.reporter);
  useCell(run.agreedDuty);
  useEffect(() => run.start(holder.current!, district), [run, district]);
  const assignment = fetched.value;
  const recording = assignment !== null && run.records(assignment);
  return (
    <main class="my" data-duty={recording ? 'on' : 'off'} data-done-m={Math.round(assignment?.doneM ?? 0)}>
      <div class="map" ref={holder} role="application" aria-label={t('a11y.map')} />
      <OwnMarker run={run} />
      <header class="my-top">
        <div>
          <h1>{session.name}</h1>
          <p>{assignment === null ? district.name : assignment.route.name}</p>
        </div>
        <span class={`lamp lamp-${link}`} role="status">
          {t(`link.${link}` as TextKey)}
        </span>
        <LanguageSwitch />
        <ThemeSwitch />
        <button class="quiet square" aria-label={t('top.signOut')} onClick={() => void signOut()}>
          <Icon name="leave" />
        </button>
      </header>
      <QueueLine reporter={reporter} />
      <MyButtons run={run} />
      <section class="my-sheet" aria-live="polite">
        {assignment === null ? (
          <Waiting fetched={fetched} retry={() => run.refresh()} />
        ) : recording ? (
          <OnDuty run={run} assignment={assignment} />
        ) : (
          <BeforeDuty run={run} assignment={assignment} />
        )}
        {district.demo && <p class="honesty">{t('demo.line')}</p>}
      </section>
    </main>
  );
}

/** How many fixes the server has not stored yet; nothing when it has them all. */
function QueueLine({ reporter }: { reporter: Reporter | null }) {
  const t = useTexts();
  const waiting = useCell(reporter?.waiting ?? nothing);
  if (waiting === 0) return null;
  return (
    <p class="queue-line" role="status">
      {t('my.waiting', { n: waiting })}
    </p>
  );
}

function MyButtons({ run }: { run: PatrolRun }) {
  const t = useTexts();
  const following = useCell(run.followMe);
  return (
    <div class="my-buttons">
      <button class="square" aria-pressed={following} aria-label={t('my.follow')} onClick={() => run.followMe.set(!following)}>
        <Icon name="target" size={24} />
      </button>
    </div>
  );
}

/** What will be recorded, for how long it is kept, and the consent, before anything is. */
function BeforeDuty({ run, assignment }: { run: PatrolRun; assignment: AssignmentView }) {
  const t = useTexts();
  const [agreed, setAgreed] = useState(false);
  const [busy, setBusy] = useState(false);
  const { problem } = useCell(run.assignment);
  return (
    <>
      <div class="my-figures">
        <p>
          <b>{metres(assignment.route.lengthM)}</b>
          {t('my.routeLength')}
        </p>
        <p>
          <b>{assignment.route.legs.length}</b>
          {t('my.legs')}
        </p>
        <p>
          <b>{assignment.route.night.slice(5)}</b>
          {t('time.dutyNight')}
        </p>
      </div>
      <div class="consent">
        <h2>{t('my.privacyTitle')}</h2>
        <p>{t('my.privacy', { days: assignment.keptDays })}</p>
        <label>
          <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.currentTarget.checked)} />
          {t('my.agree')}
        </label>
      </div>
      {problem !== null && <Waiting fetched={run.assignment.value} retry={() => run.assignment.retry()} />}
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
  );
}

function OnDuty({ run, assignment }: { run: PatrolRun; assignment: AssignmentView }) {
  const t = useTexts();
  const gps = useCell(run.own.state);
  const now = useCell(secondTick);
  const [ending, setEnding] = useState(false);
  const { route, doneM } = assignment;
  const next = nextLeg(assignment);
  const since = assignment.dutyStartedAt === null ? 0 : (now - Date.parse(assignment.dutyStartedAt)) / 60_000;
  return (
    <>
      {gps !== 'found' && (
        <p class={gps === 'searching' || gps === 'off' ? 'notice' : 'notice notice-bad'} role="status">
          {t(`gps.${gps}` as TextKey)}
        </p>
      )}
      <p class="my-next">
        <small>{next < 0 ? t('my.allDone') : t('my.next')}</small>
        <strong>{next < 0 ? t('my.allDoneExplain') : `${next + 1}. ${route.legs[next]!.name}`}</strong>
      </p>
      <div class="bar" role="img" aria-label={t('my.done')}>
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
      <p class="card-note">{t('my.kept', { days: assignment.keptDays })}</p>
      {ending ? (
        <div class="my-ending" role="group" aria-label={t('my.end')}>
          <button class="big" onClick={() => setEnding(false)}>
            {t('my.endNo')}
          </button>
          <button class="big danger" onClick={() => void run.endDuty().then(() => setEnding(false))}>
            {t('my.endYes')}
          </button>
        </div>
      ) : (
        <button class="big" onClick={() => setEnding(true)}>
          {t('my.end')}
        </button>
      )}
    </>
  );
}
