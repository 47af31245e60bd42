import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ToldEvent } from '../../lib/schemas/partner-event.ts';
import { pack } from '../../lib/scoring/pack.ts';
import { valueIn } from '../../lib/usecases/events/event-value.ts';
import { inParts } from '../../lib/usecases/events/parts.ts';
import { evidenceOf, readEvent } from '../../lib/usecases/events/read-event.ts';
import { service, shipped, states } from '../support/builders.ts';
import { EVENTS, event, FACTS } from '../support/partner-api.ts';

const { dictionary } = shipped;
const NOW = Date.UTC(2026, 2, 31, 12);
const teller = { partnerId: 'power', tier: 'partner' as const, facts: FACTS, events: EVENTS, outcomes: false };
const read = (given: unknown) => readEvent(given, 0, teller, dictionary, NOW);

describe('an event', () => {
  test('says what a service would have reported: on the UTC day, in the revision of the millisecond', () => {
    const anyBill = fc.record({
      at: fc.integer({ min: NOW - 90 * 86_400_000, max: NOW }),
      month: fc.integer({ min: 1, max: 12 }).map((n) => `2025-${String(n).padStart(2, '0')}`),
      account: fc.stringMatching(/^[A-Za-z0-9._-]{1,32}$/),
      status: fc.constantFrom('on_time', 'late', 'very_late'),
    });
    fc.assert(
      fc.property(anyBill, ({ at, status, ...data }) => {
        const occurredAt = new Date(at).toISOString();
        const told = read(event('bill.settled', 'ada', { ...data, status }, occurredAt)) as ToldEvent;
        const value = { on_time: 0, late: 1, very_late: 3 }[status];
        const reported = states(
          dictionary,
          service('partner', 'partner:power'),
          occurredAt.slice(0, 10),
          { utilityPayments: Object.fromEntries([[data.account, { [data.month]: value }]]) },
          at % 86_400_000,
        );
        const evidence = evidenceOf(told.facts ?? {}, teller, dictionary, NOW);
        expect('refused' in evidence ? evidence : pack(evidence)).toBe(pack(reported));
      }),
    );
  });

  test('whatever it is, is read or refused by a rule, never thrown at', () => {
    const anyEvent = fc.record(
      {
        id: fc.oneof(fc.string(), fc.constant('e1'), fc.anything()),
        type: fc.oneof(fc.constantFrom(...Object.keys(EVENTS)), fc.string()),
        subjectId: fc.oneof(fc.constant('ada'), fc.string()),
        occurredAt: fc.oneof(fc.constant('2026-03-10T12:00:00Z'), fc.date().map(String), fc.anything()),
        data: fc.oneof(
          fc.record({
            account: fc.oneof(fc.constant('flat'), fc.anything()),
            month: fc.oneof(fc.constant('2026-01'), fc.string(), fc.anything()),
            status: fc.oneof(fc.constant('late'), fc.anything()),
            customer: fc.anything(),
          }),
          fc.anything({ withNullPrototype: true }),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof({ weight: 5, arbitrary: anyEvent }, fc.anything()), (given) => {
        const told = read(given);
        if ('refused' in told)
          expect(told).toEqual({
            place: 0,
            id: expect.any(String),
            refused: expect.any(String),
            detail: expect.any(String),
          });
        else expect(ToldEvent.parse(JSON.parse(JSON.stringify(told)))).toEqual(told);
      }),
      { numRuns: 500 },
    );
  });

  test('tells of no value in a refusal, and at most a line', () => {
    const secret = 'S3CR3T'.repeat(100);
    for (const given of [
      event('bill.settled', 'ada', { account: secret, month: '2026-01', status: 'late' }),
      event('bill.settled', 'ada', { account: 'flat', month: secret, status: 'late' }),
      event('bill.settled', 'ada', { account: 'flat', month: '2026-01', status: secret }),
      { ...event('bill.settled', 'ada', {}), subjectId: secret },
      { ...event('bill.settled', 'ada', {}), occurredAt: secret },
    ]) {
      const told = read(given);
      expect('refused' in told && told.detail.length <= 200).toBe(true);
      expect(JSON.stringify(told)).not.toContain('S3CR3T');
    }
  });

  test('may be up to five minutes ahead of our clock', () => {
    const at = (ms: number) => read(event('customer.phone', 'ada', {}, new Date(NOW + ms).toISOString()));
    expect(at(300_000)).not.toHaveProperty('refused');
    expect(at(300_001)).toMatchObject({ refused: 'future-observation' });
  });
});

test('what objects inherit is at no place', () => {
  for (const from of ['__proto__', 'constructor', 'a.constructor', 'a.length.constructor', 'toString', 'a.b'])
    expect(valueIn({ a: 'text' }, { from })).toMatchObject({ refused: 'missing-value' });
  expect(valueIn({ a: { b: [{ c: 5 }] } }, { from: 'a.b.0.c' })).toEqual({ value: 5 });
  for (const word of ['constructor', '__proto__', 'valueOf'])
    expect(valueIn({ a: word }, { from: 'a', map: { late: 1 } })).toMatchObject({ refused: 'unknown-category' });
  expect(valueIn({ a: 30 }, { from: 'a', map: { 30: 1 } })).toEqual({ value: 1 });
});

test('parts hold every event once, whole people where a message can, and never more than a message takes', () => {
  const anyEvents = fc.array(fc.record({ person: fc.nat(60), size: fc.integer({ min: 1, max: 900 }) }), {
    minLength: 1,
    maxLength: 200,
  });
  fc.assert(
    fc.property(anyEvents, (given) => {
      const events = given.map(({ person, size }, place) => ({
        place,
        id: `e${place}`,
        subjectId: `p${person}`,
        at: 1,
        facts: { note: { value: 'x'.repeat(size) } },
      }));
      const parts = inParts(events, 4000);
      expect(
        parts
          .flat()
          .map(({ place }) => place)
          .toSorted((a, b) => a - b),
      ).toEqual(events.map(({ place }) => place));
      for (const part of parts) {
        expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThanOrEqual(4002);
        expect(new Set(part.map(({ subjectId }) => subjectId)).size).toBeLessThanOrEqual(25);
      }
      const homes = Map.groupBy(events, ({ subjectId }) => subjectId);
      for (const [subjectId, own] of homes) {
        const within = parts.filter((part) => part.some((one) => one.subjectId === subjectId)).length;
        if (JSON.stringify(own).length < 2000) expect(within).toBeLessThanOrEqual(1);
      }
    }),
  );
});
