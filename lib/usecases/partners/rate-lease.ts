import { TahiniError } from '../../errors.ts';
import type { Store } from '../../schemas/stored.ts';

const MINUTE_MS = 60_000;
/** Events that one write leases; less where the limit is low, for what one environment holds no other can use. */
const MOST_LEASED = 50;
const SHARE_LEASED = 100;
/** Partners whose leases one environment holds. */
const MOST_HELD = 1000;

/** What an environment may still take of a partner in a minute, without asking. */
interface Lease {
  minute: number;
  left: number;
  /** The counter has nothing more to give in this minute. */
  spent: boolean;
  leasing: Promise<void> | undefined;
}

export interface Taking {
  partnerId: string;
  /** Over all environments. */
  eventsPerMinute: number;
  events: number;
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * A limit per partner and minute that all environments share: each leases a part of it from a counter, by one write, and
 * serves from that. What was leased and not used is lost, so the limit is never passed, and may not be quite reached.
 */
export class RateLeases {
  readonly #store: Pick<Store, 'addUses'>;
  readonly #held = new Map<string, Lease>();

  constructor(store: Pick<Store, 'addUses'>) {
    this.#store = store;
  }

  /** All events of a request, or none: throws `rate-limited` with the seconds until the next minute. */
  async take(taking: Taking): Promise<void> {
    const { eventsPerMinute, events, now } = taking;
    if (events > eventsPerMinute) {
      throw new TahiniError('rate-limited', `At most ${eventsPerMinute} events a minute, and so in one request.`, {
        retryAfter: 60,
      });
    }
    const lease = this.#leaseOf(taking);
    while (lease.left < events && !lease.spent) {
      lease.leasing ??= this.#extend(lease, taking).finally(() => {
        lease.leasing = undefined;
      });
      await lease.leasing;
    }
    if (lease.left < events) {
      const retryAfter = Math.ceil(((lease.minute + 1) * MINUTE_MS - now) / 1000);
      throw new TahiniError('rate-limited', `At most ${eventsPerMinute} events a minute.`, { retryAfter });
    }
    lease.left -= events;
  }

  #leaseOf({ partnerId, now }: Taking): Lease {
    const minute = Math.floor(now / MINUTE_MS);
    const held = this.#held.get(partnerId);
    if (held?.minute === minute) return held;
    if (this.#held.size >= MOST_HELD) this.#held.clear();
    const fresh: Lease = { minute, left: 0, spent: false, leasing: undefined };
    this.#held.set(partnerId, fresh);
    return fresh;
  }

  /** One write. What the counter has passed the limit by was not granted to us. */
  async #extend(lease: Lease, { partnerId, eventsPerMinute, events }: Taking): Promise<void> {
    const asked = Math.max(events - lease.left, leasedAt(eventsPerMinute));
    const key = `events#${partnerId}#${lease.minute}`;
    const counted = await this.#store.addUses(key, asked, (lease.minute + 2) * (MINUTE_MS / 1000));
    const granted = Math.max(0, Math.min(asked, eventsPerMinute - (counted - asked)));
    lease.left += granted;
    lease.spent = granted < asked;
  }
}

function leasedAt(eventsPerMinute: number): number {
  return Math.min(MOST_LEASED, Math.ceil(eventsPerMinute / SHARE_LEASED));
}
