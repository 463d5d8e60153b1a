import type { HotspotAsk, Room } from '../room';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';

const days = [1, 2, 3, 4, 5, 6, 7];
const firstHours = Array.from({ length: 24 }, (_, hour) => hour);

/** Which days and hours are looked at; a night goes on into the next day. Folded away until it is asked for. */
export function HoursChoice({ room }: { room: Room }) {
  const t = useTexts();
  const ask = useCell(room.hotspotAsk);
  const put = (change: Partial<HotspotAsk>) => room.hotspotAsk.set({ ...ask, ...change });
  // No day chosen means all of them: the first click narrows, and taking the last one out widens again.
  const toggle = (day: number) =>
    put({ weekdays: ask.weekdays.includes(day) ? ask.weekdays.filter((one) => one !== day) : [...ask.weekdays, day].sort() });
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  const until = ask.toHour <= ask.fromHour ? t('hotspots.nextDay', { hour: clock(ask.toHour) }) : clock(ask.toHour);
  const isAllDay = ask.fromHour === 0 && ask.toHour === 24;
  const chosen = [
    ask.weekdays.length % 7 === 0 ? t('hotspots.everyDay') : ask.weekdays.map((day) => t(`weekday.${day}` as TextKey)).join(' '),
    isAllDay ? t('hotspots.allHours') : `${clock(ask.fromHour)} – ${until}`,
  ];
  return (
    <details class="choice">
      <summary>
        {t('hotspots.hours')}
        <span>{chosen.join(' · ')}</span>
      </summary>
      <div class="weekdays" role="group" aria-label={t('hotspots.weekdays')}>
        {days.map((day) => (
          <button key={day} type="button" aria-pressed={ask.weekdays.includes(day)} data-weekday={day} onClick={() => toggle(day)}>
            {t(`weekday.${day}` as TextKey)}
          </button>
        ))}
      </div>
      <div class="panel-fields">
        <label>
          {t('hotspots.fromHour')}
          <select data-hour="from" value={String(ask.fromHour)} onChange={(event) => put({ fromHour: Number(event.currentTarget.value) })}>
            {firstHours.map((hour) => (
              <option key={hour} value={String(hour)}>
                {clock(hour)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('hotspots.toHour')}
          <select data-hour="to" value={String(ask.toHour)} onChange={(event) => put({ toHour: Number(event.currentTarget.value) })}>
            {firstHours.map((hour) => (
              <option key={hour} value={String(hour + 1)}>
                {hour + 1 <= ask.fromHour ? t('hotspots.nextDay', { hour: clock(hour + 1) }) : clock(hour + 1)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </details>
  );
}
