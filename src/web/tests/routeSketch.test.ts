import { beforeEach, describe, expect, it } from 'vitest';
import type { Room, Tool } from '../src/room';
import { RouteSketch } from '../src/routes/routeSketch';
import { Cell } from '../src/store';

// 0.001 degrees of latitude on the mean sphere: 111.2 m.
const alleys = [1, 2].map((placeId) => ({ placeId, name: `巷${placeId}`, lengthM: 100, linesWgs84: [[[113.62, 34.7], [113.62, 34.701]]] }));
let sketch: RouteSketch;
beforeEach(() => {
  const room = { tool: new Cell<Tool>('routes'), districtMap: new Cell(null), alleys: { value: { value: alleys } } } as unknown as Room;
  sketch = new RouteSketch(room);
  sketch.follow();
});

describe('a route that is being planned', () => {
  it('takes an alley with a click and gives it back with another', () => {
    sketch.click(113.62, 34.7, 1);
    sketch.click(113.62, 34.7, 2);
    sketch.click(113.62, 34.7, 1);
    expect(sketch.toNewLegs()).toEqual([{ placeId: 2, lineWgs84: null }]);
  });

  it('takes a line point by point, the second click of a double click not counted', () => {
    sketch.startLine();
    sketch.click(113.62, 34.7, 1);
    sketch.click(113.62, 34.701, null);
    sketch.click(113.62, 34.701, null);
    sketch.finishLine();
    expect(sketch.toNewLegs()).toEqual([{ placeId: null, lineWgs84: [[113.62, 34.7], [113.62, 34.701]] }]);
    expect(sketch.legs.value[0]!.lengthM).toBeCloseTo(111.2, 1);
    expect(sketch.mode.value).toBe('pick');
  });

  it('is no leg with one point only', () => {
    sketch.startLine();
    sketch.click(113.62, 34.7, null);
    sketch.finishLine();
    expect(sketch.legs.value).toEqual([]);
  });

  it('takes back point by point, then leg by leg', () => {
    sketch.click(113.62, 34.7, 1);
    sketch.startLine();
    sketch.click(113.62, 34.7, null);
    sketch.click(113.62, 34.701, null);
    sketch.undo();
    expect(sketch.drawn.value).toEqual([[113.62, 34.7]]);
    sketch.undo();
    expect([sketch.drawn.value.length, sketch.legs.value.length]).toEqual([0, 1]);
    sketch.undo();
    expect(sketch.legs.value).toEqual([]);
  });

  it('forgets a half-drawn line when it is put away, not the legs', () => {
    sketch.click(113.62, 34.7, 1);
    sketch.startLine();
    sketch.click(113.62, 34.7, null);
    sketch.stopDrawing();
    expect([sketch.drawn.value.length, sketch.legs.value.length, sketch.mode.value]).toEqual([0, 1, 'pick']);
  });
});
