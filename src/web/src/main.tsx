import 'maplibre-gl/dist/maplibre-gl.css';
import './style.css';
import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { InvitePage } from './accounts/InvitePage';
import { problemText } from './accounts/problemText';
import { readSession, session } from './accounts/session';
import { SetupPage } from './accounts/SetupPage';
import { SignInPage } from './accounts/SignInPage';
import { Doorway } from './accounts/Doorway';
import { ControlRoom } from './ControlRoom';
import type { DistrictView, SessionView } from './contracts';
import { applyPreferences } from './deployment/preferences';
import { useTimeZone } from './deployment/format';
import { MyPage } from './patrol/MyPage';
import { useCell } from './store';
import { useTexts } from './texts/texts';
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
  const [problem, setProblem] = useState<Problem | null>(null);
  const ask = () => {
    setProblem(null);
    readSession().catch((error: unknown) => {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    });
  };
  useEffect(ask, []);
  if (problem !== null) return <Stopped problem={problem} retry={ask} />;
  if (who === undefined) return <div class="blank" role="status" />;
  return who === null ? <SignInPage /> : <WithDistrict session={who} key={who.name} />;
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
  if (problem !== null) return <Stopped problem={problem} retry={load} />;
  if (district === null) return <div class="blank" role="status" />;
  return who.role === 'volunteer' ? <MyPage session={who} district={district} /> : <ControlRoom session={who} district={district} />;
}

function Stopped({ problem, retry }: { problem: Problem; retry: () => void }) {
  const t = useTexts();
  return (
    <Doorway title={t('state.stopped')}>
      <p class="form-problem" role="alert">
        {problemText(problem)}
      </p>
      <button class="primary" onClick={retry}>
        {t('action.retry')}
      </button>
    </Doorway>
  );
}

applyPreferences();
render(<App />, document.getElementById('app')!);
