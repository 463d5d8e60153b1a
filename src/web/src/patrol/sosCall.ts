import type { AlertsChanged, AlertView, SosCall } from '../contracts';
import { serverNowMs } from '../deployment/clock';
import { Cell } from '../store';
import { http, Problem } from '../wire/http';
import type { OwnFix } from './ownPosition';

const storageKey = 'songshan.sos';
const tryAgainMs = 2000;
const askMs = 5000;
const shakeMs = 3000;
/** In a courtyard a request hangs; the next one may get through. */
const answerMs = 8000;

/** How a call stands: not made; on its way; the server has it and nobody has accepted yet; accepted; refused off duty. */
export type SosState = 'none' | 'sending' | 'sent' | 'accepted' | 'refused';

/** A call as the phone keeps it. */
interface KeptCall {
  caller: string;
  call: SosCall;
}

/** The unit's own call for help. It is kept in the phone until the server has it, goes around the queue of positions, and shows
 * "received" only when somebody at the desk has accepted it. */
export class SosCaller {
  readonly state = new Cell<SosState>('none');
  /** The server's word on it, once it has the call. */
  readonly alert = new Cell<AlertView | null>(null);
  readonly #fix: () => OwnFix | null;
  /** Whose call it is: another team's phone, or another night's, must not send it. */
  readonly #caller: string;
  #call: SosCall | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shaking: ReturnType<typeof setInterval> | undefined;
  #told = '';
  #stopped = false;
  #isAsking = false;

  constructor(fix: () => OwnFix | null, caller: string) {
    this.#fix = fix;
    this.#caller = caller;
  }

  /** Goes on with a call that an earlier life of this page made. */
  start(): void {
    const kept = localStorage.getItem(storageKey);
    if (kept !== null) {
      const { caller, call } = JSON.parse(kept) as KeptCall;
      if (caller === this.#caller) {
        this.#call = call;
        this.state.set('sending');
      } else {
        this.#forget();
      }
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
    localStorage.setItem(storageKey, JSON.stringify({ caller: this.#caller, call: this.#call } satisfies KeptCall));
    this.state.set('sending');
    this.#shake();
    void this.#round();
  }

  /** Says that the unit is safe again. */
  async close(): Promise<void> {
    this.#take(await http.post<AlertView>('/api/my/sos/close', undefined, answerMs));
  }

  /** The network is back. */
  hurry(): void {
    if (this.#call !== null || this.alert.value !== null) void this.#round();
  }

  /** What the live connection tells. */
  hear(change: AlertsChanged): void {
    const own = change.alerts.filter((alert) => this.alert.value === null || alert.alertId === this.alert.value.alertId);
    if (own[0] !== undefined) this.#take(own[0]);
    else if (change.isWhole && this.alert.value !== null) void this.#round();
  }

  async #round(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    clearTimeout(this.#timer);
    const sent = this.#call;
    try {
      if (sent !== null) {
        const alert = await http.post<AlertView>('/api/my/sos', sent, answerMs);
        // Another call in the meantime is another call.
        if (this.#call === sent) this.#forget();
        this.#take(alert);
      } else {
        const alert = (await http.get<AlertView | undefined>('/api/my/sos', answerMs)) ?? null;
        if (alert !== null) this.#take(alert);
        else this.#end();
      }
    } catch (error) {
      // Refused is what was sent, not what was called in the meantime.
      if (error instanceof Problem && error.code === 'conflict' && this.#call === sent) {
        this.#forget();
        this.state.set('refused');
      }
    }

    this.#isAsking = false;
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
