import type { Store } from '../../lib/schemas/stored.ts';
import { formatDay } from '../../lib/scoring/calendar.ts';
import { pack } from '../../lib/scoring/pack.ts';
import { service, states } from './builders.ts';
import { tiny } from './tiny-card.ts';

/** People of whom a partner said something three days before `asOf`; what differs between them is in their number. */
export async function putPeople(
  store: Pick<Store, 'putProfile'>,
  names: readonly string[],
  asOf: number,
): Promise<void> {
  const on = formatDay(asOf - 3);
  // The first alone: DynamoDB Local can stumble over its first conditions when many come at once.
  for (let from = 0, to = 1; from < names.length; from = to, to += 50) {
    await Promise.all(
      names.slice(from, to).map((name, i) => {
        const facts = { income: 20 + ((from + i) % 200), orders: (from + i) % 40 };
        const evidence = pack(states(tiny.dictionary, service('partner', 'bank'), on, facts));
        return store.putProfile(name, { version: 1, evidence, consents: {}, requestId: undefined }, undefined);
      }),
    );
  }
}
