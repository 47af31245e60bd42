import { describe, expect, test } from 'vitest';
import { resolve } from '../../lib/scoring/resolve.ts';
import { score } from '../../lib/scoring/score.ts';
import { day, inputFor, person, pointsFor, self, service, shipped, states } from '../support/builders.ts';
import { tiny } from '../support/tiny-card.ts';

const { dictionary, card } = tiny;
const TODAY = '2025-06-01';
const [platform, partner, registry] = [service('platform'), service('partner'), service('registry')];
const says = (caller: typeof self, facts: Record<string, unknown>, on = TODAY) => states(dictionary, caller, on, facts);
const resolved = (...all: ReturnType<typeof says>[]) => resolve(person(all), card, day(TODAY));

/** How far the person is believed about their housing, which nobody can check here. */
const believed = (...all: ReturnType<typeof says>[]) =>
  inputFor(resolved(says(self, { housing: 'own' }), ...all), card, 'housing')?.credibility;

describe('how far a person is believed: ((2 + a) / (2.2 + a + 6 c))^2', () => {
  const income = says(self, { income: 120 });
  const loans = says(self, { loans: 0 });
  test('nothing checked: (2 / 2.2)^2', () => expect(believed()).toBe(826));
  test('one statement held: (3 / 3.2)^2', () => expect(believed(income, says(registry, { income: 130 }))).toBe(879));
  test('two statements held: (4 / 4.2)^2', () =>
    expect(believed(income, loans, says(registry, { income: 130 }), says(partner, { loans: 0 }))).toBe(907));
  test('one contradicted: (2 / 8.2)^2', () => expect(believed(income, says(registry, { income: 60 }))).toBe(59));
  test('one held, one contradicted: (3 / 9.2)^2', () =>
    expect(believed(income, loans, says(registry, { income: 130 }), says(partner, { loans: 5 }))).toBe(106));
  test('a fact is checked once, against the most reliable who speaks of it', () =>
    expect(believed(income, says(registry, { income: 130 }), says(partner, { income: 10 }))).toBe(879));
  test('of two as reliable, the newer is the witness', () => {
    const [old, recent] = [service('registry', 'a'), service('registry', 'z')];
    expect(believed(income, says(old, { income: 130 }, '2025-05-01'), says(recent, { income: 60 }))).toBe(59);
    expect(believed(income, says(old, { income: 60 }, '2025-05-01'), says(recent, { income: 130 }))).toBe(879);
  });
  test('the same within the tolerance of a tenth, in other bins', () => {
    expect(believed(says(self, { income: 104 }), says(registry, { income: 95 }))).toBe(879);
    expect(believed(says(self, { income: 105 }), says(registry, { income: 94 }))).toBe(59);
  });
  test('dates agree within 31 days', () => {
    const job = (caller: typeof self, since: string) => says(caller, { jobSince: since });
    expect(believed(job(self, '2024-05-20'), job(registry, '2024-06-20'))).toBe(879);
    expect(believed(job(self, '2024-05-20'), job(registry, '2024-06-21'))).toBe(59);
  });
  test('what was true a half-life ago proves nothing', () => {
    expect(believed(income, says(registry, { income: 60 }, '2025-02-21'))).toBe(59);
    expect(believed(income, says(registry, { income: 60 }, '2025-02-20'))).toBe(826);
    expect(believed(says(self, { income: 120 }, '2025-02-20'), says(registry, { income: 60 }))).toBe(826);
  });
  test('months are not compared: sources report different accounts', () => {
    const bills = (caller: typeof self, status: number) => says(caller, { bills: { a: { '2025-05': status } } });
    expect(believed(bills(self, 0), bills(partner, 4))).toBe(826);
  });
});

