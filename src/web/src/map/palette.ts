import { pageColours, signColours, type SignColours, type Theme } from '../deployment/theme';

/** Colours of the map in one theme. The base map is greys; only patrols, coverage, incidents, routes and hotspots carry colour. */
export interface Palette extends SignColours {
  /** Outside the district. */
  ground: string;
  /** Inside it. */
  district: string;
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
  /** Alleys while another overlay is looked at. */
  quietAlley: string;
  chosen: string;
  symbolInk: string;
  symbolGround: string;
  /** Low to high; sequential in lightness, told apart with any colour vision (after ColorBrewer YlOrRd and its dark mirror). */
  ramp: readonly [string, string, string, string, string];
  /** Cold 99, 95, 90 %, not significant, hot 90, 95, 99 %. */
  significance: readonly [string, string, string, string, string, string, string];
}

const dark: Palette = {
  ...signColours.dark,
  ground: pageColours.dark.ground,
  district: '#10161f',
  green: '#12201e',
  water: '#10233a',
  building: '#18212c',
  streetCasing: '#0c1118',
  streetMinor: '#222c38',
  streetMiddle: '#303c4a',
  streetMajor: '#3f4d5d',
  outline: '#6d8299',
  label: '#8595a8',
  labelStrong: '#b4c3d4',
  labelHalo: '#0c1118',
  place: '#8799ae',
  quietAlley: '#4a5868',
  chosen: '#ffffff',
  symbolInk: '#06121c',
  symbolGround: '#0b1119',
  ramp: ['#3b1d5a', '#7a2a73', '#c03a63', '#f0703f', '#fcd24b'],
  significance: ['#2f7fd0', '#3a6da3', '#3b5673', 'rgba(0,0,0,0)', '#8a5a2c', '#cf7a24', '#ffb02e'],
};

const light: Palette = {
  ...signColours.light,
  ground: pageColours.light.ground,
  district: '#f5f3ee',
  green: '#e2e9d9',
  water: '#cfdfe9',
  building: '#e8e5dd',
  streetCasing: '#d3cfc4',
  streetMinor: '#fdfcfa',
  streetMiddle: '#ffffff',
  streetMajor: '#ffffff',
  outline: '#6f7b88',
  label: '#62666c',
  labelStrong: '#3b4753',
  labelHalo: '#f8f6f2',
  place: '#535f6b',
  quietAlley: '#b9b5aa',
  chosen: '#10202e',
  symbolInk: '#ffffff',
  symbolGround: '#ffffff',
  ramp: ['#fde9b8', '#fdc26b', '#f78a45', '#d8432d', '#8d1030'],
  significance: ['#2166ac', '#67a9cf', '#c0dcea', 'rgba(0,0,0,0)', '#fbd5a5', '#ef8a4b', '#b2302b'],
};

export const palettes: Record<Theme, Palette> = { dark, light };
