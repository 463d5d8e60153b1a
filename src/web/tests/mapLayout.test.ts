import { describe, expect, it } from 'vitest';
import { clearanceOf } from '../src/map/clearance';
import { placeNames, shifts } from '../src/map/namePlaces';

const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });
const window1280 = box(0, 0, 1280, 720);

describe('the free part of the map', () => {
  it('lies between bars, dock and legend, with a gap', () => {
    const floats = [box(0, 0, 1280, 45), box(10, 55, 304, 670), box(970, 135, 1232, 670), box(0, 679, 1280, 720)];
    expect(clearanceOf(window1280, floats)).toEqual({ top: 57, right: 322, bottom: 53, left: 316 });
  });

  it('is above the sheet on a phone, and what is not drawn covers nothing', () => {
    const floats = [box(0, 0, 390, 96), box(0, 440, 390, 844), box(0, 0, 0, 0)];
    expect(clearanceOf(box(0, 0, 390, 844), floats)).toEqual({ top: 108, right: 12, bottom: 416, left: 12 });
  });

  it('is never squeezed to nothing', () => {
    const { left, right } = clearanceOf(box(0, 0, 500, 400), [box(0, 50, 290, 350), box(210, 50, 500, 350)]);
    expect(left + right).toBeCloseTo(0.8 * 500);
  });
});

describe('a community’s name', () => {
  const name = (x: number, y: number) => ({ x, y, width: 40, height: 16 });
  const symbol = (x: number, y: number) => ({ x, y, halfWidth: 8, halfHeight: 8 });
  const home = shifts[0]!;

  it('stands at its place when nothing is there', () => {
    expect(placeNames([name(100, 100)], [symbol(200, 200)], [])).toEqual([home]);
  });

  it('steps aside for a symbol, no further than it must', () => {
    expect(placeNames([name(100, 100)], [symbol(100, 106)], [])).toEqual([[0, -15]]);
  });

  it('stays where it is while nothing hides it, so that it does not dance', () => {
    expect(placeNames([name(100, 100)], [], [[0, -15]])).toEqual([[0, -15]]);
  });

  it('makes room for another name', () => {
    const [first, second] = placeNames([name(100, 100), name(110, 102)], [], []);
    expect(first).toEqual(home);
    expect(second).not.toEqual(home);
  });

  it('takes the least hidden place in a crowd', () => {
    const crowd = Array.from({ length: 121 }, (_, at) => symbol(40 + 12 * (at % 11), 40 + 12 * Math.floor(at / 11)));
    expect(shifts).toContainEqual(placeNames([name(100, 100)], crowd, [])[0]);
  });
});
