import { useState } from 'preact/hooks';
import type { SessionView } from '../contracts';
import { useTexts } from '../texts/texts';
import { http, Problem } from '../wire/http';
import { Doorway } from './Doorway';
import { problemText } from './problemText';
import { session } from './session';

/** Name and password; `ended` says that a session ended by itself. */
export function SignInPage({ ended }: { ended: boolean }) {
  const t = useTexts();
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    setBusy(true);
    setProblem(null);
    try {
      session.set(await http.post<SessionView>('/api/session', { name: fields.get('name'), password: fields.get('password') }));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      setBusy(false);
    }
  }

  return (
    <Doorway title={t('signIn.title')}>
      {ended && (
        <p class="notice" role="status">
          {t('signIn.ended')}
        </p>
      )}
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {t('signIn.name')}
          <input name="name" autocomplete="username" required minLength={2} maxLength={40} autofocus />
        </label>
        <label>
          {t('signIn.password')}
          <input name="password" type="password" autocomplete="current-password" required />
        </label>
        {problem !== null && (
          <p class="form-problem" role="alert">
            {problemText(problem)}
          </p>
        )}
        <button class="primary" disabled={busy}>
          {busy ? t('signIn.busy') : t('signIn.submit')}
        </button>
      </form>
    </Doorway>
  );
}
