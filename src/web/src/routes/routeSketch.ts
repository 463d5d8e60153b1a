import type { AlleyView, NewRouteLeg } from '../contracts';
import { distanceM, lengthM, middle, type LonLat } from '../map/lineMeasure';
import type { Room } from '../room';
import { Cell } from '../store';

/** One leg of the route that is being planned. */
export interface SketchLeg {
  placeId: number | null;
  /** The alley's name; a drawn line has none. */
  name: string | null;
  lengthM: number;
  lines: LonLat[][];
}

export type SketchMode = 'off' | 'pick' | 'draw';

/** Two points nearer than this are one. */
const samePointM = 0.5;

/** The route under the leader's hands: alleys picked by click, or lines drawn point by point. */
export class RouteSketch {
  readonly legs = new Cell<SketchLeg[]>([]);
  readonly mode = new Cell<SketchMode>('off');
  /** Points of the line that is being drawn. */
  readonly drawn = new Cell<LonLat[]>([]);
  readonly #aimed = new Cell<LonLat | null>(null);
  readonly #room: Room;

  constructor(room: Room) {
    this.#room = room;
  }

  get takesClicks(): boolean {
    return this.mode.value !== 'off';
  }

  get isDrawing(): boolean {
    return this.mode.value === 'draw';
  }

  /** Keeps the map's drawing of the sketch current; planning begins when the tool is opened and ends with it. */
  follow(): () => void {
    const stops = [
      this.#room.tool.follow((tool) => {
        this.finishLine();
        this.mode.set(tool === 'routes' ? 'pick' : 'off');
        this.#draw();
      }),
      this.legs.follow(() => this.#draw()),
      this.drawn.follow(() => this.#draw()),
      this.#aimed.follow(() => this.#draw()),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** A click on the map: picks (or gives back) the alley there, or sets the next point of the line. */
  click(lonDeg: number, latDeg: number, placeId: number | null): void {
    if (this.isDrawing) {
      const last = this.drawn.value.at(-1);
      // The second click of a double click stands where the first one stood.
      if (last === undefined || distanceM(last, [lonDeg, latDeg]) > samePointM) this.drawn.update((points) => [...points, [lonDeg, latDeg]]);
      return;
    }

    const alley = this.#room.alleys.value.value?.find((one) => one.placeId === placeId);
    if (alley === undefined) return;
    const at = this.legs.value.findIndex((leg) => leg.placeId === placeId);
    if (at >= 0) this.remove(at);
    else this.legs.update((legs) => [...legs, legOf(alley)]);
  }

  /** Where the next point would be set. */
  aim(lonDeg: number, latDeg: number): void {
    if (this.isDrawing) this.#aimed.set([lonDeg, latDeg]);
  }

  startLine(): void {
    this.mode.set('draw');
  }

  /** Turns the drawn points into a leg, when there are two at least, and goes back to picking. */
  finishLine(): void {
    if (!this.isDrawing) return;
    const points = this.drawn.value;
    if (points.length > 1) {
      this.legs.update((legs) => [...legs, { placeId: null, name: null, lengthM: lengthM(points), lines: [points] }]);
    }

    this.stopDrawing();
  }

  /** Drops a half-drawn line. */
  stopDrawing(): void {
    if (!this.isDrawing) return;
    this.drawn.set([]);
    this.#aimed.set(null);
    this.mode.set('pick');
  }

  /** Takes back the last point of the line that is being drawn, otherwise the last leg. */
  undo(): void {
    if (this.isDrawing && this.drawn.value.length > 0) this.drawn.update((points) => points.slice(0, -1));
    else this.legs.update((legs) => legs.slice(0, -1));
  }

  remove(index: number): void {
    this.legs.update((legs) => legs.filter((_, at) => at !== index));
  }

  move(index: number, by: -1 | 1): void {
    this.legs.update((legs) => {
      const moved = [...legs];
      const [leg] = moved.splice(index, 1);
      moved.splice(Math.max(0, index + by), 0, leg!);
      return moved;
    });
  }

  clear(): void {
    this.legs.set([]);
    this.stopDrawing();
  }

  /** The legs as the server takes them. */
  toNewLegs(): NewRouteLeg[] {
    return this.legs.value.map((leg) =>
      leg.placeId === null
        ? { placeId: null, lineWgs84: leg.lines[0]!.map((point) => [...point]) }
        : { placeId: leg.placeId, lineWgs84: null },
    );
  }

  #draw(): void {
    const features: GeoJSON.Feature[] = [];
    if (this.mode.value !== 'off') {
      this.legs.value.forEach((leg, index) => {
        features.push(feature('ahead', { type: 'MultiLineString', coordinates: leg.lines as unknown as GeoJSON.Position[][] }));
        const point = middle(leg.lines[0]!);
        features.push(feature('number', { type: 'Point', coordinates: [...point] }, String(index + 1)));
      });
      const points = this.drawn.value;
      if (points.length > 1) features.push(feature('ahead', { type: 'LineString', coordinates: points as unknown as GeoJSON.Position[] }));
      const [last, aimed] = [points.at(-1), this.#aimed.value];
      if (last !== undefined && aimed !== null) features.push(feature('next', { type: 'LineString', coordinates: [[...last], [...aimed]] }));
      for (const point of points) features.push(feature('vertex', { type: 'Point', coordinates: [...point] }));
    }

    this.#room.districtMap.value?.setData('route', features);
  }
}

function legOf(alley: AlleyView): SketchLeg {
  return { placeId: alley.placeId, name: alley.name, lengthM: alley.lengthM, lines: alley.linesWgs84 as unknown as LonLat[][] };
}

function feature(part: string, geometry: GeoJSON.Geometry, number = ''): GeoJSON.Feature {
  return { type: 'Feature', properties: { part, number }, geometry };
}
