import type { Map as MapLibreMap } from 'maplibre-gl';
import type { AlertView, LiveUnit } from '../contracts';
import { serverNowMs } from '../deployment/clock';
import { age } from '../deployment/format';
import { theme, wallMode } from '../deployment/preferences';
import { pageColours } from '../deployment/theme';
import { closeZoom, zoomShift } from '../map/baseLayers';
import type { Obstacle } from '../map/namePlaces';
import { palettes } from '../map/palette';
import { FramePace } from './framePace';
import type { LivePicture } from './livePicture';
import { isUncertain, uncertaintyM } from './uncertainty';
import { UnitMotion } from './unitMotion';
import { freshness, stateAt, type UnitState } from './unitState';
import { unitSymbol } from './unitSymbols';

const touchRadiusPx = 18;
const labelCellPx = { width: 76, height: 18 };
const earthCircumferenceM = 40_075_016.7;
const quickestGrowthMs = 100;
const slowestGrowthMs = 1000;

/** Draws the units on a canvas of their own above the map: a moving patrol then costs a few pixels, not a whole map frame. */
export class UnitsOverlay {
  readonly #map: MapLibreMap;
  readonly #canvas: HTMLCanvasElement;
  readonly #motion: UnitMotion;
  #units: readonly LiveUnit[] = [];
  #chosen: string | null = null;
  #calling: readonly AlertView[] = [];
  #grey = false;
  #visible = true;
  #frame = 0;
  #waiting = false;
  #rest: ReturnType<typeof setTimeout> | undefined;
  readonly #pace = new FramePace();
  #growth: ReturnType<typeof setTimeout> | undefined;
  /** Milliseconds until some circle of uncertainty is drawn a pixel larger; null when none grows. */
  #growsInMs: number | null = null;
  readonly #mayGrow: () => boolean;
  readonly #circles = new Map<string, number>();
  #drawnAt: { unitId: string; x: number; y: number }[] = [];
  #listeners: ((positionOfChosen: [number, number]) => void)[] = [];
  readonly #timer: ReturnType<typeof setInterval>;
  /** Milliseconds that drawing the latest frames took, newest last. */
  readonly frameMs: number[] = [];

