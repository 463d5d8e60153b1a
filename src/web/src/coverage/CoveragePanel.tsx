import { useState } from 'preact/hooks';
import type { AlleyView } from '../contracts';
import { clockTime, dayName, duration, metres, share } from '../deployment/format';
import { middle, type LonLat } from '../map/lineMeasure';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { moveFocus } from '../widgets/keys';
import { Segmented } from '../widgets/Segmented';
import { Empty, Waiting } from '../widgets/Waiting';
import { byCommunity, walkedShare } from './alleyPieces';
import { BackfillNote } from './BackfillNote';
import { coveredById, shownCoverage } from './coverageLayer';

type Order = 'share' | 'length' | 'name';
const orders: Order[] = ['length', 'share', 'name'];
const metresPerMinute = 67;

/** How much of the alleys was walked in the chosen night: in all, per community, and which are still due. */
export function CoveragePanel({ room }: { room: Room }) {
  const t = useTexts();
  const fetched = useCell(room.coverage);
  const alleysFetched = useCell(room.alleys);
  const tonight = useCell(room.tonight);
  useCell(room.night);
  const [order, setOrder] = useState<Order>('length');
  const [community, setCommunity] = useState<string | null>(null);
  const view = shownCoverage(room);
  const alleys = alleysFetched.value;
  if (view === null || alleys === null) {
    const waiting = view === null ? room.coverage : room.alleys;
    return (
      <section class="panel" aria-label={t('tool.coverage')}>
        <Waiting fetched={view === null ? fetched : alleysFetched} retry={() => waiting.retry()} />
      </section>
    );
  }

  const covered = coveredById(view);
  const coveredM = (alley: AlleyView) => covered.get(alley.placeId)?.coveredM ?? 0;
  const communities = byCommunity(alleys, covered);
  if (alleys.length === 0) {
    return (
      <section class="panel" aria-label={t('tool.coverage')}>
        <Empty icon="track">{t('coverage.noAlleys')}</Empty>
      </section>
    );
  }

  const due = alleys
    .filter((alley) => coveredM(alley) < walkedShare * alley.lengthM && (community === null || alley.communityCode === community))
    .sort((a, b) => {
      if (order === 'name') return a.name.localeCompare(b.name, 'zh-CN');
      if (order === 'share') return coveredM(a) / a.lengthM - coveredM(b) / b.lengthM;
      return b.lengthM - coveredM(b) - (a.lengthM - coveredM(a));
    });
  const dueM = due.reduce((sum, alley) => sum + alley.lengthM - coveredM(alley), 0);
  const nameOf = (code: string | null) => room.district.communities.find((one) => one.code === code)?.shortName ?? t('coverage.noCommunity');
  return (
    <section class="panel" aria-label={t('tool.coverage')} aria-busy={fetched.loading}>
      <p class="big-figure">
        <b>{share(view.coveredM, view.alleysM)}</b> {view.night === tonight ? t('coverage.tonight') : t('coverage.night', { night: dayName(view.night) })}
      </p>
      <div class="bar" role="img" aria-label={share(view.coveredM, view.alleysM)}>
        <i style={{ width: `${(100 * view.coveredM) / Math.max(1, view.alleysM)}%` }} />
      </div>
      <p class="figure-note">
        {t('coverage.metres', { covered: metres(view.coveredM), all: metres(view.alleysM), n: alleys.length })}
      </p>
      <BackfillNote room={room} view={view} alleys={alleys} />
      {view.coveredM === 0 && <p class="notice">{t('coverage.nothingYet')}</p>}
      {fetched.problem !== null && <Waiting fetched={fetched} retry={() => room.coverage.retry()} />}
      <h3>{t('coverage.perCommunity')}</h3>
      <ul class="community-bars" onKeyDown={moveFocus}>
        {communities.map((total) => (
          <li key={total.code ?? '-'}>
            <button aria-pressed={community === total.code} onClick={() => setCommunity(community === total.code ? null : total.code)}>
              <span class="grow">{nameOf(total.code)}</span>
              <span class="bar small">
                <i style={{ width: `${(100 * total.coveredM) / total.lengthM}%` }} />
              </span>
              <b>{share(total.coveredM, total.lengthM)}</b>
            </button>
          </li>
        ))}
      </ul>
      <h3>
        {t('coverage.due', { n: due.length })}
        {community !== null && ` · ${nameOf(community)}`}
      </h3>
      <p class="figure-note">{t('coverage.dueLength', { length: metres(dueM), time: duration(dueM / metresPerMinute) })}</p>
      <Segmented
        label={t('coverage.order')}
        choices={orders}
        chosen={order}
        nameOf={(one) => t(`coverage.order.${one}` as TextKey)}
        onChoose={setOrder}
      />
      {due.length === 0 && <Empty icon="check">{t('coverage.allDone')}</Empty>}
      <ul class="due-list" onKeyDown={moveFocus}>
        {due.slice(0, 200).map((alley) => {
          const last = covered.get(alley.placeId)?.lastPassMs ?? null;
          return (
            <li key={alley.placeId}>
              <button
                onClick={() => {
                  const [lon, lat] = middle((alley.linesWgs84[0] ?? []) as unknown as LonLat[]);
                  room.goTo(lon, lat, 16.5);
                  room.card.set({ kind: 'place', id: alley.placeId });
                }}
              >
                <span class="grow">
                  {alley.name}
                  <small>
                    {nameOf(alley.communityCode)}
                    {last !== null && ` · ${t('coverage.lastPass', { time: clockTime(last) })}`}
                  </small>
                </span>
                <b>
                  {coveredM(alley) > 0 ? `${metres(coveredM(alley))} / ` : ''}
                  {metres(alley.lengthM)}
                </b>
              </button>
            </li>
          );
        })}
      </ul>
      {due.length > 200 && <p class="panel-foot">{t('coverage.more', { n: due.length - 200 })}</p>}
      <p class="panel-foot">
        {t('coverage.rule', { within: view.withinM, gapS: view.maxGapSeconds, gapM: view.maxGapM, share: walkedShare * 100 })}
      </p>
    </section>
  );
}
