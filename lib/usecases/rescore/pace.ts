const SECOND = 1000;

/** Lets through so many write units a second: a bucket that holds a second's worth. */
export class Pace {
  readonly #whole: number | undefined;
  readonly #now: () => number;
  #rate = Number.POSITIVE_INFINITY;
  #free = 0;
  #filledAt: number;

  /** @param whole write units a second of the whole job; undefined = as fast as it goes */
  constructor(whole: number | undefined, now: () => number) {
    this.#whole = whole;
    this.#now = now;
    this.#filledAt = now();
  }

  /** This worker's share, by how many segments are worked on. */
  share(openSegments: number, workers: number): void {
    if (this.#whole !== undefined) this.#rate = this.#whole / Math.max(1, Math.min(openSegments, workers));
  }

  /** Waits until one more may be written. */
  async take(pause: (ms: number) => Promise<void>): Promise<void> {
    if (this.#rate === Number.POSITIVE_INFINITY) return;
    const now = this.#now();
    this.#free = Math.min(this.#rate, this.#free + ((now - this.#filledAt) * this.#rate) / SECOND);
    this.#filledAt = now;
    // Whoever comes while nothing is free waits behind those who came before.
    this.#free -= 1;
    if (this.#free < 0) await pause((-this.#free * SECOND) / this.#rate);
  }
}
