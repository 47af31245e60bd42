import type { FullSweep } from '../schemas/job.ts';
import { LOOKS_EVERY_MS } from './active-card.ts';

export interface LastSweepParts {
  read: () => Promise<FullSweep | undefined>;
  /** Milliseconds. */
  now: () => number;
  /** It could not be read: work goes on with the former one, or none. */
  notRead: (error: unknown) => void;
}

/** Holds the last finished sweep of everybody in memory, so that reading a score costs no more for it. */
export class LastSweep {
  readonly #parts: LastSweepParts;
  #held: Promise<FullSweep | undefined> = Promise.resolve(undefined);
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: LastSweepParts) {
    this.#parts = parts;
  }

  /** As it was at most LOOKS_EVERY_MS ago. Never throws: what is not known of a sweep makes no score wrong. */
  current(): Promise<FullSweep | undefined> {
    const { read, now, notRead } = this.#parts;
    const age = now() - this.#lookedAt;
    if (age >= 0 && age < LOOKS_EVERY_MS) return this.#held;
    this.#lookedAt = now();
    const former = this.#held;
    this.#held = read().catch((error: unknown) => {
      notRead(error);
      return former;
    });
    return this.#held;
  }
}
