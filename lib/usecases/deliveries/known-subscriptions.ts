import type { StoredSubscription, SubscriptionStore } from '../../schemas/subscription.ts';

export interface KnownSubscriptionsParts {
  store: Pick<SubscriptionStore, 'allSubscriptions'>;
  /** Milliseconds. */
  now: () => number;
  keptMs: number;
}

/**
 * All subscriptions, as they were a short while ago: a change costs no read of its own. One that was made since is told of
 * changes a moment later; one that ended is seen at the sending.
 */
export class KnownSubscriptions {
  readonly #parts: KnownSubscriptionsParts;
  #known: Promise<readonly StoredSubscription[]> | undefined;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(parts: KnownSubscriptionsParts) {
    this.#parts = parts;
  }

  all(): Promise<readonly StoredSubscription[]> {
    const { store, now, keptMs } = this.#parts;
    const age = now() - this.#readAt;
    if (this.#known !== undefined && age >= 0 && age < keptMs) return this.#known;
    this.#readAt = now();
    const reading = store.allSubscriptions();
    this.#known = reading;
    reading.catch(() => {
      if (this.#known === reading) this.#known = undefined;
    });
    return reading;
  }
}
