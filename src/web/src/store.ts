import { useEffect, useState } from 'preact/hooks';

/** One value that views and map layers follow. */
export class Cell<T> {
  readonly #listeners = new Set<(value: T) => void>();
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener(value);
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value));
  }

  /** Calls the listener at every change; returns how to stop. */
  onChange(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls the listener now and at every change; returns how to stop. */
  follow(listener: (value: T) => void): () => void {
    const stop = this.onChange(listener);
    listener(this.#value);
    return stop;
  }
}

/** The cell's value in a component, which is drawn anew when it changes. */
export function useCell<T>(cell: Cell<T>): T {
  const [value, setValue] = useState(cell.value);
  useEffect(() => cell.follow((next) => setValue(() => next)), [cell]);
  return value;
}
