import { counted, figure, fullDay, metres } from '../deployment/format';
import type { Room, SegmentProperties } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Facts } from '../widgets/Facts';
import { UnitDetail } from './UnitDetail';

/** One street segment, from junction to junction, with its figures and what lies behind them. */
export function SegmentCard({ room, segment }: { room: Room; segment: SegmentProperties }) {
  const t = useTexts();
  const run = useCell(room.hotspots).value;
  return (
    <>
      <header class="card-head">
        <div>
          <h2>{segment.name ?? t('segment.unnamed')}</h2>
          <p>{run === null ? '' : t('segment.window', { from: fullDay(Date.parse(run.from)), to: fullDay(Date.parse(run.to)) })}</p>
        </div>
      </header>
      <Facts
        rows={[
          [t('cell.count'), t('hotspots.incidents', { n: counted(segment.count) })],
          [t('segment.length'), metres(segment.lengthM)],
          [t('segment.rate'), `${figure(segment.ratePerKm, 1)} /km`],
          [t('cell.density'), `${figure(segment.meanDensityPerKm, 1)} /km`],
          [t('cell.z'), figure(segment.z, 2)],
          [t('cell.p'), figure(segment.p, 3)],
          [t('cell.q'), figure(segment.q, 3)],
          [t('cell.class'), t(`significance.${segment.class}` as TextKey)],
        ]}
      />
      {run !== null && <UnitDetail room={room} address={`/api/hotspots/${run.runId}/segments/${segment.segment}`} significance={segment.class} />}
      {run?.synthetic === true && <p class="card-note">{t('hotspots.synthetic')}</p>}
    </>
  );
}
