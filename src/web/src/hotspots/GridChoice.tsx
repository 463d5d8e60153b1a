import { useState } from 'preact/hooks';
import type { HotspotAsk, Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';
import { Segmented } from '../widgets/Segmented';

const units: HotspotAsk['unit'][] = ['segment', 'square', 'hexagon'];
const cellsM = [25, 50, 100, 200];

/** What is counted in, and how far the density reaches; folded away, because few change it. */
export function GridChoice({ room }: { room: Room }) {
  const t = useTexts();
  const ask = useCell(room.hotspotAsk);
  const [dragged, setDragged] = useState<number | null>(null);
  const put = (change: Partial<HotspotAsk>) => room.hotspotAsk.set({ ...ask, ...change });
  return (
    <details class="choice">
      <summary>
        {t('hotspots.unit')}
        <span>
          {t(`hotspots.${ask.unit}` as TextKey)}
          {ask.unit === 'segment' ? '' : ` ${ask.cellM} m`} · {t('hotspots.bandwidth')} {dragged ?? ask.bandwidthM} m
        </span>
      </summary>
      <Segmented
        label={t('hotspots.unit')}
        choices={units}
        chosen={ask.unit}
        nameOf={(one) => t(`hotspots.${one}` as TextKey)}
        onChoose={(unit) => put({ unit })}
      />
      <div class="panel-fields">
        {ask.unit !== 'segment' && (
          <label>
            {t('hotspots.cell')}
            <select value={String(ask.cellM)} onChange={(event) => put({ cellM: Number(event.currentTarget.value) })}>
              {cellsM.map((metres) => (
                <option key={metres} value={String(metres)}>
                  {metres}&nbsp;m
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {t('hotspots.bandwidth')}
          <input
            type="range"
            min="50"
            max="500"
            step="10"
            value={ask.bandwidthM}
            onInput={(event) => setDragged(Number(event.currentTarget.value))}
            onChange={(event) => {
              setDragged(null);
              put({ bandwidthM: Number(event.currentTarget.value) });
            }}
          />
        </label>
      </div>
    </details>
  );
}
