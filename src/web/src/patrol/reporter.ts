import type { PositionBatch, PositionReceipt, ReportedFix } from '../contracts';
import { Cell } from '../store';
import type { PositionQueue } from './positionQueue';

const batchSize = 500;
const pauseMs = 3000;
const longestPauseMs = 30_000;

/** Ways to send, the first that works is taken: the hub, then plain HTTP. */
export type Sender = (batch: PositionBatch) => Promise<PositionReceipt>;

/** Empties the queue towards the server: oldest first, one batch in flight, dropped only after the receipt. */
export class Reporter {
  /** Fixes still waiting. */
  readonly waiting = new Cell(0);
  /** The newest fix that the server has stored. */
  lastStored: ReportedFix | null = null;
  readonly #queue: PositionQueue;
  readonly #senders: readonly Sender[];
  #sending: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #stopped = false;

  constructor(queue: PositionQueue, senders: readonly Sender[]) {
    this.#queue = queue;
    this.#senders = senders;
  }

  start(): void {
    void this.#round();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  async add(fix: Parameters<PositionQueue['add']>[0]): Promise<void> {
    await this.#queue.add(fix);
    this.waiting.set(await this.#queue.count());
  }

  /** Sends until the queue is empty or every way failed. */
  async flush(): Promise<void> {
    this.#sending ??= this.#empty().finally(() => (this.#sending = null));
    await this.#sending;
  }

  async #empty(): Promise<void> {
    for (;;) {
      const fixes = await this.#queue.oldest(batchSize);
      this.waiting.set(await this.#queue.count());
      if (fixes.length === 0) return;
      await this.#send({ datum: 'wgs84', fixes });
      await this.#queue.drop(fixes);
      this.lastStored = fixes.at(-1) ?? null;
    }
  }

  async #send(batch: PositionBatch): Promise<void> {
    let failure: unknown;
    for (const sender of this.#senders) {
      try {
        await sender(batch);
        return;
      } catch (error) {
        failure = error;
      }
    }

    throw failure;
  }

  async #round(): Promise<void> {
    try {
      await this.flush();
      this.#failures = 0;
    } catch {
      this.#failures++;
    }

    if (this.#stopped) return;
    this.#timer = setTimeout(() => void this.#round(), Math.min(longestPauseMs, pauseMs * 2 ** Math.min(this.#failures, 4)));
  }
}
