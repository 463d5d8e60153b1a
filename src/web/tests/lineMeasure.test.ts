import { describe, expect, it } from 'vitest';
import { cut, distanceM, lengthM, middle, slice, type LonLat } from '../src/map/lineMeasure';

// One degree of latitude on the mean sphere: 2 pi R / 360 = 111,195 m.
const north: LonLat[] = [
  [113.62, 34.7],
  [113.62, 34.701],
  [113.62, 34.702],
];

describe('lengths on the screen side', () => {
  it('of one degree along a meridian is 111,195 m', () => {
    expect(distanceM([113, 34], [113, 35])).toBeCloseTo(111_195, -1);
  });

  it('of a line is the sum of its steps', () => {
    expect(lengthM(north)).toBeCloseTo(222.39, 1);
  });
});

describe('cutting a line', () => {
  it('keeps the vertex between the cuts', () => {
    const piece = slice(north, 0.25, 0.75);
    expect(piece).toHaveLength(3);
    expect(piece[0]![1]).toBeCloseTo(34.7005, 6);
    expect(piece[1]).toEqual([113.62, 34.701]);
    expect(piece[2]![1]).toBeCloseTo(34.7015, 6);
  });

  it('has nothing between equal ends', () => {
    expect(slice(north, 0.5, 0.5)).toEqual([]);
  });

  it('gives walked and left pieces whose lengths add up to the whole', () => {
    const { inside, outside } = cut([north], 200, [
      [20, 60],
      [150, 200],
    ]);
    const sum = (pieces: LonLat[][]) => pieces.reduce((total, piece) => total + lengthM(piece), 0);
    expect(inside).toHaveLength(2);
    expect(outside).toHaveLength(2);
    expect(sum(inside) / (sum(inside) + sum(outside))).toBeCloseTo(90 / 200, 6);
    expect(sum(inside) + sum(outside)).toBeCloseTo(lengthM(north), 3);
  });

  it('counts metres through several pieces in order', () => {
    const { inside, outside } = cut([north.slice(0, 2), north.slice(1)], 200, [[50, 150]]);
    expect(inside).toHaveLength(2);
    expect(outside).toHaveLength(2);
    expect(inside[0]!.at(-1)![1]).toBeCloseTo(34.701, 6);
  });

  it('leaves everything when nothing was walked', () => {
    expect(cut([north], 200, [])).toEqual({ inside: [], outside: [north] });
  });

  it('finds the middle', () => {
    expect(middle(north)[1]).toBeCloseTo(34.701, 6);
  });
});
