import { useEffect, useState } from 'preact/hooks';
import type { SessionView } from '../contracts';
import { useTexts } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import { Loading, ProblemBox } from '../widgets/Waiting';
import { http, Problem } from '../wire/http';
import { Doorway } from './Doorway';

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

  if (problem?.code === 'link-invalid') return <InviteOver />;
  return (
    <Doorway title={t('invite.title')}>
      {problem !== null ? (
        <ProblemBox problem={problem} retry={() => void accept()} />
      ) : (
        <>
          <p>{t('invite.opening')}</p>
          <Loading />
        </>
      )}
    </Doorway>
  );
}

/** A link that is over, or a session whose night is: trying again would not help. */
export function InviteOver() {
  const t = useTexts();
  return (
    <Doorway title={t('invite.title')}>
      <div class="invite-over" role="alert">
        <Icon name="link" size={30} />
        <p>
          <strong>{t('invite.over')}</strong>
        </p>
        <p>{t('invite.overExplain')}</p>
      </div>
    </Doorway>
  );
}
