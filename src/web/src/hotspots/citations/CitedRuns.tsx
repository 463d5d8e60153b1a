import { fullDay } from '../../deployment/format';
import type { Room } from '../../room';
import { useCell } from '../../store';
import { useTexts } from '../../texts/texts';
import { moveFocus } from '../../widgets/keys';

/** The runs that are cited, to look at again; nothing while there are none. */
export function CitedRuns({ room }: { room: Room }) {
  const t = useTexts();
  const citations = useCell(room.citations).value ?? [];
  const shown = useCell(room.citedRun);
  if (citations.length === 0) return null;
  return (
    <details class="choice">
      <summary>
        {t('cite.list')}
        <span>{citations.length}</span>
      </summary>
      <ol class="cited-runs" onKeyDown={moveFocus}>
        {citations.map(({ run, note, citedBy, citedAt }) => (
          <li key={run.runId}>
            <button aria-pressed={run.runId === shown} data-run={run.runId} onClick={() => room.citedRun.set(run.runId)}>
              <b>{note === '' ? run.runId : note}</b>
              <small>
                {fullDay(Date.parse(run.from))} – {fullDay(Date.parse(run.to))} · {t('cite.by', { who: citedBy, day: fullDay(Date.parse(citedAt)) })}
              </small>
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}
