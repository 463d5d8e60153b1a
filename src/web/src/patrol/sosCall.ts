import type { AlertsChanged, AlertView, SosCall } from '../contracts';
import { serverNowMs } from '../deployment/clock';
import { Cell } from '../store';
import { http, Problem } from '../wire/http';
import type { OwnFix } from './ownPosition';

const storageKey = 'songshan.sos';
const tryAgainMs = 2000;
const askMs = 5000;
const shakeMs = 3000;

/** How a call stands: not made; on its way; the server has it and nobody has accepted yet; accepted; refused off duty. */
export type SosState = 'none' | 'sending' | 'sent' | 'accepted' | 'refused';

/** The unit's own call for help. It is kept in the phone until the server has it, goes around the queue of positions, and shows
 * "received" only when somebody at the desk has accepted it. */
export class SosCaller {
  readonly state = new Cell<SosState>('none');
  /** The server's word on it, once it has the call. */
  readonly alert = new Cell<AlertView | null>(null);
  readonly #fix: () => OwnFix | null;
  #call: SosCall | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shaking: ReturnType<typeof setInterval> | undefined;
  #told = '';
  #stopped = false;

  constructor(fix: () => OwnFix | null) {
    this.#fix = fix;
  }

  /** Goes on with a call that an earlier life of this page made. */
  start(): void {
    const kept = localStorage.getItem(storageKey);
    if (kept !== null) {
      this.#call = JSON.parse(kept) as SosCall;
      this.state.set('sending');
    }

    void this.#round();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    clearInterval(this.#shaking);
  }

  /** Calls for help, now. */
  call(): void {
    const fix = this.#fix();
    this.#call = {
      timeMs: Math.round(serverNowMs()),
      lonDeg: fix?.lonDeg ?? null,
      latDeg: fix?.latDeg ?? null,
      accuracyM: fix?.accuracyM ?? null,
      datum: 'wgs84',
    };
    localStorage.setItem(storageKey, JSON.stringify(this.#call));
    this.state.set('sending');
    this.#shake();
    void this.#round();
  }

  /** Says that the unit is safe again. */
  async close(): Promise<void> {
    this.#take(await http.post<AlertView>('/api/my/sos/close'));
  }

  /** What the live connection tells. */
  hear(change: AlertsChanged): void {
    const own = change.alerts.filter((alert) => this.alert.value === null || alert.alertId === this.alert.value.alertId);
    if (own[0] !== undefined) this.#take(own[0]);
    else if (change.isWhole && this.alert.value !== null) void this.#round();
  }

  async #round(): Promise<void> {
    clearTimeout(this.#timer);
    try {
      if (this.#call !== null) {
        const sent = this.#call;
        const alert = await http.post<AlertView>('/api/my/sos', sent);
        // Another call in the meantime is another call.
        if (this.#call === sent) this.#forget();
        this.#take(alert);
      } else {
        const alert = (await http.get<AlertView | undefined>('/api/my/sos')) ?? null;
        if (alert !== null) this.#take(alert);
        else this.#end();
      }
    } catch (error) {
      if (error instanceof Problem && error.code === 'conflict') {
        this.#forget();
        this.state.set('refused');
      }
    }

    if (this.#stopped) return;
    if (this.#call !== null) this.#timer = setTimeout(() => void this.#round(), tryAgainMs);
    else if (this.alert.value !== null) this.#timer = setTimeout(() => void this.#round(), askMs);
  }

  #take(alert: AlertView): void {
    const known = this.alert.value;
    if (known !== null && known.alertId === alert.alertId && known.version > alert.version) return;
    if (alert.progress === 'closed') {
      this.#end();
      return;
    }

    this.alert.set(alert);
    if (this.#call !== null) return;
    this.state.set(alert.progress === 'accepted' ? 'accepted' : 'sent');
    if (alert.progress !== 'accepted') {
      this.#shake();
      return;
    }

    clearInterval(this.#shaking);
    this.#shaking = undefined;
    if (this.#told === `${alert.alertId} ${alert.acceptedAtMs}`) return;
    this.#told = `${alert.alertId} ${alert.acceptedAtMs}`;
    navigator.vibrate?.(600);
    void http.post('/api/my/sos/told').catch(() => (this.#told = ''));
  }

  #end(): void {
    this.alert.set(null);
    if (this.#call === null && this.state.value !== 'refused') this.state.set('none');
    clearInterval(this.#shaking);
    this.#shaking = undefined;
  }

  #forget(): void {
    this.#call = null;
    localStorage.removeItem(storageKey);
  }

  /** Felt in a pocket until somebody has accepted. */
  #shake(): void {
    navigator.vibrate?.([200, 100, 200]);
    this.#shaking ??= setInterval(() => navigator.vibrate?.([200, 100, 200]), shakeMs);
  }
}
