import { useEffect, useRef, useState } from 'preact/hooks';
import { SignOutButton } from '../accounts/SignOutButton';
import type { AssignmentView, DistrictView, SessionView } from '../contracts';
import { MapNotice } from '../map/MapNotice';
import { Cell, useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import { LanguageSwitch, ThemeSwitch } from '../widgets/Switches';
import { Waiting } from '../widgets/Waiting';
import { BeforeDuty } from './BeforeDuty';
import { OnDuty } from './OnDuty';
import { OwnMarker } from './OwnMarker';
import { PatrolRun } from './patrolRun';
import type { Reporter } from './reporter';
import { SosPanel } from './SosPanel';

const nothing = new Cell(0);

/** The volunteer's page: one hand, at night, on a phone. */
export function MyPage({ session, district }: { session: SessionView; district: DistrictView }) {
  const t = useTexts();
  const holder = useRef<HTMLDivElement>(null);
  const [run] = useState(() => new PatrolRun(district, session.unitId ?? ''));
  const assignment = useCell(run.assignment).value;
  const shown = useCell(run.districtMap);
  const link = useCell(run.connection.link);
  const reporter = useCell(run.reporter);
  useCell(run.agreedDuty);
  useEffect(() => run.start(holder.current!), [run]);
  useEffect(() => shown?.map.getCanvas().setAttribute('aria-label', t('a11y.map')));
  const recording = assignment !== null && run.records(assignment);
  return (
    <main class="my" data-duty={recording ? 'on' : 'off'} data-done-m={Math.round(assignment?.doneM ?? 0)}>
      <div class="map" ref={holder} />
      <OwnMarker run={run} />
      <header class="my-top" data-floats>
        <div>
          <h1>{session.name}</h1>
          <p>{assignment === null ? district.name : assignment.route.name}</p>
        </div>
        <span class={`lamp lamp-${link}`} role="status">
          {t(`link.${link}` as TextKey)}
        </span>
        <LanguageSwitch />
        <ThemeSwitch />
        <SignOutButton />
      </header>
      <QueueLine reporter={reporter} />
      <MapNotice shown={shown} />
      <div class="my-bottom">
        <FollowButton run={run} />
        <section class="my-sheet" data-floats>
          <Sheet run={run} assignment={assignment} recording={recording} />
          {district.demo && <p class="honesty">{t('demo.line')}</p>}
        </section>
      </div>
    </main>
  );
}

function Sheet({ run, assignment, recording }: { run: PatrolRun; assignment: AssignmentView | null; recording: boolean }) {
  const fetched = useCell(run.assignment);
  const sos = useCell(run.sos.state);
  if (fetched.problem?.code === 'not-found') return <NoRoute run={run} />;
  if (assignment === null) return <Waiting fetched={fetched} retry={() => run.refresh()} />;
  return (
    <>
      {(recording || sos !== 'none') && <SosPanel run={run} />}
      {recording ? <OnDuty run={run} assignment={assignment} /> : <BeforeDuty run={run} assignment={assignment} />}
    </>
  );
}

/** The leader has taken the route back. */
function NoRoute({ run }: { run: PatrolRun }) {
  const t = useTexts();
  return (
    <div class="no-route" role="status">
      <Icon name="route" size={34} />
      <h2>{t('my.noRoute')}</h2>
      <p>{t('my.noRouteExplain')}</p>
      <button class="big" onClick={() => run.refresh()}>
        {t('action.retry')}
      </button>
    </div>
  );
}

/** How many fixes the server has not stored yet; nothing when it has them all. */
function QueueLine({ reporter }: { reporter: Reporter | null }) {
  const t = useTexts();
  const waiting = useCell(reporter?.waiting ?? nothing);
  if (waiting === 0) return null;
  return (
    <p class="queue-line" role="status">
      {t('my.waiting', { n: waiting.toLocaleString('en') })}
    </p>
  );
}

/** Beside the thumb: keeps the own position in the middle. */
function FollowButton({ run }: { run: PatrolRun }) {
  const t = useTexts();
  const following = useCell(run.followMe);
  return (
    <button class="follow-me" aria-pressed={following} aria-label={t('my.follow')} title={t('my.follow')} onClick={() => run.followMe.set(!following)}>
      <Icon name="target" size={24} />
    </button>
  );
}
