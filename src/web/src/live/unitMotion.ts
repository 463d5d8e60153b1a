import type { LiveUnit } from '../contracts';

const jumpM = 250;
const longestGlideMs = 2500;
const shortestGlideMs = 250;
const metresPerDegree = 111_320;

interface Glide {
  fromLon: number;
  fromLat: number;
  toLon: number;
  toLat: number;
  startedAtMs: number;
  lastsMs: number;
  fixTimeMs: number;
}

/** Where each symbol is drawn: it glides from where it is seen to the newest fix in about one reporting interval, so that
 * movement is smooth; a leap of more than 250 m is shown as a leap, and so is everything to a person who asked the system for less
 * motion. Ages never come from here. */
export class UnitMotion {
  readonly #glides = new Map<string, Glide>();
  readonly #mayGlide: () => boolean;
  #glidingUntilMs = 0;

  /** @param mayGlide Asked at each piece of news: false makes every step a leap. */
  constructor(mayGlide: () => boolean) {
    this.#mayGlide = mayGlide;
  }

  /** Takes the units now in the picture. */
  follow(units: ReadonlyMap<string, LiveUnit>, nowMs: number): void {
    for (const unitId of this.#glides.keys()) if (!units.has(unitId)) this.#glides.delete(unitId);
    for (const unit of units.values()) this.#take(unit, nowMs);
  }

  #take(unit: LiveUnit, nowMs: number): void {
    const glide = this.#glides.get(unit.unitId);
    if (glide?.fixTimeMs === unit.fixTimeMs && glide.toLon === unit.lonDeg && glide.toLat === unit.latDeg) return;
    const here = glide === undefined ? null : at(glide, nowMs);
    const leap = here === null || !this.#mayGlide() || distanceM(here[0], here[1], unit.lonDeg, unit.latDeg) > jumpM;
    const interval = glide === undefined ? 0 : unit.fixTimeMs - glide.fixTimeMs;
    const lastsMs = leap ? 0 : Math.min(longestGlideMs, Math.max(shortestGlideMs, interval));
    this.#glides.set(unit.unitId, {
      fromLon: leap ? unit.lonDeg : here[0],
      fromLat: leap ? unit.latDeg : here[1],
      toLon: unit.lonDeg,
      toLat: unit.latDeg,
      startedAtMs: nowMs,
      lastsMs,
      fixTimeMs: unit.fixTimeMs,
    });
    this.#glidingUntilMs = Math.max(this.#glidingUntilMs, nowMs + lastsMs);
  }

  /** Longitude and latitude to draw the unit at, or null when it is unknown. */
  position(unitId: string, nowMs: number): [number, number] | null {
    const glide = this.#glides.get(unitId);
    return glide === undefined ? null : at(glide, nowMs);
  }

  isGliding(nowMs: number): boolean {
    return nowMs < this.#glidingUntilMs;
  }
}

function at(glide: Glide, nowMs: number): [number, number] {
  if (nowMs >= glide.startedAtMs + glide.lastsMs) return [glide.toLon, glide.toLat];
  const part = Math.max(0, nowMs - glide.startedAtMs) / glide.lastsMs;
  return [glide.fromLon + part * (glide.toLon - glide.fromLon), glide.fromLat + part * (glide.toLat - glide.fromLat)];
}

/** Plane approximation: over a few hundred metres it is good to a millimetre, and it only tells a glide from a leap. */
function distanceM(lonA: number, latA: number, lonB: number, latB: number): number {
  const east = (lonB - lonA) * metresPerDegree * Math.cos((latA * Math.PI) / 180);
  return Math.hypot(east, (latB - latA) * metresPerDegree);
}
