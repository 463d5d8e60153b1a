export type Theme = 'dark' | 'light';

/** Colours of the page's surfaces and type in one theme; each becomes the CSS variable of its name (`accentInk`: `--accent-ink`). */
export interface PageColours {
  /** Behind everything. */
  ground: string;
  /** Bars, dock, cards. */
  panel: string;
  /** Fields, buttons, chosen rows. */
  raised: string;
  line: string;
  ink: string;
  dim: string;
  accent: string;
  accentInk: string;
  /** Filled warnings and the ink on them. */
  alarm: string;
  alarmInk: string;
  notice: string;
  noticeInk: string;
  /** Rim of fields and boxes that can be operated. */
  rim: string;
}

/** Colours that mean the same on the map, in lists and in the legend. */
export interface SignColours {
  moving: string;
  still: string;
  stale: string;
  silent: string;
  due: string;
  done: string;
  incident: string;
  route: string;
  routeDone: string;
  track: string;
}

export const pageColours: Record<Theme, PageColours> = {
  dark: {
    ground: '#0a0e14',
    panel: '#111821',
    raised: '#1a2430',
    line: '#2a3644',
    ink: '#e8eef5',
    dim: '#9fafc0',
    accent: '#5cc8ff',
    accentInk: '#04131d',
    alarm: '#ff6b6b',
    alarmInk: '#1c0303',
    notice: '#f2b134',
    noticeInk: '#1f1500',
    rim: '#64778c',
  },
  light: {
    ground: '#e9e7e1',
    panel: '#ffffff',
    raised: '#eff2f5',
    line: '#d3d9e0',
    ink: '#16202b',
    dim: '#505e6d',
    accent: '#0a67a3',
    accentInk: '#ffffff',
    alarm: '#c02626',
    alarmInk: '#ffffff',
    notice: '#8a5200',
    noticeInk: '#ffffff',
    rim: '#7c8a99',
  },
};

export const signColours: Record<Theme, SignColours> = {
  dark: {
    moving: '#4cc9f0',
    still: '#a9bfd9',
    stale: '#f2b134',
    silent: '#ff7a7a',
    due: '#df983a',
    done: '#33a383',
    incident: '#ff86c0',
    route: '#ffd84d',
    routeDone: '#38d39f',
    track: '#9fdcff',
  },
  light: {
    moving: '#0872ad',
    still: '#4f6883',
    stale: '#8f5600',
    silent: '#c02626',
    due: '#a35000',
    done: '#0a7459',
    incident: '#b01f6e',
    route: '#8a3fc0',
    routeDone: '#0a7459',
    track: '#0b6fb0',
  },
};
