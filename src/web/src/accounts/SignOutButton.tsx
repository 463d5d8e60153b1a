import { useState } from 'preact/hooks';
import { useTexts } from '../texts/texts';
import { Problem } from '../wire/http';
import { Icon } from '../widgets/Icon';
import { problemText } from './problemText';
import { signOut } from './session';

/** Ends the session; without the server it cannot be ended, and that is said. */
export function SignOutButton() {
  const t = useTexts();
  const [problem, setProblem] = useState<Problem | null>(null);

  async function leave(): Promise<void> {
    setProblem(null);
    try {
      await signOut();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
    }
  }

  return (
    <span class="sign-out">
      <button class="quiet square" aria-label={t('top.signOut')} title={t('top.signOut')} onClick={() => void leave()}>
        <Icon name="leave" />
      </button>
      {problem !== null && (
        <span class="sign-out-problem" role="alert">
          {t('signIn.notOut')} {problemText(problem)}
        </span>
      )}
    </span>
  );
}
