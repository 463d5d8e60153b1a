import { dayName } from './format';
import { daysBefore } from './localTime';
import { useTexts } from '../texts/texts';

/** A choice of days or duty nights, newest first, written the same in every browser; a native date field writes them in the
 * browser's own manner. */
export function NightSelect({
  value,
  newest,
  count,
  tonight,
  label,
  name,
  onChoose,
}: {
  value: string;
  newest: string;
  /** How many nights there are to choose from, the newest included. */
  count: number;
  /** The night to mark as tonight. */
  tonight: string;
  label?: string;
  name?: string;
  onChoose: (night: string) => void;
}) {
  const t = useTexts();
  const nights = Array.from({ length: count }, (_, back) => daysBefore(newest, back));
  return (
    <select class="night-select" name={name} aria-label={label} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
      {nights.map((night) => (
        <option key={night} value={night}>
          {night === tonight ? `${dayName(night)} · ${t('time.tonight')}` : dayName(night)}
        </option>
      ))}
    </select>
  );
}
