import { describe, expect, it } from 'vitest';
import type { HotspotRunView } from '../src/contracts';
import { classColour, classOpacity, hotspotLayers, innerBreaks, isDrawn } from '../src/hotspots/hotspotStyle';
import { palettes } from '../src/map/palette';

const run = (densityBreaksPerKm2: number[]) => ({ densityBreaksPerKm2 }) as HotspotRunView;

describe('the hotspot legend', () => {
  it('parts n classes by n - 1 limits', () => {
    expect(innerBreaks(run([20, 40, 70, 110, 160]))).toEqual([20, 40, 70, 110]);
  });

  it('drops limits that do not rise, which MapLibre would refuse', () => {
    expect(innerBreaks(run([5, 5, 8, 8, 12]))).toEqual([5, 8]);
  });

  it('uses the whole ramp for any number of classes', () => {
    expect([0, 1, 2, 3, 4].map((index) => classColour(index, 5))).toEqual([0, 1, 2, 3, 4]);
    expect([0, 1, 2].map((index) => classColour(index, 3))).toEqual([0, 2, 4]);
    expect(classColour(0, 1)).toBe(4);
  });

  it('is the more opaque the higher the class', () => {
    const opacities = [0, 1, 2, 3, 4].map((index) => classOpacity(index, 5));
    expect(opacities).toEqual([...opacities].sort((a, b) => a - b));
  });

  it('leaves the lowest of several density classes to the map, and shows every counted incident', () => {
    expect([0, 1, 4].map((index) => isDrawn('density', index, 5))).toEqual([false, true, true]);
    expect(isDrawn('density', 0, 1)).toBe(true);
    expect(isDrawn('count', 0, 5)).toBe(true);
    expect(hotspotLayers(run([20, 40, 70]), 'density', palettes.dark, 1)[0]).toMatchObject({ filter: ['>=', ['get', 'densityPerKm2'], 20] });
  });

  it('colours only significant cells in the significance view', () => {
    const [layer] = hotspotLayers(run([1, 2]), 'significance', palettes.dark, 1);
    expect(layer).toMatchObject({ filter: ['!=', ['get', 'class'], 0] });
  });
});
