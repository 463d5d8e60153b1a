import { describe, expect, it } from 'vitest';
import { pageColours, signColours, type Theme } from '../src/deployment/theme';
import { faintest } from '../src/live/unitState';
import { palettes } from '../src/map/palette';

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const share = parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (high! + 0.05) / (low! + 0.05);
}

/** What is seen where a colour of that opacity lies on a ground. */
function laidOn(ground: string, colour: string, opacity: number): string {
  const mixed = [1, 3, 5].map((at) => {
    const [below, above] = [ground, colour].map((hex) => parseInt(hex.slice(at, at + 2), 16));
    return Math.round(below! + opacity * (above! - below!));
  });
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

const themes: Theme[] = ['dark', 'light'];
/** What is read (AA: 4.5) and what is seen as a shape, line or rim (AA: 3), on which ground. */
const text = 4.5;
const shape = 3;

function below(least: number, pairs: Record<string, [string, string]>): string[] {
  return Object.entries(pairs)
    .map(([name, [front, back]]) => [name, contrast(front, back)] as const)
    .filter(([, ratio]) => ratio < least)
    .map(([name, ratio]) => `${name} ${ratio.toFixed(2)}`);
}

describe('contrast', () => {
  it('is computed as the standard’s own examples have it', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    // The lightest grey on white that passes 4.5, as WebAIM's checker says.
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });

  it.each(themes)('of all type on the page is AA, %s', (theme) => {
    const page = pageColours[theme];
    const sign = signColours[theme];
    const grounds = { panel: page.panel, raised: page.raised };
    const inks = {
      ink: page.ink, dim: page.dim, accent: page.accent, moving: sign.moving, still: sign.still, stale: sign.stale,
      silent: sign.silent, done: sign.done, due: sign.due, route: sign.route,
    };
    const pairs = Object.fromEntries(
      Object.entries(inks).flatMap(([ink, front]) => Object.entries(grounds).map(([ground, back]) => [`${ink} on ${ground}`, [front, back] as [string, string]])),
    );
    expect(
      below(text, {
        ...pairs,
        'ink on ground': [page.ink, page.ground],
        'ink on accent': [page.accentInk, page.accent],
        'ink on alarm': [page.alarmInk, page.alarm],
        'ink on notice': [page.noticeInk, page.notice],
        'alarm as type': [page.alarm, page.panel],
      }),
    ).toEqual([]);
  });

  it.each(themes)('of names on the map is AA, %s', (theme) => {
    const map = palettes[theme];
    const grounds = { ground: map.ground, district: map.district, building: map.building, halo: map.labelHalo, green: map.green };
    const pairs = Object.fromEntries(
      Object.entries({ label: map.label, labelStrong: map.labelStrong, place: map.place }).flatMap(([ink, front]) =>
        Object.entries(grounds).map(([ground, back]) => [`${ink} on ${ground}`, [front, back] as [string, string]]),
      ),
    );
    expect(below(text, { ...pairs, 'letter on a moving symbol': [map.symbolInk, map.moving] })).toEqual([]);
  });

  it.each(themes)('of symbols, alleys, routes, incidents, rims and the focus ring is at least 3, %s', (theme) => {
    const page = pageColours[theme];
    const map = palettes[theme];
    const signs = {
      moving: map.moving, still: map.still, stale: map.stale, silent: map.silent, due: map.due, done: map.done,
      incident: map.incident, route: map.route, routeDone: map.routeDone, track: map.track, chosen: map.chosen, outline: map.outline,
    };
    const pairs = Object.fromEntries(
      Object.entries(signs).flatMap(([sign, front]) => [
        [`${sign} inside`, [front, map.district]],
        [`${sign} outside`, [front, map.ground]],
      ]),
    ) as Record<string, [string, string]>;
    expect(
      below(shape, {
        ...pairs,
        'oldest silent unit': [laidOn(map.district, map.silent, faintest), map.district],
        'oldest stale unit': [laidOn(map.district, map.stale, faintest), map.district],
        'rim of a field': [page.rim, page.panel],
        'focus on panel': [page.accent, page.panel],
        'focus on raised': [page.accent, page.raised],
        'focus on the map': [page.accent, map.district],
      }),
    ).toEqual([]);
  });

  it.each(themes)('of neighbouring hotspot classes rises in one direction, %s', (theme) => {
    const steps = palettes[theme].ramp.map(luminance);
    const rising = steps.every((step, index) => index === 0 || step > steps[index - 1]!);
    const falling = steps.every((step, index) => index === 0 || step < steps[index - 1]!);
    expect(rising || falling).toBe(true);
  });
});
