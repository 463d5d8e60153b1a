import { counted, figure, fullDay } from '../deployment/format';
import type { CellProperties, Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Facts } from '../widgets/Facts';
import { UnitDetail } from './UnitDetail';

/** One cell of the hotspot grid with its figures and what lies behind them. */
export function CellCard({ room, cell }: { room: Room; cell: CellProperties }) {
  const t = useTexts();
  const run = useCell(room.hotspots).value;
  return (
    <>
      <header class="card-head">
        <div>
          <h2>{t('cell.title')}</h2>
          <p>{run === null ? '' : t('cell.window', { from: fullDay(Date.parse(run.from)), to: fullDay(Date.parse(run.to)), side: run.cellM })}</p>
        </div>
      </header>
      <Facts
        rows={[
          [t('cell.count'), t('hotspots.incidents', { n: counted(cell.count) })],
          [t('cell.density'), `${figure(cell.densityPerKm2, 1)} /km²`],
          [t('cell.z'), figure(cell.z, 2)],
          [t('cell.p'), figure(cell.p, 3)],
          [t('cell.q'), figure(cell.q, 3)],
          [t('cell.class'), t(`significance.${cell.class}` as TextKey)],
          ...(cell.class > 0 ? [[t('cell.stability'), t(cell.dependsOnGrid ? 'cell.dependsOnGrid' : 'cell.stable')] as [string, string]] : []),
        ]}
      />
      {run !== null && <UnitDetail room={room} address={`/api/hotspots/${run.runId}/cells/${cell.column}/${cell.row}`} significance={cell.class} />}
      {run?.synthetic === true && <p class="card-note">{t('hotspots.synthetic')}</p>}
    </>
  );
}
