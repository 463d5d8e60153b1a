import { useEffect, useState } from 'preact/hooks';
import type { IncidentView } from '../contracts';
import { dayAndTime } from '../deployment/format';
import type { Room } from '../room';
import { useCell } from '../store';
import { language, useTexts, type TextKey } from '../texts/texts';
import { Facts } from '../widgets/Facts';
import { Waiting } from '../widgets/Waiting';
import { FetchedCell } from '../wire/fetched';
import { http } from '../wire/http';

export function categoryName(room: Room, code: string): string {
  const category = room.district.categories.find((one) => one.code === code);
  return category === undefined ? code : language.value === 'en' ? category.nameEn : category.nameZh;
}

/** One incident: what kind, when, where; no persons. */
export function IncidentCard({ room, id }: { room: Room; id: number }) {
  const t = useTexts();
  const [incident] = useState(() => new FetchedCell<IncidentView>());
  const fetched = useCell(incident);
  useEffect(() => void incident.load(() => http.get<IncidentView>(`/api/incidents/${id}`)), [id]);
  const shown = fetched.value;
  if (shown === null) return <Waiting fetched={fetched} retry={() => incident.retry()} />;
  const from = dayAndTime(Date.parse(shown.occurredFrom));
  const community = room.district.communities.find((one) => one.code === shown.communityCode);
  return (
    <>
      <header class="card-head">
        <div>
          <h2>{categoryName(room, shown.categoryCode)}</h2>
          <p>{t(`progress.${shown.progress}` as TextKey)}</p>
        </div>
        {shown.synthetic && <span class="reality reality-invented">{t('incident.synthetic')}</span>}
      </header>
      <Facts
        rows={[
          [t('incident.when'), shown.occurredTo === null ? from : `${from} – ${dayAndTime(Date.parse(shown.occurredTo))}`],
          [t('incident.reportedBy'), t(`reportedBy.${shown.reportedBy}` as TextKey)],
          [t('place.inCommunity'), community?.shortName ?? t('value.unknown')],
          [t('incident.where'), `${shown.lonDeg.toFixed(5)}, ${shown.latDeg.toFixed(5)}`],
          ...(shown.externalId === null ? [] : [[t('incident.externalId'), shown.externalId] as [string, string]]),
        ]}
      />
    </>
  );
}
