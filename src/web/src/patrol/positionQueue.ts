import type { ReportedFix } from '../contracts';

const storeName = 'fixes';

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

/** The fixes that the server has not yet stored, kept through reloads. The key counts up for as long as the browser keeps
 * its data and is the fix's sequence number. */
export class PositionQueue {
  readonly #database: IDBDatabase;

  private constructor(database: IDBDatabase) {
    this.#database = database;
  }

  static async open(name = 'songshan-positions'): Promise<PositionQueue> {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'sequence', autoIncrement: true });
    return new PositionQueue(await settled(request));
  }

  async add(fix: Omit<ReportedFix, 'sequence'>): Promise<void> {
    await settled(this.#store('readwrite').add(fix));
  }

  async count(): Promise<number> {
    return settled(this.#store('readonly').count());
  }

  /** The oldest fixes, at most so many. */
  async oldest(limit: number): Promise<ReportedFix[]> {
    return settled(this.#store('readonly').getAll(null, limit)) as Promise<ReportedFix[]>;
  }

  /** Drops what the server has stored. */
  async drop(fixes: readonly ReportedFix[]): Promise<void> {
    const first = fixes[0];
    const last = fixes.at(-1);
    if (first === undefined || last === undefined) return;
    await settled(this.#store('readwrite').delete(IDBKeyRange.bound(first.sequence, last.sequence)));
  }

  #store(mode: IDBTransactionMode): IDBObjectStore {
    return this.#database.transaction(storeName, mode).objectStore(storeName);
  }
}
