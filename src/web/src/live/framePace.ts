/** A frame that comes within this time is no burden: 30 a second. */
const easyMs = 34;
const longestRestMs = 1000;
/** How much the newest frame counts against those before it. */
const weight = 0.3;

/** How long units that glide may wait for their next frame. A 4K wall without a graphics card needs so long for one that frames
 * without a pause would leave no time for anything else: then two thirds of the time are left to the page. */
export class FramePace {
  #costMs = 0;

  /** The rest after a frame that took so long, milliseconds. */
  restAfter(costMs: number): number {
    this.#costMs += weight * (costMs - this.#costMs);
    return this.#costMs <= easyMs ? 0 : Math.min(longestRestMs, 2 * this.#costMs);
  }
}
