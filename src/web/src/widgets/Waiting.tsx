import { problemText } from '../accounts/problemText';
import { useTexts } from '../texts/texts';
import type { Fetched } from '../wire/fetched';
import type { Problem } from '../wire/http';
import { Icon, type IconName } from './Icon';

/** Loading or failed, with the way out; nothing once there is something to show. */
export function Waiting({ fetched, retry }: { fetched: Fetched<unknown>; retry: () => void }) {
  if (fetched.problem !== null) return <ProblemBox problem={fetched.problem} retry={retry} />;
  return fetched.loading ? <Loading /> : null;
}

/** What is on its way: a sketch of the lines to come. */
export function Loading() {
  const t = useTexts();
  return (
    <div class="loading-box" role="status">
      <p>{t('state.loading')}</p>
      <i />
      <i />
      <i />
    </div>
  );
}

/** What went wrong, and the button to try again. */
export function ProblemBox({ problem, retry }: { problem: Problem; retry: () => void }) {
  const t = useTexts();
  return (
    <div class="problem-box" role="alert">
      <Icon name="warning" />
      <p>{problemText(problem)}</p>
      <button type="button" onClick={retry}>
        {t('action.retry')}
      </button>
    </div>
  );
}

/** Nothing is there, and that is not a failure. */
export function Empty({ icon, children }: { icon: IconName; children: string }) {
  return (
    <div class="empty-box" role="status">
      <Icon name={icon} size={26} />
      <p>{children}</p>
    </div>
  );
}
