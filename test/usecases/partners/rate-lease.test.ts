import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RateLeases } from '../../../lib/usecases/partners/rate-lease.ts';

const NOW = Date.UTC(2026, 5, 1, 12, 0, 15);
const MINUTE_MS = 60_000;

/** The counters that all environments share; a call takes a while, so that others come in between. */
function counters() {
  const counted = new Map<string, number>();
  const writes: { key: string; uses: number; expiresAt: number }[] = [];
  return {
    writes,
    addUses: async (key: string, uses: number, expiresAt: number) => {
      await Promise.resolve();
      const total = (counted.get(key) ?? 0) + uses;
      counted.set(key, total);
      writes.push({ key, uses, expiresAt });
      await Promise.resolve();
      return total;
    },
  };
}

const taken = (take: Promise<void>) =>
  take.then(
    () => true,
    (error) => {
      expect(error).toMatchObject({ kind: 'rate-limited' });
      return false;
    },
  );

const request = fc.record({
  environment: fc.nat(4),
  events: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 500 })),
  minute: fc.nat(1),
});

test('whatever many environments are asked for at once, a minute never has more than the limit', async () => {
  const limit = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 20_000 }));
  await fc.assert(
    fc.asyncProperty(
      limit,
      fc.array(request, { maxLength: 120 }),
      fc.nat(10),
      async (eventsPerMinute, requests, atOnce) => {
        const store = counters();
        const environments = Array.from({ length: 5 }, () => new RateLeases(store));
        const passed = [0, 0];
        let asked = 0;
        for (let from = 0; from < requests.length; from += atOnce + 1) {
          const some = requests.slice(from, from + atOnce + 1);
          const results = await Promise.all(
            some.map(({ environment, events, minute }) =>
              taken(
                environments[environment]!.take({
                  partnerId: 'acme',
                  eventsPerMinute,
                  events,
                  now: NOW + minute * MINUTE_MS,
                }),
              ),
            ),
          );
          for (const [i, isTaken] of results.entries()) if (isTaken) passed[some[i]!.minute]! += some[i]!.events;
          asked += some.length;
        }
        expect(Math.max(...passed)).toBeLessThanOrEqual(eventsPerMinute);
        expect(store.writes.length).toBeLessThanOrEqual(asked);
      },
    ),
  );
});

describe('one environment', () => {
  const take = (leases: RateLeases, events = 1, more: object = {}) =>
    taken(leases.take({ partnerId: 'acme', eventsPerMinute: 6000, events, now: NOW, ...more }));

  test('gives the whole limit, one event at a time, with a write for every fifty', async () => {
    const store = counters();
    const leases = new RateLeases(store);
    let passed = 0;
    for (let n = 0; n < 6100; n += 1) passed += Number(await take(leases));
    expect(passed).toBe(6000);
    expect(store.writes).toHaveLength(6000 / 50 + 1);
    expect(store.writes[0]?.expiresAt).toBeGreaterThan(NOW / 1000 + 60);
  });

  test('asks once for many that come together', async () => {
    const store = counters();
    const leases = new RateLeases(store);
    expect(await Promise.all(Array.from({ length: 50 }, () => take(leases)))).not.toContain(false);
    expect(store.writes).toHaveLength(1);
  });

  test('takes a batch with one write, and refuses one as a whole', async () => {
    const store = counters();
    const leases = new RateLeases(store);
    const limit = { eventsPerMinute: 700 };
    expect(await take(leases, 500, limit)).toBe(true);
    expect(store.writes).toHaveLength(1);
    expect(await take(leases, 500, limit)).toBe(false);
    expect(await take(leases, 200, limit)).toBe(true);
    expect(await take(leases, 1, limit)).toBe(false);
    expect(store.writes).toHaveLength(2);
  });

  test('writes nothing for a batch that no minute holds', async () => {
    const store = counters();
    expect(await take(new RateLeases(store), 101, { eventsPerMinute: 100 })).toBe(false);
    expect(store.writes).toEqual([]);
  });

  test('gives a low limit almost whole, also when others lease, too', async () => {
    const store = counters();
    const environments = Array.from({ length: 20 }, () => new RateLeases(store));
    let passed = 0;
    for (let n = 0; n < 400; n += 1) passed += Number(await take(environments[n % 20]!, 1, { eventsPerMinute: 60 }));
    expect(passed).toBe(60);
  });

  test('says when to come again, and begins anew with the next minute', async () => {
    const leases = new RateLeases(counters());
    const limit = { partnerId: 'acme', eventsPerMinute: 1, events: 1 };
    await leases.take({ ...limit, now: NOW });
    await expect(leases.take({ ...limit, now: NOW + 1 })).rejects.toMatchObject({ retryAfter: 45 });
    await leases.take({ ...limit, now: NOW + 45_000 });
  });

  test('keeps partners apart', async () => {
    const leases = new RateLeases(counters());
    const limit = { eventsPerMinute: 1, events: 1, now: NOW };
    for (const partnerId of ['acme', 'other']) await leases.take({ ...limit, partnerId });
    await expect(leases.take({ ...limit, partnerId: 'acme' })).rejects.toMatchObject({ kind: 'rate-limited' });
  });

  test('passes a store that is busy on, and asks it again', async () => {
    const store = counters();
    let busy = true;
    const leases = new RateLeases({
      addUses: async (...use) => {
        if (busy) throw new Error('busy');
        return store.addUses(...use);
      },
    });
    await expect(leases.take({ partnerId: 'acme', eventsPerMinute: 10, events: 1, now: NOW })).rejects.toThrow('busy');
    busy = false;
    expect(await take(leases)).toBe(true);
  });
});
