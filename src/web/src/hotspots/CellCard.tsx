import type { CellProperties, Room } from '../room';
import { useCell } from '../store';
import { counted, fullDay } from '../deployment/format';
import { useTexts, type TextKey } from '../texts/texts';
import { Facts } from '../widgets/Facts';

function figure(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined) return '–';
  return Math.abs(value) < 10 ** -digits && value !== 0 ? value.toExponential(1) : value.toFixed(digits);
}

/** One cell of the hotspot grid with its figures. */
export function CellCard({ room, card }: { room: Room; card: { properties: CellProperties; lonDeg: number; latDeg: number } }) {
  const t = useTexts();
  const run = useCell(room.hotspots).value;
  const cell = card.properties;
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
      {run?.synthetic === true && <p class="card-note">{t('hotspots.synthetic')}</p>}
    </>
  );
}