describe('what is said of other things', () => {
  const rules = shipped;
  const tell = (caller: typeof self, facts: Record<string, unknown>) => states(rules.dictionary, caller, TODAY, facts);
  const own = tell(self, { monthlyIncome: 180 });
  const looked = (consents: Record<string, boolean>, ...all: ReturnType<typeof tell>[]) =>
    resolve(person([own, ...all], consents), rules.card, day(TODAY));
  const trust = (...all: ReturnType<typeof tell>[]) =>
    inputFor(looked({}, ...all), rules.card, 'monthlyIncome')?.credibility;

  test('is checked although it is not scored', () => {
    expect(trust(tell(self, { incomeSources: 2 }), tell(partner, { incomeSources: 2 }))).toBe(879);
    expect(trust(tell(self, { incomeSources: 2 }), tell(partner, { incomeSources: 1 }))).toBe(59);
  });
  test.each([
    ['sex', 'female', 'male'],
    ['religion', 'minority', 'majority'],
    ['nationalOrigin', 'bornHere', 'bornAbroad'],
    ['maritalStatus', 'single', 'married'],
    ['disability', false, true],
    ['publicAssistance', false, true],
    ['birthDate', '1990-01-01', '1960-01-01'],
  ])('is not looked at when it is protected, not even to catch a lie: %s', (fact, said, recorded) => {
    const all = [tell(self, { [fact]: said }), tell(registry, { [fact]: recorded })];
    expect(trust(...all)).toBe(826);
    expect(looked({}, ...all).conflicts).toEqual([]);
  });
  test('is not looked at in a dimension to which the person has not consented', () => {
    const all = [tell(self, { groupSince: '2010-01-01' }), tell(partner, { groupSince: '2024-01-01' })];
    const consented = looked({ socialRelationships: true }, ...all);
    expect(inputFor(consented, rules.card, 'monthlyIncome')?.credibility).toBe(59);
    expect(trust(...all)).toBe(826);
    expect(looked({}, ...all).conflicts).toEqual([]);
  });
});

describe('a platform starts with full credit: (10 / (10 + 2 c))^2', () => {
  const pay = says(platform, { pay: { a: { '2025-05': 120 } } });
  const credibility = (...all: ReturnType<typeof says>[]) =>
    inputFor(resolved(pay, ...all), card, 'meanPay')?.credibility;
  test('and loses it to contradictions by better sources', () => {
    expect(credibility()).toBe(1000);
    expect(credibility(says(platform, { orders: 20 }), says(registry, { orders: 0 }))).toBe(694);
    expect(credibility(says(platform, { orders: 20 }), says(self, { orders: 0 }))).toBe(1000);
  });
  test('while a partner is not doubted on this card', () => {
    const partners = says(partner, { pay: { a: { '2025-05': 120 } }, orders: 20 });
    expect(inputFor(resolved(partners, says(registry, { orders: 0 })), card, 'meanPay')?.credibility).toBe(1000);
  });
});

describe('disagreement', () => {
  const conflicts = (...all: ReturnType<typeof says>[]) =>
    resolved(...all).conflicts.map(({ fact, ...tiers }) => ({ fact: dictionary.names[fact], ...tiers }));
  test('is reported with who was believed', () => {
    expect(conflicts(says(self, { income: 120 }), says(registry, { income: 60 }))).toEqual([
      { fact: 'income', believed: 4, other: 0 },
    ]);
  });
  test('between equals is reported, and costs nobody credit', () => {
    const other = service('platform', 'other');
    const pay = says(other, { pay: { a: { '2025-05': 120 } } });
    const all = [says(platform, { orders: 20 }), says(other, { orders: 0 }, '2025-05-31'), pay];
    expect(conflicts(...all)).toEqual([{ fact: 'orders', believed: 1, other: 1 }]);
    expect(inputFor(resolved(...all), card, 'meanPay')?.credibility).toBe(1000);
  });
  test('is none where the values fall into one bin', () => {
    expect(conflicts(says(self, { income: 120 }), says(registry, { income: 800 }))).toEqual([]);
  });
});

describe('the own word earns', () => {
  const earned = (facts: Record<string, unknown>, id: string, caller = self) =>
    pointsFor(score(person([says(caller, facts)]), card, day(TODAY)), card, id);
  test('in favour: half of the way, times the credibility of 0.826 (1 + 3 * 0.413)', () => {
    expect(earned({ housing: 'own' }, 'housing')).toBe(2.239);
    expect(earned({ housing: 'own' }, 'housing', registry)).toBe(4);
  });
  test('against the own interest: it is believed in full, more than anybody else would be', () => {
    expect(earned({ income: 10 }, 'income')).toBe(0);
    expect(earned({ income: 10 }, 'income', platform)).toBe(0.75);
  });
  test('against the own interest even by a person who was caught, as far as it is fresh', () => {
    const caught = [says(self, { income: 120 }), says(registry, { income: 60 })];
    const admitted = score(person([...caught, says(self, { loans: 5 }, '2024-11-13')]), card, day(TODAY));
    expect(pointsFor(admitted, card, 'loans')).toBe(2);
  });
});
