import { language, text } from '../texts/texts';
import { localTime } from './localTime';

/** HH:mm. */
export function clockTime(ms: number): string {
  return localTime(ms).time.slice(0, 5);
}

/** HH:mm:ss. */
export function clockTimeSeconds(ms: number): string {
  return localTime(ms).time;
}

/** MM-dd HH:mm. */
export function dayAndTime(ms: number): string {
  const { day, time } = localTime(ms);
  return `${day.slice(5)} ${time.slice(0, 5)}`;
}

/** yyyy-MM-dd. */
export function fullDay(ms: number): string {
  return localTime(ms).day;
}

/** Making a format takes longer than a thousand uses of it. */
const weekdayFormats = new Map<string, Intl.DateTimeFormat>();

/** 周二, Tue. */
export function weekday(day: string): string {
  const format = weekdayFormats.get(language.value) ?? new Intl.DateTimeFormat(language.value, { weekday: 'short', timeZone: 'UTC' });
  weekdayFormats.set(language.value, format);
  return format.format(Date.parse(`${day}T00:00:00Z`));
}

/** A duty night or day with its weekday: 2026-11-24 周二. */
export function dayName(day: string): string {
  return `${day} ${weekday(day)}`;
}

/** Metres, or kilometres with one digit from 10 km. The space before a unit never breaks. */
export function metres(lengthM: number): string {
  return lengthM < 10_000
    ? `${Math.round(lengthM).toLocaleString('en')}\u00a0m`
    : `${(lengthM / 1000).toLocaleString('en', { maximumFractionDigits: 1 })}\u00a0km`;
}

/** A figure with so many digits after the point; one too small for them in powers of ten. */
export function figure(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined) return '–';
  return Math.abs(value) < 10 ** -digits && value !== 0 ? value.toExponential(1) : value.toFixed(digits);
}

/** A share in per cent; 100 % only when nothing is missing, 0 % only when there is nothing. */
export function share(part: number, whole: number): string {
  if (whole === 0) return '–';
  if (part === 0 || part >= whole) return `${part === 0 ? 0 : 100}\u00a0%`;
  return `${Math.min(99.9, Math.max(0.1, (100 * part) / whole)).toFixed(1)}\u00a0%`;
}

/** More than what clocks that are set differ by. */
const wrongClockMs = 5000;

/** How long ago, in the largest two useful units; of what a clock that runs ahead reports nobody knows the age, so that it says the clock. */
export function age(ms: number): string {
  if (ms < -wrongClockMs) return text('age.ahead', { n: Math.round(-ms / 1000) });
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return text('age.seconds', { n: seconds });
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return text('age.minutes', { n: minutes });
  return text('age.hours', { n: Math.floor(minutes / 60), m: minutes % 60 });
}

/** A span of time: 40 s, 3 min, 1 h 5 min; never negative. */
export function lapse(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  return seconds < 60 ? text('duration.seconds', { n: seconds }) : duration(Math.floor(seconds / 60));
}

/** A count of minutes as 1 h 5 min or 45 min. */
export function duration(minutes: number): string {
  const whole = Math.max(1, Math.round(minutes));
  return whole < 60 ? text('duration.minutes', { n: whole }) : text('duration.hours', { h: Math.floor(whole / 60), m: whole % 60 });
}

/** A number of incidents: whole, or with one decimal where shares of uncertain times add up to parts. */
export function counted(count: number): string {
  return Number.isInteger(count) ? count.toLocaleString('en') : count.toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}
