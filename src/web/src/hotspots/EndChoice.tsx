import { useState } from 'preact/hooks';
import { fullDay } from '../deployment/format';
import type { Room } from '../room';
import { useCell } from '../store';
import { useTexts } from '../texts/texts';
import { dayMs, windowEndMs } from './hotspotAddress';

/** As far back as the longest window reaches, and the year before it. */
const mostDaysAgo = 540;

/** The day on which the window ends, by dragging; a run is asked for when the hand lets go. */
export function EndChoice({ room }: { room: Room }) {
  const t = useTexts();
  const ask = useCell(room.hotspotAsk);
  const [dragged, setDragged] = useState<number | null>(null);
  const daysAgo = dragged ?? ask.endDaysAgo;
  // The window's own ends, as the panel and the legend name them.
  const end = windowEndMs(daysAgo);
  return (
    <label class="end-choice">
      <span>
        {t('hotspots.until')}
        <b>{daysAgo === 0 ? t('hotspots.today') : `${fullDay(end - ask.days * dayMs)} – ${fullDay(end)}`}</b>
      </span>
      <input
        type="range"
        min={-mostDaysAgo}
        max="0"
        step="1"
        value={-daysAgo}
        aria-valuetext={fullDay(end)}
        data-choice="end"
        onInput={(event) => setDragged(-Number(event.currentTarget.value))}
        onChange={(event) => {
          setDragged(null);
          room.hotspotAsk.set({ ...ask, endDaysAgo: -Number(event.currentTarget.value) });
        }}
      />
    </label>
  );
}
