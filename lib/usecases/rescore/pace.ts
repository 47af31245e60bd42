const SECOND = 1000;

/** Lets through so many write units a second: a bucket that holds a second's worth. */
export class Pace {
  readonly #whole: number | undefined;
  readonly #now: () => number;
  #rate = Number.POSITIVE_INFINITY;
  #free = 0;
  #filledAt: number;
  #began = false;

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

  /**
   * Waits until one more may be written. False, at once, when that is more than `most` milliseconds away: then it is for
   * whoever goes on. The first one of a worker is only put off as long as can be, so that every worker gets on.
   */
  async take(pause: (ms: number) => Promise<void>, most: number): Promise<boolean> {
    if (this.#rate === Number.POSITIVE_INFINITY) return true;
    const now = this.#now();
    this.#free = Math.min(this.#rate, this.#free + ((now - this.#filledAt) * this.#rate) / SECOND);
    this.#filledAt = now;
    const wait = Math.max(0, ((1 - this.#free) * SECOND) / this.#rate);
    if (wait > most && this.#began) return false;
    this.#began = true;
    // Whoever comes while nothing is free waits behind those who came before.
    this.#free -= 1;
    if (wait > 0) await pause(Math.max(0, Math.min(wait, most)));
    return true;
  }
}
