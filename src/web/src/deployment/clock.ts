import { Cell } from '../store';

const readings: number[] = [];
let offsetMs = 0;

/** Takes a server time that has just arrived. The largest of the latest differences had the shortest way. */
export function noteServerTime(serverTimeMs: number, receivedAtMs: number): void {
  readings.push(serverTimeMs - receivedAtMs);
  if (readings.length > 30) readings.shift();
  offsetMs = Math.max(...readings);
}

/** Whether the server has told its time; before that, `serverNowMs` is this machine's guess. */
export function serverTimeIsKnown(): boolean {
  return readings.length > 0;
}

/** The server's clock now, Unix milliseconds: ages are counted from here, so a wrong clock on this machine shows true ages. */
export function serverNowMs(): number {
  return Date.now() + offsetMs;
}

/** The server's clock, ticking once a second for ages on the page. */
export const secondTick = new Cell<number>(serverNowMs());

setInterval(() => secondTick.set(serverNowMs()), 1000);
