import type { Theme } from '../deployment/preferences';

/** Colours of one theme. The base map is greys; only patrols, coverage, incidents, routes and hotspots carry colour. */
export interface Palette {
  ground: string;
  green: string;
  water: string;
  building: string;
  streetCasing: string;
  streetMinor: string;
  streetMiddle: string;
  streetMajor: string;
  outline: string;
  label: string;
  labelStrong: string;
  labelHalo: string;
  place: string;
  due: string;
  done: string;
  incident: string;
  track: string;
  route: string;
  routeDone: string;
  symbolInk: string;
  symbolGround: string;
  moving: string;
  still: string;
  stale: string;
  silent: string;
  /** Low to high; sequential in lightness, told apart with any colour vision (after ColorBrewer YlOrRd and its dark mirror). */
  ramp: readonly [string, string, string, string, string];
  /** Cold 99, 95, 90 %, not significant, hot 90, 95, 99 %. */
  significance: readonly [string, string, string, string, string, string, string];
}

const dark: Palette = {
  ground: '#0c1118',
  green: '#101c1b',
  water: '#0d1d2b',
  building: '#141b25',
  streetCasing: '#0c1118',
  streetMinor: '#1e2732',
  streetMiddle: '#2a3542',
  streetMajor: '#374452',
  outline: '#5d7085',
  label: '#74859a',
  labelStrong: '#9fb0c3',
  labelHalo: '#0c1118',
  place: '#7d8fa6',
  due: '#b58f52',
  done: '#38b28f',
  incident: '#ff8a70',
  track: '#7fd3ff',
  route: '#ffd166',
  routeDone: '#38d39f',
  symbolInk: '#06121c',
  symbolGround: '#0f1722',
  moving: '#4cc9f0',
  still: '#9db7d5',
  stale: '#f2b134',
  silent: '#ff6b6b',
  ramp: ['#3b1d5a', '#7a2a73', '#c03a63', '#f0703f', '#fcd24b'],
  significance: ['#2f7fd0', '#3a6da3', '#3b5673', 'rgba(0,0,0,0)', '#8a5a2c', '#cf7a24', '#ffb02e'],
};

const light: Palette = {
  ground: '#f1efe9',
  green: '#e2e9d9',
  water: '#cfdfe9',
  building: '#e6e3db',
  streetCasing: '#d8d4ca',
  streetMinor: '#fbfaf7',
  streetMiddle: '#ffffff',
  streetMajor: '#ffffff',
  outline: '#7c8794',
  label: '#6d7075',
  labelStrong: '#45515e',
  labelHalo: '#f6f4ef',
  place: '#76828f',
  due: '#b0762a',
  done: '#0a8a68',
  incident: '#c5361b',
  track: '#0b6fb0',
  route: '#b07400',
  routeDone: '#0a8a68',
  symbolInk: '#ffffff',
  symbolGround: '#ffffff',
  moving: '#0878b8',
  still: '#56708c',
  stale: '#a86400',
  silent: '#c92a2a',
  ramp: ['#fde9b8', '#fdc26b', '#f78a45', '#d8432d', '#8d1030'],
  significance: ['#2166ac', '#67a9cf', '#c0dcea', 'rgba(0,0,0,0)', '#fbd5a5', '#ef8a4b', '#b2302b'],
};

export const palettes: Record<Theme, Palette> = { dark, light };
