import { useState } from 'preact/hooks';
import { problemText } from '../../accounts/problemText';
import type { HotspotCitationView, HotspotRunView } from '../../contracts';
import type { Room } from '../../room';
import { useCell } from '../../store';
import { useTexts } from '../../texts/texts';
import { http, Problem } from '../../wire/http';
import { loadCitations } from './followCitations';
import { RecomputeButton } from './RecomputeButton';

/** Keeps the shown run under its id, so that a report can cite it and anybody can compute it again. */
export function CiteChoice({ room, run }: { room: Room; run: HotspotRunView }) {
  const t = useTexts();
  const citations = useCell(room.citations).value ?? [];
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const cited = citations.find((citation) => citation.run.runId === run.runId);
  if (cited !== undefined) {
    return (
      <div class="cite" data-cited={run.runId}>
        <p>
          {t('cite.kept')} <code>{run.runId}</code>
        </p>
        <RecomputeButton key={run.runId} runId={run.runId} />
      </div>
    );
  }

  async function cite(event: Event): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const made = await http.put<HotspotCitationView>(`/api/hotspots/${run.runId}/citation`, { note });
      setNote('');
      await loadCitations(room);
      // What is cited stays in sight, whatever is reported meanwhile.
      room.citedRun.set(made.run.runId);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setProblem(error);
      // Something was reported since: the run of now can be cited.
      if (error.code === 'conflict') room.hotspots.retry();
    } finally {
      setBusy(false);
    }
  }

  return (
    <form class="cite" onSubmit={(event) => void cite(event)}>
      <input name="note" maxLength={200} value={note} placeholder={t('cite.note')} aria-label={t('cite.note')} onInput={(event) => setNote(event.currentTarget.value)} />
      <button disabled={busy}>{t('cite.keep')}</button>
      {problem !== null && <p role="alert">{problem.code === 'conflict' ? t('cite.changed') : problemText(problem)}</p>}
    </form>
  );
}
