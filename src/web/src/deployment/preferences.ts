import { Cell } from '../store';
import { localTime } from './localTime';
import { pageColours, signColours, type Theme } from './theme';

/** `auto` is dark from 18:00 to 06:00 of the office's time, light by day. */
export const themeChoice = new Cell<Theme | 'auto'>(keptTheme());
export const theme = new Cell<Theme>(themeAt(Date.now()));

/** Wall mode: everything twice as large, for a screen read from across the room. */
export const wallMode = new Cell<boolean>(localStorage.getItem('songshan.wall') === 'yes');

function keptTheme(): Theme | 'auto' {
  const kept = localStorage.getItem('songshan.theme');
  return kept === 'dark' || kept === 'light' ? kept : 'auto';
}

function themeAt(ms: number): Theme {
  if (themeChoice.value !== 'auto') return themeChoice.value;
  const hour = Number(localTime(ms).time.slice(0, 2));
  return hour >= 18 || hour < 6 ? 'dark' : 'light';
}

/** Keeps the page's theme and scale as chosen; `auto` looks at the clock every minute. */
export function applyPreferences(): void {
  themeChoice.follow((choice) => {
    localStorage.setItem('songshan.theme', choice);
    theme.set(themeAt(Date.now()));
  });
  theme.follow(paint);
  wallMode.follow((on) => {
    localStorage.setItem('songshan.wall', on ? 'yes' : 'no');
    document.documentElement.dataset['wall'] = on ? 'yes' : 'no';
  });
  setInterval(() => theme.set(themeAt(Date.now())), 60_000);
}

/** Gives the page the theme's colours: every part of it takes them from the same table as the map. */
function paint(shown: Theme): void {
  const { dataset, style } = document.documentElement;
  dataset['theme'] = shown;
  for (const [name, colour] of Object.entries({ ...pageColours[shown], ...signColours[shown] })) {
    style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, colour);
  }
}
