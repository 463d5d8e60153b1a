import { theme } from '../deployment/preferences';
import { palettes } from '../map/palette';
import { useCell } from '../store';
import { useTexts, type TextKey } from '../texts/texts';

const hours = 24;
const days = 7;
const cell = 9.6;
const left = 26;
const foot = 12;

/** Incidents by weekday (rows, Monday first) and hour (columns), 168 values. */
export function HourClock({ counts }: { counts: number[] }) {
  const t = useTexts();
  const { ramp } = palettes[useCell(theme)];
  const most = Math.max(...counts);
  const dayNames = Array.from({ length: days }, (_, day) => t(`weekday.${day + 1}` as TextKey));
  const sums = dayNames.map((name, day) => `${name} ${counts.slice(day * hours, (day + 1) * hours).reduce((sum, count) => sum + count, 0).toFixed(1)}`);
  return (
    <svg class="hour-clock" viewBox={`0 0 ${left + hours * cell} ${days * cell + foot}`} role="img" aria-label={`${t('cell.clock')}: ${sums.join(', ')}`}>
      {counts.map((count, index) => {
        const [day, hour] = [Math.floor(index / hours), index % hours];
        return (
          <rect
            key={index}
            x={left + hour * cell}
            y={day * cell}
            width={cell - 0.8}
            height={cell - 0.8}
            class={count === 0 ? 'empty' : ''}
            fill={count === 0 ? undefined : ramp[Math.min(ramp.length - 1, Math.floor((count / most) * ramp.length))]}
          >
            <title>{`${dayNames[day]} ${String(hour).padStart(2, '0')}:00 · ${count.toFixed(count % 1 === 0 ? 0 : 2)}`}</title>
          </rect>
        );
      })}
      {dayNames.map((name, day) => (
        <text key={name} x="0" y={day * cell + cell - 2}>
          {name}
        </text>
      ))}
      {[0, 6, 12, 18].map((hour) => (
        <text key={hour} x={left + hour * cell} y={days * cell + foot - 2}>
          {String(hour).padStart(2, '0')}
        </text>
      ))}
    </svg>
  );
}
