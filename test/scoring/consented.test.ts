import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consented } from '../../lib/scoring/consented.ts';
import type { Profile } from '../../lib/scoring/context.ts';
import type { Statements } from '../../lib/scoring/evidence.ts';
import { open } from '../../lib/scoring/pack/open.ts';
import { pack } from '../../lib/scoring/pack.ts';
import { resolve } from '../../lib/scoring/resolve.ts';
import { score } from '../../lib/scoring/score.ts';
import { cheapestPath } from '../../lib/scoring/what-if.ts';
import { anyStatements, CALLERS, evidenceOf, LAST_DAY, type Said } from '../support/arbitraries.ts';
import { person, self, service, shipped, states } from '../support/builders.ts';

const { dictionary, card } = shipped;
const utility = service('partner', 'partner:utility');
const telecom = service('bureau', 'partner:telecom-1');
const callers = [...CALLERS, utility, telecom, utility];
const anySaid = anyStatements({ dictionary, callers }, 25);
const anyConsents = fc.record({
  'source:utility': fc.constantFrom(undefined, false, true),
  'source:telecom-1': fc.constantFrom(undefined, false, true),
  socialRelationships: fc.boolean(),
});

type Consents = Record<string, boolean>;
const given = (consents: object) =>
  Object.fromEntries(Object.entries(consents).filter(([, granted]) => granted !== undefined)) as Consents;

/** The same people, without a word of partners whom they do not let tell about them. */
const without = (said: readonly Said[], consents: Consents) =>
  said.filter(
    ({ caller: { sourceId } }) =>
      !sourceId.startsWith('partner:') || consents[`source:${sourceId.slice('partner:'.length)}`] === true,
  );

const outcome = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return (error as Error).message;
  }
};

const explained = (profile: Profile<Statements>, asOf: number) => ({
  score: outcome(() => score(profile, card, asOf)),
  inputs: outcome(() => resolve(profile, card, asOf)),
});

describe('what a partner sent without the person’s live consent', () => {
  test('changes nothing: score, coverage, reasons, credibility and conflicts are as if it had never been sent', () => {
    fc.assert(
      fc.property(anySaid, anyConsents, fc.integer({ min: -40, max: 400 }), (said, some, later) => {
        const consents = given(some);
        const all = evidenceOf(dictionary, said);
        const rest = evidenceOf(dictionary, without(said, consents));
        const asOf = LAST_DAY + later;
        const expected = explained({ evidence: rest, consents }, asOf);
        expect(explained({ evidence: all, consents }, asOf)).toEqual(expected);
        expect(explained({ evidence: open(pack(all), dictionary), consents }, asOf)).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });
  test('opens no path to a target that there would not be without it', () => {
    fc.assert(
      fc.property(anySaid, anyConsents, fc.integer({ min: 400, max: 800 }), (said, some, target) => {
        const consents = given(some);
        const path = (words: readonly Said[]) =>
          cheapestPath({ evidence: evidenceOf(dictionary, words), consents }, card, LAST_DAY, target);
        expect(path(said)).toEqual(path(without(said, consents)));
      }),
      { numRuns: 60 },
    );
  });
  test('is left out at once after a withdrawal, also of months that other sources report, too', () => {
    const bills = { power: { '2025-11': 3, '2025-12': 3 } };
    const own = states(dictionary, self, '2025-12-20', { monthlyIncome: 100 });
    const bank = states(dictionary, service('bureau', 'bank'), '2025-12-20', {
      utilityPayments: { water: { '2025-12': 0 } },
    });
    const sent = states(dictionary, utility, '2025-12-21', { utilityPayments: bills });
    const at = (granted: boolean) => score(person([own, bank, sent], { 'source:utility': granted }), card, LAST_DAY);
    expect(at(false)).toEqual(score(person([own, bank]), card, LAST_DAY));
    expect(at(true)).not.toEqual(at(false));
  });
});

test('people of whom no partner told anything are looked at as they lie', () => {
  const evidence = states(dictionary, service('partner', 'partners-bank'), '2025-12-20', { monthlyIncome: 100 });
  expect(consented(evidence, {})).toBe(evidence);
  expect(evidence.partners).toBeUndefined();
  const sent = states(dictionary, utility, '2025-12-20', { phoneVerified: true });
  expect(consented(sent, { 'source:utility': true })).toBe(sent);
});

test('a consent counts only by its own name, and only as a plain yes', () => {
  const sent = states(dictionary, utility, '2025-12-20', { phoneVerified: true });
  for (const consents of [{}, { utility: true }, { 'source:utilit': true }, { 'recipient:utility': true }])
    expect(consented(sent, consents as Consents).present).toEqual([]);
});
