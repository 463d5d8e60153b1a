import { useEffect } from 'preact/hooks';
import type { DutyView, LiveUnit, TrackView } from '../contracts';
import { secondTick } from '../deployment/clock';
import { age, clockTime, clockTimeSeconds, lapse, metres } from '../deployment/format';
import type { Room } from '../room';
import { useCell } from '../store';
import { text, useTexts, type TextKey } from '../texts/texts';
import { Facts } from '../widgets/Facts';
import { Empty, Waiting } from '../widgets/Waiting';
import { http } from '../wire/http';
import { UnitMarksBox } from './marks/UnitMarksBox';
import { SymbolPicture } from './SymbolPicture';
import { isOverdue, isUncertain, uncertaintyM } from './uncertainty';
import { stateAt } from './unitState';

/** One unit: how old its fix is, how it moves, its battery; follow it, or show tonight's track. */
export function UnitCard({ room, unitId }: { room: Room; unitId: string }) {
  const t = useTexts();
  const picture = useCell(room.connection.picture);
  const now = useCell(secondTick);
  const followed = useCell(room.followed);
  const track = useCell(room.track);
  const unit = picture.units.get(unitId);

  useEffect(
    () => () => {
      room.followed.set(null);
      room.track.set({ value: null, loading: false, problem: null });
      room.districtMap.value?.setData('track', []);
    },
    [room, unitId],
  );
  useEffect(() => {
    room.districtMap.value?.setData('track', track.value === null ? [] : trackFeatures(track.value));
  }, [track.value]);

  if (unit === undefined) {
    return (
      <>
        <h2>{t('unit.gone')}</h2>
        <p>{t('unit.goneExplain')}</p>
        <UnitMarksBox room={room} unitId={unitId} />
      </>
    );
  }

  const state = stateAt(unit, now);
  const isFollowed = followed === unitId;
  return (
    <>
      <header class="card-head">
        <SymbolPicture kind={unit.kind} state={state} />
        <div>
          <h2>{unit.callSign}</h2>
          <p>
            {t(`kind.${unit.kind}` as TextKey)} · <span class={`state-${state}`}>{t(`unitState.${state}` as TextKey)}</span>
          </p>
        </div>
      </header>
      <Facts
        rows={[
          [t('unit.age'), `${age(now - unit.fixTimeMs)} · ${clockTimeSeconds(unit.fixTimeMs)}`],
          ...expected(unit, now),
          [t('unit.speed'), unit.speedMps === null ? t('value.unknown') : `${(unit.speedMps * 3.6).toFixed(1)}\u00a0km/h`],
          [t('unit.heading'), unit.headingDeg === null ? t('value.unknown') : `${compass(unit.headingDeg)} ${Math.round(unit.headingDeg)}°`],
          [t('unit.accuracy'), unit.accuracyM === null ? t('value.unknown') : `±\u00a0${Math.round(unit.accuracyM)}\u00a0m`],
          [t('unit.battery'), unit.batteryShare === null ? t('value.unknown') : `${Math.round(unit.batteryShare * 100)}\u00a0%`],
          ...(track.value === null
            ? []
            : [
                [t('unit.dutySince'), clockTime(Date.parse(track.value.duty.startedAt))] as [string, string],
                [t('unit.walked'), metres(track.value.distanceM)] as [string, string],
              ]),
        ]}
      />
      <Waiting fetched={track} retry={() => room.track.retry()} />
      {track.value !== null && track.value.linesWgs84.every((line) => line.length < 2) && <Empty icon="track">{t('unit.noTrack')}</Empty>}
      <div class="card-actions">
        <button
          aria-pressed={isFollowed}
          onClick={() => {
            if (!isFollowed) room.goNear(unit.lonDeg, unit.latDeg);
            room.followed.set(isFollowed ? null : unitId);
          }}
        >
          {t('unit.follow')}
        </button>
        <button
          aria-pressed={track.value !== null}
          onClick={() =>
            track.value === null
              ? void room.track.load(() => http.get<TrackView>(`/api/duties/${encodeURIComponent(unit.dutyId)}/track`))
              : room.track.set({ value: null, loading: false, problem: null })
          }
        >
          {t('unit.track')}
        </button>
      </div>
      <p class="card-note">{t('unit.audited')}</p>
      <UnitMarksBox room={room} unitId={unitId} />
    </>
  );
}

/** When the next report is due, or how long it is overdue; and, once it is, how far away the unit may be by now. */
function expected(unit: LiveUnit, now: number): [string, string][] {
  if (unit.nextReportAtMs === null) return [];
  const lateMs = now - unit.nextReportAtMs;
  const radiusM = uncertaintyM(unit, now);
  const rows: [string, string][] = [
    [text('unit.nextReport'), isOverdue(unit, now) || lateMs >= 1000 ? text('unit.overdue', { time: lapse(lateMs) }) : text('unit.dueIn', { time: lapse(-lateMs) })],
  ];
  if (radiusM !== null && isUncertain(unit, now)) {
    rows.push([text('unit.within'), text(stateAt(unit, now) === 'silent' ? 'unit.beyondM' : 'unit.withinM', { radius: metres(radiusM) })]);
  }

  return rows;
}

/** North, northeast … for a heading in degrees. */
function compass(headingDeg: number): string {
  return text(`compass.${Math.round(headingDeg / 45) % 8}` as TextKey);
}

/** The pieces of a track; they are never joined across a gap. */
export function trackFeatures(track: TrackView): GeoJSON.Feature[] {
  return track.linesWgs84
    .filter((line) => line.length > 1)
    .map((line) => ({
      type: 'Feature',
      properties: { duty: (track.duty satisfies DutyView).dutyId },
      geometry: { type: 'LineString', coordinates: line.map((fix) => [fix[0]!, fix[1]!]) },
    }));
}
