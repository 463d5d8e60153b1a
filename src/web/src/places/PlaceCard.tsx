import { useEffect, useState } from 'preact/hooks';
import { FenceChoice } from '../alerts/FenceChoice';
import type { PlaceView } from '../contracts';
import { coveredById, shownCoverage } from '../coverage/coverageLayer';
import { clockTime, metres, share } from '../deployment/format';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Facts } from '../widgets/Facts';
import { Waiting } from '../widgets/Waiting';
import { FetchedCell } from '../wire/fetched';
import { http } from '../wire/http';

/** A place with what it is, how true its drawing is, and for an alley how much of it was walked in the shown night. */
export function PlaceCard({ room, id }: { room: Room; id: number }) {
  const t = useTexts();
  const [place] = useState(() => new FetchedCell<PlaceView>());
  const fetched = useCell(place);
  useCell(room.coverage);
  useCell(room.night);
  const coverage = shownCoverage(room);
  const alleys = useCell(room.alleys).value;

  useEffect(() => void place.load(() => http.get<PlaceView>(`/api/places/${id}`)), [id]);
  useEffect(() => {
    const alley = alleys?.find((one) => one.placeId === id);
    room.districtMap.value?.setData(
      'chosen',
      alley === undefined
        ? []
        : [{ type: 'Feature', properties: {}, geometry: { type: 'MultiLineString', coordinates: alley.linesWgs84 } }],
    );
    return () => room.districtMap.value?.setData('chosen', []);
  }, [id, alleys]);

  const shown = fetched.value;
  if (shown === null) return <Waiting fetched={fetched} retry={() => place.retry()} />;
  const community = room.district.communities.find((one) => one.code === shown.communityCode);
  const covered = shown.kind === 'alley' ? coveredById(coverage).get(id) : undefined;
  return (
    <>
      <header class="card-head">
        <div>
          <h2>{shown.name}</h2>
          <p>{t(`place.${shown.kind}` as TextKey)}</p>
        </div>
        <span class={`reality reality-${shown.reality}`}>{t(`reality.${shown.reality}` as TextKey)}</span>
      </header>
      <Facts
        rows={[
          ...(shown.fullName === null ? [] : [[t('place.fullName'), shown.fullName] as [string, string]]),
          [t('place.inCommunity'), community?.shortName ?? t('value.unknown')],
          ...(shown.lengthM === null ? [] : [[t('place.length'), metres(shown.lengthM)] as [string, string]]),
          ...(shown.areaM2 === null ? [] : [[t('place.areaM2'), `${Math.round(shown.areaM2).toLocaleString('en')} m²`] as [string, string]]),
          ...(shown.kind === 'alley' && coverage !== null
            ? [
                [
                  t('place.walked', { night: coverage.night.slice(5) }),
                  `${metres(covered?.coveredM ?? 0)} · ${share(covered?.coveredM ?? 0, shown.lengthM ?? 0)}`,
                ] as [string, string],
                [t('place.lastPass'), covered?.lastPassMs == null ? t('place.never') : clockTime(covered.lastPassMs)] as [string, string],
              ]
            : []),
          [t('place.accuracy'), `± ${Math.round(shown.accuracyM)} m`],
          [t('place.source'), shown.source],
          ...shown.codes.map((code) => [t('place.code', { issuer: code.issuer }), code.code] as [string, string]),
        ]}
      />
      {shown.areaM2 !== null && <FenceChoice key={id} placeId={id} />}
    </>
  );
}
