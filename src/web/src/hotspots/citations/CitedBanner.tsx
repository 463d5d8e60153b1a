import { fullDay } from '../../deployment/format';
import type { Room } from '../../room';
import { useCell } from '../../store';
import { useTexts } from '../../texts/texts';

/** Says that a cited run is shown in place of the one that was asked for, and leads back. */
export function CitedBanner({ room }: { room: Room }) {
  const t = useTexts();
  const shown = useCell(room.citedRun);
  const citation = (useCell(room.citations).value ?? []).find(({ run }) => run.runId === shown);
  if (citation === undefined) return null;
  return (
    <p class="notice cited-banner" role="status">
      {t('cite.shown', { day: fullDay(Date.parse(citation.run.computedAt)), note: citation.note || citation.run.runId })}
      <button class="quiet" data-action="leave-cited" onClick={() => room.citedRun.set(null)}>
        {t('cite.back')}
      </button>
    </p>
  );
}
