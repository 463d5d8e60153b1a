import { counted, fullDay } from '../deployment/format';
import { categoryName } from '../incidents/IncidentCard';
import type { HotspotAsk, HotspotSight, Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { moveFocus } from '../widgets/keys';
import { Segmented } from '../widgets/Segmented';
import { Empty, Waiting } from '../widgets/Waiting';
import { FeedbackNote } from './checks/FeedbackNote';
import { CitedBanner } from './citations/CitedBanner';
import { CitedRuns } from './citations/CitedRuns';
import { CiteChoice } from './citations/CiteChoice';
import { CompareChoice } from './compare/CompareChoice';
import { EndChoice } from './EndChoice';
import { ExportLinks } from './ExportLinks';
import { GridChoice } from './GridChoice';
import { HoursChoice } from './HoursChoice';

const sights: HotspotSight[] = ['density', 'significance', 'count'];
const spans: HotspotAsk['days'][] = [30, 90, 180, 365];

/** What is counted, over which window, and what came out. */
export function HotspotPanel({ room }: { room: Room }) {
  const t = useTexts();
  const ask = useCell(room.hotspotAsk);
  const sight = useCell(room.hotspotSight);
  const groups = useCell(room.groups);
  const fetched = useCell(room.hotspots);
  const run = fetched.value;
  const top = room.district.categories;
  const isCited = useCell(room.citedRun) !== null;
  return (
    <section class="panel" aria-label={t('tool.hotspots')}>
      <label class="switch-line">
        <input
          type="checkbox"
          checked={groups.hotspots}
          onChange={(event) => room.groups.set({ ...groups, hotspots: event.currentTarget.checked })}
        />
        {t('hotspots.show')}
      </label>
      <Segmented
        label={t('hotspots.sight')}
        choices={sights}
        chosen={sight}
        nameOf={(one) => t(`hotspots.${one}` as TextKey)}
        onChoose={(one) => room.hotspotSight.set(one)}
      />
      <CitedBanner room={room} />
      <fieldset class="hotspot-ask" disabled={isCited} aria-label={t('hotspots.asked')}>
        <div class="panel-fields">
          <label>
            {t('hotspots.window')}
            <select
              value={String(ask.days)}
              onChange={(event) => room.hotspotAsk.set({ ...ask, days: Number(event.currentTarget.value) as HotspotAsk['days'] })}
            >
              {spans.map((days) => (
                <option key={days} value={String(days)}>
                  {t('hotspots.span', { n: days })}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('incident.category')}
            <select value={ask.category ?? ''} onChange={(event) => room.hotspotAsk.set({ ...ask, category: event.currentTarget.value || null })}>
              <option value="">{t('hotspots.allCategories')}</option>
              {top.map((category) => (
                <option key={category.code} value={category.code}>
                  {category.parentCode === null ? '' : '　'}
                  {categoryName(room, category.code)}
                </option>
              ))}
            </select>
          </label>
          <label class="switch-line wide">
            <input
              type="checkbox"
              checked={ask.calledInOnly}
              onChange={(event) => room.hotspotAsk.set({ ...ask, calledInOnly: event.currentTarget.checked })}
            />
            {t('hotspots.calledInOnly')}
          </label>
        </div>
        <FeedbackNote room={room} />
        <EndChoice room={room} />
        <GridChoice room={room} />
        <HoursChoice room={room} />
        <CompareChoice room={room} />
      </fieldset>
      {(run === null || fetched.problem !== null) && <Waiting fetched={fetched} retry={() => room.hotspots.retry()} />}
      {run !== null && fetched.problem === null && (
        <div aria-busy={fetched.loading}>
          {run.outcome !== 'ok' && run.incidents > 0 && (
            <p class="notice" role="status">
              {t(`hotspots.${run.outcome}` as TextKey, { n: run.incidents, min: run.minIncidents })}
            </p>
          )}
          <p class="big-figure">
            <b>{run.incidents.toLocaleString('en')}</b> {t('hotspots.incidentsIn')}
          </p>
          <p class="figure-note">
            {fullDay(Date.parse(run.from))} – {fullDay(Date.parse(run.to))}
            {run.incidentsOutside > 0 && ` · ${t('hotspots.outside', { n: run.incidentsOutside })}`}
          </p>
          {run.weightedCount < run.incidents - 0.05 && <p class="figure-note">{t('hotspots.counted', { n: counted(run.weightedCount) })}</p>}
          {run.outcome === 'ok' && (
            <p class="figure-note">
              {t(run.unit === 'segment' ? 'hotspots.hotSegments' : 'hotspots.hotCells', { n: run.hot.reduce((sum, cells) => sum + cells, 0), all: run.cellsTested.toLocaleString('en') })}
            </p>
          )}
          {run.incidents === 0 ? (
            <Empty icon="flame">{t('hotspots.nothing')}</Empty>
          ) : (
            <>
              <h3>{t('hotspots.top')}</h3>
              <ol class="top-places" onKeyDown={moveFocus}>
                {run.topPlaces.slice(0, 10).map((place, index) => (
                  <li key={`${place.label} ${index}`}>
                    <button onClick={() => room.goTo(place.lonDeg, place.latDeg)}>
                      <span class="rank">{index + 1}</span>
                      <span class="grow">{place.label}</span>
                      <b title={t('hotspots.interval')}>
                        {counted(place.count)}
                        {run.outcome !== 'ok' && <small> ({place.lowerCount.toFixed(1)}–{place.upperCount.toFixed(1)})</small>}
                      </b>
                    </button>
                  </li>
                ))}
              </ol>
            </>
          )}
          <ExportLinks room={room} run={run} />
          <CiteChoice room={room} run={run} />
          <p class="panel-foot">
            {t(`hotspots.method.${run.unit}` as TextKey, { side: run.cellM, bandwidth: run.bandwidthM, snap: run.snapM ?? 0 })}
            {run.synthetic && ` ${t('hotspots.synthetic')}`}
          </p>
        </div>
      )}
      <CitedRuns room={room} />
    </section>
  );
}
