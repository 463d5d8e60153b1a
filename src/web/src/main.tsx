import 'maplibre-gl/dist/maplibre-gl.css';
import './style.css';
import './room.css';
import './map/map.css';
import './live/live.css';
import './hotspots/hotspots.css';
import './hotspots/compare/compare.css';
import './coverage/coverage.css';
import './routes/routes.css';
import './accounts/doorway.css';
import './patrol/my.css';
import './alerts/alerts.css';
import './phone.css';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { InvitePage, InviteOver } from './accounts/InvitePage';
import { readSession, ended, session } from './accounts/session';
import { SetupPage } from './accounts/SetupPage';
import { SignInPage } from './accounts/SignInPage';
import { Doorway } from './accounts/Doorway';
import { ControlRoom } from './ControlRoom';
import type { DistrictView, SessionView } from './contracts';
import { applyPreferences } from './deployment/preferences';
import { useTimeZone } from './deployment/localTime';
import { MyPage } from './patrol/MyPage';
import { useCell } from './store';
import { useTexts } from './texts/texts';
import { Loading, ProblemBox } from './widgets/Waiting';
import { http, Problem } from './wire/http';

/** The one app looks at the address and at who is signed in. */
function App() {
  const invite = /^\/i\/([^/]+)$/.exec(location.pathname)?.[1];
  if (invite !== undefined) return <InvitePage token={decodeURIComponent(invite)} />;
  if (location.pathname === '/setup') return <SetupPage />;
  return <SignedIn />;
}

function SignedIn() {
  const who = useCell(session);
  const before = useCell(ended);
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = () => {
    setProblem(null);
    readSession().catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    });
  };
  useEffect(ask, []);
  if (problem !== null) return <Opening problem={problem} retry={ask} />;
  if (who === undefined) return <Opening problem={null} retry={ask} />;
  if (who !== null) return <WithDistrict session={who} key={who.name} />;
  // A team has no password: without its session it needs its link.
  return location.pathname === '/my' || before?.role === 'volunteer' ? <InviteOver /> : <SignInPage ended={before !== null} />;
}

function WithDistrict({ session: who }: { session: SessionView }) {
  const [district, setDistrict] = useState<DistrictView | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const load = () => {
    setProblem(null);
    http.get<DistrictView>('/api/district').then(
      (view) => {
        useTimeZone(view.timeZone);
        setDistrict(view);
      },
      (error: unknown) => {
        if (!(error instanceof Problem)) throw error;
        setProblem(error);
      },
    );
  };
  useEffect(load, []);
  if (district === null) return <Opening problem={problem} retry={load} />;
  return who.role === 'volunteer' ? <MyPage session={who} district={district} /> : <ControlRoom session={who} district={district} />;
}

/** Before there is anything to show: what is awaited, or why it does not come. */
function Opening({ problem, retry }: { problem: Problem | null; retry: () => void }) {
  const t = useTexts();
  return (
    <Doorway title={t(problem === null ? 'state.opening' : 'state.stopped')}>
      {problem === null ? <Loading /> : <ProblemBox problem={problem} retry={retry} />}
    </Doorway>
  );
}

applyPreferences();
render(<App />, document.getElementById('app')!);
