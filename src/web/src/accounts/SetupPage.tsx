import { useState } from 'preact/hooks';
import type { SessionView } from '../contracts';
import { useTexts } from '../texts/texts';
import { http, Problem } from '../wire/http';
import { Doorway } from './Doorway';
import { problemText } from './problemText';

/** Makes the first admin account from the link that the first start printed. */
export function SetupPage() {
  const t = useTexts();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const token = new URLSearchParams(location.search).get('token') ?? '';

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    if (fields.get('password') !== fields.get('again')) {
      setProblem(t('setup.differ'));
      return;
    }

    setBusy(true);
    setProblem(null);
    try {
      await http.post<SessionView>('/api/setup', { token, name: fields.get('name'), password: fields.get('password') });
      location.assign('/');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error.code === 'link-invalid' ? t('setup.used') : problemText(error));
      setBusy(false);
    }
  }

  return (
    <Doorway title={t('setup.title')}>
      <p>{t('setup.explain')}</p>
      <form onSubmit={(event) => void submit(event)}>
        <label>
          {t('signIn.name')}
          <input name="name" autocomplete="username" required minLength={2} maxLength={40} autofocus />
        </label>
        <label>
          {t('setup.password')}
          <input name="password" type="password" autocomplete="new-password" required minLength={10} />
        </label>
        <label>
          {t('setup.again')}
          <input name="again" type="password" autocomplete="new-password" required minLength={10} />
        </label>
        {problem !== null && (
          <p class="form-problem" role="alert">
            {problem}
          </p>
        )}
        <button class="primary" disabled={busy}>
          {t('setup.submit')}
        </button>
      </form>
    </Doorway>
  );
}
