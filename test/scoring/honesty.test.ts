import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TIERS } from '../../lib/schemas/dictionary.ts';
import { resolve } from '../../lib/scoring/resolve.ts';
import { assess } from '../../lib/scoring/score.ts';
import {
  anyConsents,
  anyStatements,
  anyValue,
  evidenceOf,
  factOf,
  LAST_DAY,
  type Said,
} from '../support/arbitraries.ts';
import { callerOf, type Ruleset, self, shipped, totalOf } from '../support/builders.ts';
import { tinyWithPair } from '../support/tiny-card.ts';

function pointsOf({ dictionary, card }: Ruleset, said: readonly Said[], consents: Record<string, boolean>) {
  const resolved = resolve({ evidence: evidenceOf(dictionary, said), consents }, card, LAST_DAY);
  const result = assess(resolved, card);
  return { resolved, points: result.points, total: totalOf(result) };
}

describe.each([
  ['shipped expert', shipped],
  ['tiny', tinyWithPair],
])('the own word, with the %s card', (_, rules) => {
  const { dictionary, card } = rules;
  /** Facts that a person may state and somebody more reliable as well, and what else is known of the person. */
  const declarable = dictionary.names.filter((name) => {
    const { assertableBy } = factOf(dictionary, name);
    return assertableBy.includes('self') && assertableBy.length > 1;
  });
  const setting = (facts: readonly string[]) =>
    fc.constantFrom(...facts).chain((fact) =>
      fc
        .record({
          consents: anyConsents,
          rest: anyStatements({ dictionary, facts: dictionary.names.filter((name) => name !== fact) }, 15),
          stated: anyValue(factOf(dictionary, fact)),
          verified: anyValue(factOf(dictionary, fact)),
          tier: fc.constantFrom(...factOf(dictionary, fact).assertableBy.filter((tier) => tier !== 'self')),
          /** Not older than its half-life: fresh. */
          on: fc.integer({
            min: LAST_DAY - Math.min(400, factOf(dictionary, fact).halfLifeDays ?? 400),
            max: LAST_DAY,
          }),
        })
        .map(({ stated, verified, on, ...rest }) => ({
          ...rest,
          fact,
          on,
          stated: stated(on),
          verified: verified(on),
        })),
    );
  const said = (caller: Said['caller'], fact: string, on: number, value: unknown): Said => ({
    caller,
    on,
    revision: undefined,
    fact,
    value,
  });

  test('never earns more than the same statement out of a better source', () => {
    fc.assert(
      fc.property(setting(declarable), ({ fact, consents, rest, stated, tier, on }) => {
        const earns = (caller: Said['caller']) =>
          pointsOf(rules, [...rest, said(caller, fact, on, stated)], consents).total;
        expect(earns(self)).toBeLessThanOrEqual(earns(callerOf(tier, 'a stranger')));
      }),
      { numRuns: 300 },
    );
  });

  test('never raises a characteristic of which a fresh verified statement speaks', () => {
    fc.assert(
      fc.property(setting(declarable), ({ fact, consents, rest, stated, verified, tier, on }) => {
        const known = [...rest, said(callerOf(tier, 'a stranger'), fact, on, verified)];
        const claimed = [...known, said(self, fact, LAST_DAY, stated)];
        const [before, after] = [pointsOf(rules, known, consents), pointsOf(rules, claimed, consents)];
        for (const row of card.byFact[dictionary.index.get(fact) ?? -1] ?? []) {
          if (before.resolved.inputs[row.index] === undefined) continue;
          expect(after.points[row.index]).toBeLessThanOrEqual(before.points[row.index] ?? 0);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('never helps once it is contradicted, whatever else the person says', () => {
    const checkable = declarable.filter((name) => {
      const { type, protected: isProtected } = factOf(dictionary, name);
      return type !== 'months' && isProtected === false;
    });
    let contradictions = 0;
    fc.assert(
      fc.property(setting(checkable), ({ fact, consents, rest, stated, verified, tier, on }) => {
        const known = [...rest, said(callerOf(tier, 'a stranger'), fact, on, verified)];
        const claimed = [...known, said(self, fact, LAST_DAY, stated)];
        const [before, after] = [pointsOf(rules, known, consents), pointsOf(rules, claimed, consents)];
        const isOwn = (conflict: { fact: number; other: number }) =>
          dictionary.names[conflict.fact] === fact && conflict.other === 0;
        if (!after.resolved.conflicts.some(isOwn)) return;
        contradictions += 1;
        expect(after.total).toBeLessThanOrEqual(before.total);
      }),
      { numRuns: 300 },
    );
    expect(contradictions).toBeGreaterThan(80);
  });
});

/** Up to four tiers speak of one fact, each on a day and with a value of its own, the half-life being 100 days. */
const several = fc
  .uniqueArray(
    fc.record({
      tier: fc.integer({ min: 1, max: 4 }),
      back: fc.integer({ min: 0, max: 99 }),
      orders: fc.constantFrom(0, 5, 20, 30, 1),
    }),
    {
      selector: ({ tier }) => tier,
      minLength: 2,
    },
  )
  .filter((all) => new Set(all.map(({ back }) => back)).size === all.length);

describe('of several verified statements about one fact', () => {
  const named = (all: { tier: number; back: number; orders: number }[], names: readonly string[]) =>
    all.map(
      ({ tier, back, orders }, i): Said => ({
        caller: callerOf(TIERS[tier] as 'bureau', names[i] ?? ''),
        on: LAST_DAY - back,
        revision: undefined,
        fact: 'orders',
        value: orders,
      }),
    );
  const orders = (all: readonly Said[]) => pointsOf(tinyWithPair, all, {}).total;

  test('which one counts does not depend on the names of the sources', () => {
    fc.assert(
      fc.property(several, (all) => {
        expect(orders(named(all, ['z', 'y', 'x', 'w']))).toBe(orders(named(all, ['w', 'x', 'y', 'z'])));
      }),
      { numRuns: 2000 },
    );
  });
});
