import { problemText } from '../accounts/problemText';
import { useTexts } from '../texts/texts';
import type { Fetched } from '../wire/fetched';

/** Loading or failed, with the way out; nothing once there is something to show. */
export function Waiting({ fetched, retry }: { fetched: Fetched<unknown>; retry: () => void }) {
  const t = useTexts();
  if (fetched.problem !== null) {
    return (
      <div class="problem-box" role="alert">
        <p>{problemText(fetched.problem)}</p>
        <button onClick={retry}>{t('action.retry')}</button>
      </div>
    );
  }

  return fetched.loading ? (
    <p class="loading-line" role="status">
      {t('state.loading')}
    </p>
  ) : null;
}
