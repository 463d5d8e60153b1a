import type { RateChangeView } from '../../contracts';
import { fullDay } from '../../deployment/format';
import type { Earlier, Room } from '../../room';
import { useCell } from '../../store';
import { useTexts, type TextKey } from '../../texts/texts';
import { moveFocus } from '../../widgets/keys';
import { Waiting } from '../../widgets/Waiting';
import { canBeTested } from './followChanges';

const windows: Earlier[] = ['before', 'yearAgo'];
const mostPlaces = 8;

/** Compares the shown window with an earlier one: two maps beside each other, and what changed beyond chance. */
export function CompareChoice({ room }: { room: Room }) {
  const t = useTexts();
  const earlier = useCell(room.comparedWith);
  const ask = useCell(room.hotspotAsk);
  return (
    <div class="compare-choice">
      <label>
        {t('compare.with')}
        <select
          value={earlier ?? ''}
          data-choice="compare"
          onChange={(event) => room.comparedWith.set((event.currentTarget.value || null) as Earlier | null)}
        >
          <option value="">{t('compare.nothing')}</option>
          {windows.map((one) => (
            <option key={one} value={one}>
              {t(`compare.${one}` as TextKey)}
            </option>
          ))}
        </select>
      </label>
      {earlier !== null && (canBeTested(ask) ? <Changes room={room} /> : <p class="figure-note">{t('compare.noHours')}</p>)}
    </div>
  );
}

function Changes({ room }: { room: Room }) {
  const t = useTexts();
  const earlier = useCell(room.earlierHotspots);
  const fetched = useCell(room.hotspotChanges);
  if (earlier.problem !== null) return <Waiting fetched={earlier} retry={() => room.earlierHotspots.retry()} />;
  const changes = fetched.value;
  if (changes === null || fetched.problem !== null) return <Waiting fetched={fetched} retry={() => room.hotspotChanges.retry()} />;
  // The most certain come first.
  const certain = changes.places.slice(0, changes.risen + changes.fallen);
  return (
    <div class="changes" aria-busy={fetched.loading || earlier.loading}>
      <p>
        {t('compare.overall', { before: changes.overall.beforeCount, after: changes.overall.afterCount })} {ratioText(changes.overall)}
        {earlier.value !== null && <small> {t('compare.since', { from: fullDay(Date.parse(earlier.value.from)) })}</small>}
      </p>
      <p class="figure-note">{t('compare.places', { all: changes.unitsTested, risen: changes.risen, fallen: changes.fallen })}</p>
      {certain.length > 0 && (
        <ol class="top-places" onKeyDown={moveFocus}>
          {certain.slice(0, mostPlaces).map((place) => (
            <li key={`${place.lonDeg} ${place.latDeg}`}>
              <button onClick={() => room.goTo(place.lonDeg, place.latDeg)}>
                <span class={isRise(place.change) ? 'risen' : 'fallen'}>{isRise(place.change) ? '▲' : '▼'}</span>
                <span class="grow">{place.label}</span>
                <b>
                  {place.change.beforeCount} → {place.change.afterCount}
                </b>
              </button>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

/** A rate from nothing is a rise without a ratio. */
function isRise(change: RateChangeView): boolean {
  return change.ratio === null || change.ratio > 1;
}

/** ×0.92 (0.85–1.00). */
function ratioText(change: RateChangeView): string {
  const upper = change.upperRatio === null ? '∞' : change.upperRatio.toFixed(2);
  return `×${change.ratio === null ? '∞' : change.ratio.toFixed(2)} (${change.lowerRatio.toFixed(2)}–${upper})`;
}
