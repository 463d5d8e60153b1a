import type { ReportedFix } from '../contracts';
import { Cell } from '../store';

export type GpsState = 'off' | 'searching' | 'found' | 'denied' | 'unavailable';

export interface OwnFix extends Omit<ReportedFix, 'sequence'> {
  accuracyM: number;
}

/** Watches the phone's position, only while it is asked to. */
export class OwnPosition {
  readonly state = new Cell<GpsState>('off');
  readonly fix = new Cell<OwnFix | null>(null);
  #watch: number | null = null;

  start(onFix: (fix: OwnFix) => void): void {
    if (this.#watch !== null) return;
    if (!('geolocation' in navigator)) {
      this.state.set('unavailable');
      return;
    }

    this.state.set('searching');
    this.#watch = navigator.geolocation.watchPosition(
      ({ coords, timestamp }) => {
        const fix: OwnFix = {
          timeMs: Math.round(timestamp),
          lonDeg: coords.longitude,
          latDeg: coords.latitude,
          accuracyM: coords.accuracy,
          speedMps: coords.speed,
          headingDeg: coords.heading === null || Number.isNaN(coords.heading) ? null : coords.heading,
          batteryShare: null,
          // A browser is not told.
          isMock: false,
        };
        this.state.set('found');
        this.fix.set(fix);
        onFix(fix);
      },
      (error) => this.state.set(error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable'),
      { enableHighAccuracy: true, maximumAge: 2000, timeout: 30_000 },
    );
  }

  stop(): void {
    if (this.#watch !== null) navigator.geolocation.clearWatch(this.#watch);
    this.#watch = null;
    this.state.set('off');
  }
}
