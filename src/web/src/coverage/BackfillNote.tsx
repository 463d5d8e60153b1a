import type { AlleyView, CoverageView } from '../contracts';
import { clockTime, share } from '../deployment/format';
import { middle, type LonLat } from '../map/lineMeasure';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts } from '../texts/texts';
import { moveFocus } from '../widgets/keys';
import { coveredById } from './coverageLayer';
import { changedSinceLooked, look, looked } from './looked';

const longestList = 20;

/** Which alleys late positions have changed since somebody looked at this night, until he says that he has seen it. */
export function BackfillNote({ room, view, alleys }: { room: Room; view: CoverageView; alleys: readonly AlleyView[] }) {
  const t = useTexts();
  const changed = changedSinceLooked(view, useCell(looked));
  if (changed.length === 0) return null;
  const covered = coveredById(view);
  const known = new Map(alleys.map((alley) => [alley.placeId, alley]));
  return (
    <section class="backfill-note" aria-label={t('backfill.title', { n: changed.length })} data-changed={changed.length}>
      <header>
        <h3>{t('backfill.title', { n: changed.length })}</h3>
        <button onClick={() => look(view)}>{t('backfill.seen')}</button>
      </header>
      <p class="figure-note">{t('backfill.explain')}</p>
      <ul class="due-list" onKeyDown={moveFocus}>
        {changed.slice(0, longestList).map(({ placeId, backfilledMs }) => {
          const alley = known.get(placeId);
          return (
            alley !== undefined && (
              <li key={placeId}>
                <button
                  data-backfilled={placeId}
                  onClick={() => {
                    const [lon, lat] = middle((alley.linesWgs84[0] ?? []) as unknown as LonLat[]);
                    room.goTo(lon, lat, 16.5);
                    room.card.set({ kind: 'place', id: placeId });
                  }}
                >
                  <span class="grow">
                    {alley.name}
                    <small>{t('backfill.at', { time: clockTime(backfilledMs!) })}</small>
                  </span>
                  <b>{share(covered.get(placeId)?.coveredM ?? 0, alley.lengthM)}</b>
                </button>
              </li>
            )
          );
        })}
      </ul>
      {changed.length > longestList && <p class="figure-note">{t('coverage.more', { n: changed.length - longestList })}</p>}
    </section>
  );
}
