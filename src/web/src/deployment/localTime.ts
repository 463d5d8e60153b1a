/** The office's own wall clock, whatever the browser's zone and locale are. */
export interface LocalTime {
  /** yyyy-MM-dd. */
  day: string;
  /** HH:mm:ss. */
  time: string;
}

let timeZone = 'Asia/Shanghai';
let reader = readerOf(timeZone);

/** Sets the office's time zone; all times on the page are its local times. */
export function useTimeZone(zone: string): void {
  timeZone = zone;
  reader = readerOf(timeZone);
}

function readerOf(zone: string): Intl.DateTimeFormat {
  // One fixed locale: only its numbers are taken.
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
}

export function localTime(ms: number): LocalTime {
  const parts = Object.fromEntries(reader.formatToParts(ms).map((part) => [part.type, part.value]));
  return {
    day: `${parts['year']!.padStart(4, '0')}-${parts['month']}-${parts['day']}`,
    time: `${parts['hour']}:${parts['minute']}:${parts['second']}`,
  };
}

/** Unix milliseconds of a wall-clock time of the office; `time` is HH:mm. A time that a change of the clock skips is read with
 * the offset after it. */
export function fromLocal(day: string, time: string): number {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const offset = (ms: number) => {
    const local = localTime(ms);
    return Date.parse(`${local.day}T${local.time}Z`) - Math.floor(ms / 1000) * 1000;
  };
  const first = asUtc - offset(asUtc);
  return asUtc - offset(first);
}

/** The day so many days before another, both yyyy-MM-dd. */
export function daysBefore(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}

/** The duty night an instant belongs to, yyyy-MM-dd: the date changes when a night ends, not at midnight, and the hours of
 * daylight belong to the night after (docs/decisions/002). `nightEnd` is HH:mm. */
export function nightAt(ms: number, nightEnd: string): string {
  const { day, time } = localTime(ms);
  return time.slice(0, 5) < nightEnd ? daysBefore(day, 1) : day;
}
