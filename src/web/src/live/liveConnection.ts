import { HttpTransportType, HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from '@microsoft/signalr';
import { MessagePackHubProtocol } from '@microsoft/signalr-protocol-msgpack';
import { afterChange, emptyBook, type AlertBook } from '../alerts/alertBook';
import type {
  AlertsChanged,
  CoverageChanged,
  HotspotsChanged,
  IncidentsChanged,
  LiveFrame,
  LiveSnapshot,
  LiveSubscription,
  PositionBatch,
  PositionReceipt,
} from '../contracts';
import { noteServerTime } from '../deployment/clock';
import { Cell } from '../store';
import { http } from '../wire/http';
import { afterFrame, emptyPicture, fromSnapshot, type LivePicture } from './livePicture';

export type LinkState = 'connecting' | 'live' | 'lost';

const longestWaitMs = 15_000;
const hiddenGraceMs = 5 * 60_000;

/** The wait before the n-th attempt: doubling from half a second to 15 s, each drawn from its upper half so that all clients
 * of a restarted server do not come back in the same instant. */
export function reconnectWaitMs(attempt: number, random: () => number): number {
  const ceiling = Math.min(longestWaitMs, 500 * 2 ** Math.min(attempt, 10));
  return ceiling / 2 + (random() * ceiling) / 2;
}

/** Keeps one connection to the live hub for as long as the page lives, and the picture with it. */
export class LiveConnection {
  readonly picture = new Cell<LivePicture>(emptyPicture);
  readonly link = new Cell<LinkState>('connecting');
  /** The open alerts: all of them, or those of the own unit. */
  readonly alerts = new Cell<AlertBook>(emptyBook);
  readonly alertsChanged = new Cell<AlertsChanged | null>(null);
  readonly hotspotsChanged = new Cell<HotspotsChanged | null>(null);
  readonly coverageChanged = new Cell<CoverageChanged | null>(null);
  readonly incidentsChanged = new Cell<IncidentsChanged | null>(null);

  readonly #hub: HubConnection;
  readonly #restsWhenHidden: boolean;
  #view: LiveSubscription | null = null;
  #subscribing = false;
  #subscribeAgain = false;
  #attempt = 0;
  #stopped = false;
  #hiddenTimer: ReturnType<typeof setTimeout> | undefined;

  /** @param restsWhenHidden whether a page that nobody sees gives its connection back after five minutes: a phone's does; a desk must hear calls for help whatever is in front. */
  constructor({ restsWhenHidden }: { restsWhenHidden: boolean }) {
    this.#restsWhenHidden = restsWhenHidden;
    this.#hub = new HubConnectionBuilder()
      .withUrl('/hubs/live', { transport: HttpTransportType.WebSockets, skipNegotiation: true })
      .withHubProtocol(new MessagePackHubProtocol())
      .configureLogging(LogLevel.None)
      .build();
    this.#hub.on('Frame', (frame: LiveFrame) => this.#takeFrame(frame));
    this.#hub.on('AlertsChanged', (change: AlertsChanged) => {
      this.alerts.set(afterChange(this.alerts.value, change));
      this.alertsChanged.set(change);
    });
    this.#hub.on('HotspotsChanged', (change: HotspotsChanged) => this.hotspotsChanged.set(change));
    this.#hub.on('CoverageChanged', (change: CoverageChanged) => this.coverageChanged.set(change));
    this.#hub.on('IncidentsChanged', (change: IncidentsChanged) => this.incidentsChanged.set(change));
    this.#hub.onclose(() => this.#afterLoss());
  }

  start(): void {
    document.addEventListener('visibilitychange', this.#onVisibility);
    window.addEventListener('offline', this.#onOffline);
    void this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    document.removeEventListener('visibilitychange', this.#onVisibility);
    window.removeEventListener('offline', this.#onOffline);
    void this.#hub.stop();
  }

  /** Sets what part of the map is looked at; asked again at every reconnect. */
  look(view: LiveSubscription): void {
    this.#view = view;
    void this.#subscribe();
  }

  /** Sends fixes of the caller's own unit; the answer comes after they are stored. */
  report(batch: PositionBatch): Promise<PositionReceipt> {
    return this.#hub.invoke<PositionReceipt>('Report', batch);
  }

  get isConnected(): boolean {
    return this.#hub.state === HubConnectionState.Connected;
  }

  async #connect(): Promise<void> {
    while (!this.#stopped && this.#hub.state === HubConnectionState.Disconnected) {
      try {
        await this.#hub.start();
        this.#attempt = 0;
        if (this.#view === null) this.link.set('live');
        await this.#subscribe();
        return;
      } catch {
        this.link.set('lost');
        // A refused WebSocket says no reason; if the session is over, this request is refused as well and tells.
        void http.get('/api/session').catch(() => undefined);
        await new Promise((resolve) => setTimeout(resolve, reconnectWaitMs(this.#attempt++, Math.random)));
      }
    }
  }

  #afterLoss(): void {
    if (this.#stopped) return;
    this.link.set('lost');
    if (!this.#restsWhenHidden || !document.hidden || this.#hiddenTimer !== undefined) void this.#connect();
  }

  async #subscribe(): Promise<void> {
    if (this.#view === null || !this.isConnected) return;
    if (this.#subscribing) {
      this.#subscribeAgain = true;
      return;
    }

    this.#subscribing = true;
    try {
      do {
        this.#subscribeAgain = false;
        const snapshot = await this.#hub.invoke<LiveSnapshot>('Subscribe', this.#view);
        noteServerTime(snapshot.serverTimeMs, Date.now());
        this.picture.set(fromSnapshot(snapshot));
        this.link.set('live');
      } while (this.#subscribeAgain);
    } catch {
      // A lost connection ends the call; the reconnect subscribes. A refusal on a living one is tried again like a loss.
      if (this.isConnected) await this.#hub.stop();
    } finally {
      this.#subscribing = false;
    }
  }

  #takeFrame(frame: LiveFrame): void {
    noteServerTime(frame.serverTimeMs, Date.now());
    const next = afterFrame(this.picture.value, frame);
    if (next === 'old') return;
    if (next === 'hole') void this.#subscribe();
    else this.picture.set(next);
  }

  /** The browser knows of a pulled cable at once, the connection only after its time-out. */
  readonly #onOffline = (): void => void this.#hub.stop();

  /** A phone's page that stays hidden gives its connection back after five minutes and takes a fresh snapshot when it is seen again. */
  readonly #onVisibility = (): void => {
    clearTimeout(this.#hiddenTimer);
    this.#hiddenTimer = undefined;
    if (document.hidden && this.#restsWhenHidden) {
      this.#hiddenTimer = setTimeout(() => {
        this.#hiddenTimer = undefined;
        if (document.hidden) void this.#hub.stop();
      }, hiddenGraceMs);
    } else if (!document.hidden && this.#hub.state === HubConnectionState.Disconnected) {
      void this.#connect();
    }
  };
}
