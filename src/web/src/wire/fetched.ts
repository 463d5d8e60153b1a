import { Cell } from '../store';
import { Problem } from './http';

/** Something that is fetched: what is shown (kept while newer is on its way), whether it is on its way, what went wrong. */
export interface Fetched<T> {
  value: T | null;
  loading: boolean;
  problem: Problem | null;
}

/** Holds the newest answer of a request; an older answer that comes late is dropped. */
export class FetchedCell<T> extends Cell<Fetched<T>> {
  #turn = 0;
  #last: (() => Promise<T>) | null = null;

  constructor() {
    super({ value: null, loading: false, problem: null });
  }

  async load(request: () => Promise<T>): Promise<T | null> {
    const turn = ++this.#turn;
    this.#last = request;
    this.set({ ...this.value, loading: true, problem: null });
    try {
      const value = await request();
      if (turn === this.#turn) this.set({ value, loading: false, problem: null });
      return value;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (turn === this.#turn) this.set({ ...this.value, loading: false, problem: error });
      return null;
    }
  }

  /** The same request again, e.g. after a failure. */
  retry(): void {
    if (this.#last !== null) void this.load(this.#last);
  }

  replace(value: T): void {
    this.set({ ...this.value, value });
  }
}
