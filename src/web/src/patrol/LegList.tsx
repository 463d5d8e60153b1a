import type { AssignmentView } from '../contracts';
import { metres } from '../deployment/format';
import { useTexts } from '../texts/texts';
import { Icon } from '../widgets/Icon';
import { isWalked } from './routeProgress';

/** All legs in walking order; a long route stays folded until it is asked for. */
export function LegList({ assignment }: { assignment: AssignmentView }) {
  const t = useTexts();
  const { legs } = assignment.route;
  const walked = legs.map((_, index) => isWalked(assignment, index));
  const done = walked.filter(Boolean).length;
  return (
    <details class="my-legs">
      <summary>
        <Icon name="list" />
        {t('my.allLegs', { done, n: legs.length })}
      </summary>
      <ol>
        {legs.map((leg, index) => (
          <li key={index} class={walked[index] ? 'walked' : ''}>
            <span class="rank">{walked[index] ? <Icon name="check" size={15} /> : index + 1}</span>
            <span class="grow">{leg.name}</span>
            {leg.hotspotRank !== null && <span class="focus">{t('my.focus', { rank: leg.hotspotRank })}</span>}
            <b>{metres(leg.lengthM)}</b>
          </li>
        ))}
      </ol>
      {legs.some((leg) => leg.hotspotRank !== null) && <p class="focus-note">{t('my.focusExplain')}</p>}
    </details>
  );
}
