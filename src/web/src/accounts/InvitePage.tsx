import { useEffect, useState } from 'preact/hooks';
import type { SessionView } from '../contracts';
import { useTexts } from '../texts/texts';
import { http, Problem } from '../wire/http';
import { Doorway } from './Doorway';
import { problemText } from './problemText';

/** Takes up an invite link and goes on to the team's own page. */
export function InvitePage({ token }: { token: string }) {
  const t = useTexts();
  const [problem, setProblem] = useState<Problem | null>(null);

  async function accept(): Promise<void> {
    setProblem(null);
    try {
      await http.post<SessionView>(`/api/invites/${encodeURIComponent(token)}`);
      location.replace('/my');
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  }

  useEffect(() => void accept(), [token]);

  return (
    <Doorway title={t('invite.title')}>
      {problem === null ? (
        <p role="status">{t('invite.opening')}</p>
      ) : (
        <>
          <p class="form-problem" role="alert">
            {problemText(problem)}
          </p>
          <button class="primary" onClick={() => void accept()}>
            {t('action.retry')}
          </button>
        </>
      )}
    </Doorway>
  );
}
