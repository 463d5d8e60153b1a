import { useState } from 'preact/hooks';
import { problemText } from '../../accounts/problemText';
import type { HotspotRecomputationView } from '../../contracts';
import { useTexts } from '../../texts/texts';
import { http, Problem } from '../../wire/http';

/** Computes a cited run again and says whether every figure came out the same. */
export function RecomputeButton({ runId }: { runId: string }) {
  const t = useTexts();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<HotspotRecomputationView | Problem | null>(null);

  async function recompute(): Promise<void> {
    setBusy(true);
    try {
      setOutcome(await http.get<HotspotRecomputationView>(`/api/hotspots/${runId}/recomputation`));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      setOutcome(error);
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <button class="quiet" type="button" disabled={busy} data-action="recompute" onClick={() => void recompute()}>
        {t(busy ? 'cite.recomputing' : 'cite.recompute')}
      </button>
      {outcome !== null && (
        <p role="status">
          {outcome instanceof Problem
            ? problemText(outcome)
            : t(outcome.isIdentical ? 'cite.identical' : 'cite.differs', { n: outcome.unitsDiffering, all: outcome.units.toLocaleString('en') })}
          {!(outcome instanceof Problem) && outcome.codeVersionThen !== outcome.codeVersionNow &&
            ` ${t('cite.otherVersion', { then: outcome.codeVersionThen, now: outcome.codeVersionNow })}`}
        </p>
      )}
    </>
  );
}
