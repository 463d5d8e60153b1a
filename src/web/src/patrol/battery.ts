import { Cell } from '../store';

/** The part of the Battery Status API that is used; not every browser has it. */
interface BatteryManager extends EventTarget {
  readonly level: number;
  readonly charging: boolean;
}

/** The phone's battery: its level goes with every position, so that the office sees a phone die before it is silent. */
export class Battery {
  /** 0-1, or null when the browser does not tell. */
  readonly share = new Cell<number | null>(null);
  readonly charging = new Cell(false);

  /** Follows the battery; returns how to stop. */
  start(): () => void {
    let stop = () => {};
    let stopped = false;
    const ask = (navigator as { getBattery?: () => Promise<BatteryManager> }).getBattery;
    // A browser may refuse it; the level is then unknown, as on a browser without it.
    ask?.call(navigator).then(
      (battery) => {
        if (stopped) return;
        const read = () => {
          this.share.set(battery.level);
          this.charging.set(battery.charging);
        };
        read();
        battery.addEventListener('levelchange', read);
        battery.addEventListener('chargingchange', read);
        stop = () => {
          battery.removeEventListener('levelchange', read);
          battery.removeEventListener('chargingchange', read);
        };
      },
      () => undefined,
    );
    return () => {
      stopped = true;
      stop();
    };
  }
}
