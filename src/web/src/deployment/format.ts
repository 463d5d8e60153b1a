import { language, text } from '../texts/texts';

let timeZone = 'Asia/Shanghai';

/** The office's time zone; all times on the page are its local times. */
export function useTimeZone(zone: string): void {
  timeZone = zone;
}

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language.value, { timeZone, hour12: false, ...options });
}

export function clockTime(ms: number): string {
  return formatter({ hour: '2-digit', minute: '2-digit' }).format(ms);
}

export function clockTimeSeconds(ms: number): string {
  return formatter({ hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(ms);
}

export function dayAndTime(ms: number): string {
  return formatter({ month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).format(ms);
}

export function fullDay(ms: number): string {
  return formatter({ year: 'numeric', month: '2-digit', day: '2-digit' }).format(ms);
}

/** Metres, or kilometres with one digit from 10 km. */
export function metres(lengthM: number): string {
  return lengthM < 10_000
    ? `${Math.round(lengthM).toLocaleString('en')} m`
    : `${(lengthM / 1000).toLocaleString('en', { maximumFractionDigits: 1 })} km`;
}

export function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(part === whole || part === 0 ? 0 : 1)} %`;
}

/** How long ago, in the largest two useful units. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return text('age.seconds', { n: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return text('age.minutes', { n: minutes });
  return text('age.hours', { n: Math.floor(minutes / 60), m: minutes % 60 });
}

/** A count of minutes as 1:05 h or 45 min. */
export function duration(minutes: number): string {
  const whole = Math.max(1, Math.round(minutes));
  return whole < 60 ? text('duration.minutes', { n: whole }) : text('duration.hours', { h: Math.floor(whole / 60), m: whole % 60 });
}

/** The duty night `days` before the given one, both yyyy-MM-dd. */
export function nightBefore(night: string, days: number): string {
  const date = new Date(`${night}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - days);
  return date.toISOString().slice(0, 10);
}
