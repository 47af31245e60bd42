import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadScorecard } from '../../lib/scorecards/load.ts';
import { attribute, type Causes } from '../../lib/scoring/attribution.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { type Profile, resolve } from '../../lib/scoring/resolve.ts';
import { score } from '../../lib/scoring/score.ts';
import { anyConsents, anyDay, anyStatements, evidenceOf, LAST_DAY, type Said } from '../support/arbitraries.ts';
import { day, person, self, service, shipped, shippedJson, states } from '../support/builders.ts';
import { tiny } from '../support/tiny-card.ts';
import { altered } from '../support/write-card.ts';

const { dictionary } = shipped;
const load = (changes: Record<string, unknown>) =>
  loadScorecard(altered(shippedJson.card, { coverageFloor: 0, ...changes }), dictionary);
const card = load({});
const stricter = load({
  version: '2',
  'reliability.self': 0.2,
  'characteristics.1.missing.points': 2,
  staleBelow: 0.7,
});

interface Moment {
  profile: Profile;
  version: number;
  asOf: number;
  card: Scorecard;
}

const valueAt = ({ profile, card: under, asOf }: Moment): number => {
  const result = score(profile, under, asOf);
  if (result.status === 'unscorable') throw new Error('these cards state every score');
  return result.score;
};

function why(before: Moment, after: Moment): Causes & { change: number } {
  const resolved = resolve(before.profile, before.card, before.asOf);
  const former = { score: valueAt(before), profileVersion: before.version, resolved, card: before.card };
  const causes = attribute(former, after.profile, after.version, after.asOf, valueAt(after));
  return { ...causes, change: valueAt(after) - valueAt(before) };
}

const facts = ['monthlyIncome', 'mainAsset', 'addressSince', 'rentPayments', 'utilityPayments', 'identityVerified'];
const life = fc.record({
  known: anyStatements({ dictionary, facts, days: anyDay.filter((on) => on <= LAST_DAY - 200) }, 10),
  news: anyStatements({ dictionary, facts }, 6),
  later: fc.integer({ min: 0, max: 900 }),
  consents: fc.tuple(anyConsents, anyConsents),
});
const at = (said: readonly Said[], consents: Record<string, boolean>, rest: Omit<Moment, 'profile'>): Moment => ({
  profile: { evidence: evidenceOf(dictionary, said), consents },
  ...rest,
});

describe('why a score changed', () => {
  test('the parts add up to the change, whatever happened', () => {
    fc.assert(
      fc.property(life, fc.boolean(), ({ known, news, later, consents: [a, b] }, newCard) => {
        const before = at(known, a, { version: 1, asOf: LAST_DAY - 200, card });
        const after = at([...known, ...news], b, {
          version: 2,
          asOf: LAST_DAY + later,
          card: newCard ? stricter : card,
        });
        const { ageing, data, scorecard, change } = why(before, after);
        expect(ageing + data + scorecard).toBe(change);
        if (!newCard) expect(scorecard).toBe(0);
      }),
    );
  });
  test('where nobody said anything and the card is the same, time is the only cause', () => {
    fc.assert(
      fc.property(life, ({ known, later, consents: [a] }) => {
        const before = at(known, a, { version: 1, asOf: LAST_DAY - 200, card });
        const { data, scorecard } = why(before, { ...before, asOf: LAST_DAY - 200 + later });
        expect({ data, scorecard }).toEqual({ data: 0, scorecard: 0 });
      }),
    );
  });
  test('on one and the same day, time is no cause', () => {
    fc.assert(
      fc.property(life, fc.boolean(), ({ known, news, consents: [a, b] }, newCard) => {
        const before = at(known, a, { version: 1, asOf: LAST_DAY, card });
        const after = at([...known, ...news], b, { version: 2, asOf: LAST_DAY, card: newCard ? stricter : card });
        expect(why(before, after).ageing).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

describe('on one day, it is the news and not time that changes a score, when', () => {
  const partner = service('partner');
  const onTheDay = (facts: Record<string, unknown>, caller = partner, revision?: number) =>
    states(tiny.dictionary, caller, '2025-06-01', facts, revision);
  const moment = (version: number, ...evidence: ReturnType<typeof onTheDay>[]): Moment => ({
    profile: person(evidence),
    version,
    asOf: day('2025-06-01'),
    card: tiny.card,
  });
  const paid = onTheDay({ bills: { power: { '2025-05': 0 } } });
  const long = onTheDay({ jobSince: '2015-01-01' });
  const declared = onTheDay({ orders: 20, income: 120 }, self);
  test.each([
    ['a late month is reported by the same source', paid, onTheDay({ bills: { gas: { '2025-05': 2 } } })],
    ['a date is corrected by the same source', long, onTheDay({ jobSince: '2025-01-01' }, partner, 1)],
    [
      'a person is caught, so that the rest of their word counts less',
      declared,
      onTheDay({ income: 10 }, service('registry')),
    ],
  ])('%s', (_, known, news) => {
    const { ageing, data, change } = why(moment(1, known), moment(2, known, news));
    expect(change).toBeLessThan(0);
    expect({ ageing, data }).toEqual({ ageing: 0, data: change });
  });
  test('and who was caught yesterday has not aged overnight', () => {
    const caught = onTheDay({ income: 10 }, service('registry'));
    const { ageing, data } = why(moment(1, declared), { ...moment(2, declared, caught), asOf: day('2025-06-02') });
    expect(ageing).toBeGreaterThanOrEqual(-1);
    expect(data).toBeLessThanOrEqual(-13);
  });
  test('and a corrected date is news on the next day as well', () => {
    const corrected = onTheDay({ jobSince: '2025-01-01' }, partner, 1);
    const { ageing, data } = why(moment(1, long), { ...moment(2, long, corrected), asOf: day('2025-06-02') });
    expect({ ageing, data }).toEqual({ ageing: 0, data: -7 });
  });
});
