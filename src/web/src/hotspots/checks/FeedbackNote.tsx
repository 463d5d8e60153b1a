import type { Room } from '../../room';
import { useCell } from '../../store';
import { useTexts } from '../../texts/texts';

/** Warns when what patrols find follows where patrols are, and offers the map of incidents called in only. Where it cannot be told, that is said. */
export function FeedbackNote({ room }: { room: Room }) {
  const t = useTexts();
  const feedback = useCell(room.feedback).value;
  const ask = useCell(room.hotspotAsk);
  if (feedback === null || ask.calledInOnly) return null;
  if (feedback.verdict === 'followsPatrols') {
    return (
      <p class="notice" role="status" data-feedback="followsPatrols">
        {t('feedback.warning', { times: feedback.excessRatio!.toFixed(1), low: feedback.lowerRatio!.toFixed(1), weeks: feedback.weeks })}{' '}
        <button class="quiet" onClick={() => room.hotspotAsk.set({ ...ask, calledInOnly: true })}>
          {t('hotspots.calledInOnly')}
        </button>
      </p>
    );
  }

  return (
    <p class="figure-note" data-feedback={feedback.verdict}>
      {feedback.verdict === 'notShown'
        ? t('feedback.notShown', { weeks: feedback.weeks })
        : t('feedback.cannotTell', { weeks: feedback.weeks, wanted: feedback.weeksWanted })}
    </p>
  );
}
