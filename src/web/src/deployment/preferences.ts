import { Cell } from '../store';
import { pageColours, signColours, type Theme } from './theme';

/** `auto` is dark from 18:00 to 06:00 local time, light by day. */
export const themeChoice = new Cell<Theme | 'auto'>(keptTheme());
export const theme = new Cell<Theme>(themeAt(new Date()));

/** Wall mode: everything twice as large, for a screen read from across the room. */
export const wallMode = new Cell<boolean>(localStorage.getItem('songshan.wall') === 'yes');

function keptTheme(): Theme | 'auto' {
  const kept = localStorage.getItem('songshan.theme');
  return kept === 'dark' || kept === 'light' ? kept : 'auto';
}

function themeAt(now: Date): Theme {
  if (themeChoice.value !== 'auto') return themeChoice.value;
  return now.getHours() >= 18 || now.getHours() < 6 ? 'dark' : 'light';
}

/** Keeps the page's theme and scale as chosen; `auto` looks at the clock every minute. */
export function applyPreferences(): void {
  themeChoice.follow((choice) => {
    localStorage.setItem('songshan.theme', choice);
    theme.set(themeAt(new Date()));
  });
  theme.follow(paint);
  wallMode.follow((on) => {
    localStorage.setItem('songshan.wall', on ? 'yes' : 'no');
    document.documentElement.dataset['wall'] = on ? 'yes' : 'no';
  });
  setInterval(() => theme.set(themeAt(new Date())), 60_000);
}

/** Gives the page the theme's colours: every part of it takes them from the same table as the map. */
function paint(shown: Theme): void {
  const { dataset, style } = document.documentElement;
  dataset['theme'] = shown;
  for (const [name, colour] of Object.entries({ ...pageColours[shown], ...signColours[shown] })) {
    style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, colour);
  }
}