  constructor(map: MapLibreMap) {
    this.#map = map;
    const lessMotion = window.matchMedia('(prefers-reduced-motion: reduce)');
    this.#motion = new UnitMotion(() => !lessMotion.matches);
    this.#mayGrow = () => !lessMotion.matches;
    this.#canvas = document.createElement('canvas');
    this.#canvas.className = 'units-overlay';
    map.getCanvasContainer().append(this.#canvas);
    map.on('render', () => this.#requestNow());
    map.on('resize', () => this.#requestNow());
    theme.follow(() => this.#requestNow());
    wallMode.follow(() => this.#requestNow());
    // Fading goes on without news.
    this.#timer = setInterval(() => this.#request(), 1000);
  }

  remove(): void {
    clearInterval(this.#timer);
    clearTimeout(this.#rest);
    clearTimeout(this.#growth);
    cancelAnimationFrame(this.#frame);
    this.#canvas.remove();
  }

  show(picture: LivePicture): void {
    this.#motion.follow(picture.units, performance.now());
    this.#units = [...picture.units.values()];
    this.#request();
  }

  choose(unitId: string | null): void {
    this.#chosen = unitId;
    this.#requestNow();
  }

  /** Units that call for help: ringed, on top of all, whether they are shown or not. */
  setCalling(alerts: readonly AlertView[]): void {
    this.#calling = alerts;
    this.#requestNow();
  }

  /** Grey while the connection is lost: what is shown is what was last known. */
  setGrey(grey: boolean): void {
    this.#grey = grey;
    this.#requestNow();
  }

  setVisible(visible: boolean): void {
    this.#visible = visible;
    this.#requestNow();
  }

  /** Calls back with the chosen unit's drawn position whenever it moves. */
  onChosenMoved(listener: (position: [number, number]) => void): void {
    this.#listeners.push(listener);
  }

  positionOf(unitId: string): [number, number] | null {
    return this.#motion.position(unitId, performance.now());
  }

  /** The radius of the circle that is drawn around a unit whose place is uncertain, metres; null when none is. */
  uncertaintyOf(unitId: string): number | null {
    return this.#circles.get(unitId) ?? null;
  }

  /** The unit drawn nearest to a point of the map, within reach of a finger, or null. */
  unitAt(x: number, y: number): string | null {
    let nearest: string | null = null;
    let best = (touchRadiusPx * this.#scale) ** 2;
    for (const drawn of this.#drawnAt) {
      const square = (drawn.x - x) ** 2 + (drawn.y - y) ** 2;
      if (square <= best) [best, nearest] = [square, drawn.unitId];
    }

    return nearest;
  }

  /** What the symbols, and the call signs below them, cover now. */
  obstacles(): Obstacle[] {
    const half = 12 * this.#symbolScale;
    const below = this.#isClose ? labelCellPx.height * this.#scale : 0;
    return this.#drawnAt.map(({ x, y }) => ({
      x,
      y: y + below / 2,
      halfWidth: this.#isClose ? Math.max(half, (labelCellPx.width / 3) * this.#scale) : half,
      halfHeight: half + below / 2,
    }));
  }

  /** How many units are drawn now, and how many of them in movement. */
  count(): { shown: number; moving: number } {
    const moving = this.#units.filter((unit) => stateAt(unit, serverNowMs()) === 'moving').length;
    return { shown: this.#units.length, moving };
  }

  get #scale(): number {
    return wallMode.value ? 2 : 1;
  }

  /** Draws in the next frame; while units only glide, not before the page has had its rest. */
  #request(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    this.#frame = requestAnimationFrame(() => this.#takeFrame());
  }

  #takeFrame(): void {
    const begun = performance.now();
    this.#waiting = false;
    this.#draw(begun);
    this.frameMs.push(performance.now() - begun);
    if (this.frameMs.length > 240) this.frameMs.shift();
    clearTimeout(this.#growth);
    if (!this.#motion.isGliding(begun)) {
      if (this.#growsInMs !== null && this.#mayGrow()) this.#growth = setTimeout(() => this.#request(), this.#growsInMs);
      return;
    }

    // When the browser is ready for another frame tells what this one has cost in all: painting and putting together included.
    this.#waiting = true;
    this.#frame = requestAnimationFrame(() => {
      const restMs = this.#pace.restAfter(performance.now() - begun);
      if (restMs === 0) this.#takeFrame();
      else this.#rest = setTimeout(() => this.#goOn(), restMs);
    });
  }

  #goOn(): void {
    this.#waiting = false;
    this.#request();
  }

  /** Somebody has acted, or the map itself is drawn anew: the units go with it, rested or not. */
  #requestNow(): void {
    clearTimeout(this.#rest);
    cancelAnimationFrame(this.#frame);
    this.#goOn();
  }

  #draw(nowMs: number): void {
    const ratio = window.devicePixelRatio;
    const { clientWidth: width, clientHeight: height } = this.#map.getContainer();
    if (this.#canvas.width !== Math.round(width * ratio) || this.#canvas.height !== Math.round(height * ratio)) {
      this.#canvas.width = Math.round(width * ratio);
      this.#canvas.height = Math.round(height * ratio);
      this.#canvas.style.width = `${width}px`;
      this.#canvas.style.height = `${height}px`;
    }

    const context = this.#canvas.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    this.#drawnAt = [];
    if (!this.#visible) {
      this.#drawCalling(context, nowMs);
      return;
    }

    context.filter = 'none';
    this.#canvas.style.filter = this.#grey ? 'grayscale(1) opacity(0.6)' : '';
    const now = serverNowMs();
    const placed = this.#place(nowMs, now, width, height);
    this.#circles.clear();
    this.#growsInMs = null;
    for (const unit of placed) {
      if (unit.chosen || isUncertain(unit.unit, now)) this.#drawUncertainty(context, unit, now);
      else this.#drawHalo(context, unit);
    }


    for (const unit of placed) this.#drawUnit(context, unit, ratio);
    this.#drawLabels(context, placed, now);
    this.#drawCalling(context, nowMs);
    const chosen = this.#chosen === null ? null : this.#motion.position(this.#chosen, nowMs);
    if (chosen !== null) for (const listener of this.#listeners) listener(chosen);
  }

  #place(nowMs: number, now: number, width: number, height: number): Placed[] {
    const placed: Placed[] = [];
    for (const unit of this.#units) {
      const position = this.#motion.position(unit.unitId, nowMs);
      if (position === null) continue;
      const { x, y } = this.#map.project(position);
      if (x < -60 || y < -60 || x > width + 60 || y > height + 60) continue;
      placed.push({ unit, x, y, state: stateAt(unit, now), alpha: freshness(unit, now), chosen: unit.unitId === this.#chosen });
      this.#drawnAt.push({ unitId: unit.unitId, x, y });
    }

    // What needs a look lies on top.
    const rank: Record<UnitState, number> = { still: 0, moving: 1, stale: 2, silent: 3 };
    return placed.sort((a, b) => Number(a.chosen) - Number(b.chosen) || rank[a.state] - rank[b.state]);
  }

  #drawHalo(context: CanvasRenderingContext2D, { unit, x, y, state, alpha }: Placed): void {
    if (unit.accuracyM === null) return;
    const radius = unit.accuracyM / this.#metresPerPixel(unit.latDeg);
    if (radius < 12 * this.#scale) return;
    context.globalAlpha = 0.13 * alpha;
    context.fillStyle = palettes[theme.value][state];
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
    context.globalAlpha = 0.4 * alpha;
    context.lineWidth = 1;
    context.strokeStyle = palettes[theme.value][state];
    context.stroke();
    context.globalAlpha = 1;
  }

  /** Where the unit may be by now: it grows with the age of the fix, without news from the server. Filled for the chosen one and for those that are
   * missed only lately, so that many silent ones do not turn the map to fog. */
  #drawUncertainty(context: CanvasRenderingContext2D, { unit, x, y, state, chosen }: Placed, now: number): void {
    const radiusM = uncertaintyM(unit, now);
    if (radiusM === null) return;
    const metresPerPixel = this.#metresPerPixel(unit.latDeg);
    const radius = radiusM / metresPerPixel;
    this.#circles.set(unit.unitId, radiusM);
    if (state !== 'silent') {
      const pixelMs = (1000 * metresPerPixel) / unit.uncertaintyMps!;
      this.#growsInMs = Math.min(this.#growsInMs ?? slowestGrowthMs, Math.max(quickestGrowthMs, pixelMs));
    }

    // What the symbol or the ring of the chosen one covers is no news.
    if (radius < (chosen ? 27 : 15) * this.#symbolScale) return;
    const fill = chosen ? 0.1 : state === 'silent' ? 0 : 0.06;
    context.fillStyle = palettes[theme.value][state];
    context.strokeStyle = palettes[theme.value][state];
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.globalAlpha = fill;
    context.fill();
    context.globalAlpha = chosen ? 0.8 : 0.45;
    context.lineWidth = (chosen ? 1.6 : 1.1) * this.#scale;
    context.setLineDash([5 * this.#scale, 4 * this.#scale]);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
  }

  #metresPerPixel(latDeg: number): number {
    return (earthCircumferenceM * Math.cos((latDeg * Math.PI) / 180)) / (512 * 2 ** this.#map.getZoom());
  }

  #drawUnit(context: CanvasRenderingContext2D, { unit, x, y, state, alpha, chosen }: Placed, ratio: number): void {
    const scale = this.#symbolScale;
    const colours = palettes[theme.value];
    context.globalAlpha = alpha;
    const headingDeg = unit.headingDeg === null || state === 'silent' ? null : unit.headingDeg - this.#map.getBearing();
    const symbol = unitSymbol({ kind: unit.kind, state, theme: theme.value, ratio: ratio * scale, lettered: this.#isClose, headingDeg });
    // On whole device pixels a picture is copied, not resampled: crisp, and quick without a graphics card.
    const size = symbol.width / ratio;
    const snap = (value: number) => Math.round((value - size / 2) * ratio) / ratio;
    context.drawImage(symbol, snap(x), snap(y), size, size);
    context.globalAlpha = 1;
    if (!chosen) return;
    context.lineWidth = 2.5 * this.#scale;
    context.strokeStyle = colours.chosen;
    context.beginPath();
    context.arc(x, y, 24 * scale, 0, 2 * Math.PI);
    context.stroke();
  }

  /** A ring around whoever calls, in two sizes by turns until somebody has accepted; where the unit is, or said that it was. */
  #drawCalling(context: CanvasRenderingContext2D, nowMs: number): void {
    const colours = palettes[theme.value];
    const { alarm } = pageColours[theme.value];
    const wide = Math.floor(serverNowMs() / 1000) % 2 === 0;
    for (const alert of this.#calling) {
      const reported: [number, number] | null = alert.lonDeg === null || alert.latDeg === null ? null : [alert.lonDeg, alert.latDeg];
      const position = this.#motion.position(alert.unitId, nowMs) ?? reported;
      if (position === null) continue;
      const { x, y } = this.#map.project(position);
      const radius = (alert.progress === 'open' && wide ? 34 : 26) * this.#scale;
      context.lineWidth = 4.5 * this.#scale;
      context.strokeStyle = alarm;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.stroke();
      context.font = `700 ${14 * this.#scale}px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
      context.textAlign = 'center';
      context.textBaseline = 'bottom';
      context.lineWidth = 4 * this.#scale;
      context.strokeStyle = colours.labelHalo;
      const name = `SOS ${alert.callSign}`;
      context.strokeText(name, x, y - radius - 4 * this.#scale);
      context.fillStyle = alarm;
      context.fillText(name, x, y - radius - 4 * this.#scale);
    }
  }

  /** From here on a symbol is large enough for its letter, and there is room for its call sign. */
  get #isClose(): boolean {
    return this.#map.getZoom() - zoomShift(this.#scale) >= closeZoom;
  }

  /** Far out the symbols shrink to their bare shape, so that a full district still reads as single units. */
  get #symbolScale(): number {
    const zoom = this.#map.getZoom() - zoomShift(this.#scale);
    return (zoom >= closeZoom ? 1 : zoom >= 12.8 ? 0.5625 : 0.4375) * this.#scale;
  }

  #drawLabels(context: CanvasRenderingContext2D, placed: readonly Placed[], now: number): void {
    const scale = this.#scale;
    if (!this.#isClose) return;
    const taken = new Set<string>();
    const width = labelCellPx.width * scale;
    const height = labelCellPx.height * scale;
    const colours = palettes[theme.value];
    context.font = `600 ${12 * scale}px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
    context.textAlign = 'center';
    context.textBaseline = 'top';
    context.lineJoin = 'round';
    for (const { unit, x, y, state, alpha, chosen } of [...placed].reverse()) {
      // Below the symbol, and below the ring of the chosen one.
      const top = y + (chosen ? 26 : 15) * this.#symbolScale + 2;
      const column = Math.floor(x / width);
      const row = Math.floor(top / height);
      const cells = [-1, 0, 1].flatMap((across) => [0, 1].map((down) => `${column + across} ${row + down}`));
      if (!chosen && cells.some((cell) => taken.has(cell))) continue;
      taken.add(`${column} ${row}`);
      context.globalAlpha = Math.max(0.6, alpha);
      context.strokeStyle = colours.labelHalo;
      context.lineWidth = 3.5 * scale;
      const isOld = state === 'silent' || state === 'stale';
      const name = isOld ? `${unit.callSign} ${age(now - unit.fixTimeMs)}` : unit.callSign;
      context.strokeText(name, x, top);
      context.fillStyle = isOld ? colours[state] : colours.labelStrong;
      context.fillText(name, x, top);
    }

    context.globalAlpha = 1;
  }
}

interface Placed {
  unit: LiveUnit;
  x: number;
  y: number;
  state: UnitState;
  alpha: number;
  chosen: boolean;
}
