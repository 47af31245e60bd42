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

/** Chances in the words of the card: 1 in 10 inflates, then 7 in 10 statements; 1 honest statement in 100 is contradicted. */
const believedAfter = (...ratios: number[]) => {
  const odds = ratios.reduce((product, ratio) => product * ratio, 0.1 / 0.9);
  return Math.round(1000 * (1 - 1.6 * (1 - 1 / (1 + odds))));
};
const held = (stake: number) => 1 - 0.7 * stake;
const contradicted = (stake: number) => 1 + (0.7 / 0.01 - 1) * stake;

describe('how far a person is believed', () => {
  const income = (value: number, on?: string) => says(self, { income: value }, on);
  const record = (value: number, on?: string) => says(registry, { income: value }, on);
  test('nothing checked: as one of a crowd in which 1 in 10 inflates', () => {
    expect(believed()).toBe(840);
    expect(believed()).toBe(believedAfter());
  });
  test('a word that held counts by what a lie would have gained: 9 of 14 points', () =>
    expect(believed(income(60), record(70))).toBe(believedAfter(held(9 / 14))));
  test('a word that held where nothing could be gained proves nothing', () =>
    expect(believed(income(120), record(130))).toBe(840));
  test('two words that held', () =>
    expect(believed(income(60), says(self, { loans: 1 }), record(70), says(partner, { loans: 2 }))).toBe(
      believedAfter(held(9 / 14), held(4 / 10)),
    ));
  test('contradicted, by 9 of 14 points: what is said in the own favour now counts against', () => {
    expect(believed(income(120), record(60))).toBe(-335);
    expect(believed(income(120), record(60))).toBe(believedAfter(contradicted(9 / 14)));
  });
  test('contradicted from the worst bin to the best weighs most, from a bin to its neighbour least', () => {
    expect(believed(income(120), record(10))).toBe(believedAfter(contradicted(1)));
    expect(believed(income(60), record(10))).toBe(believedAfter(contradicted(5 / 14)));
  });
  test('a mistake to the own disadvantage is no lie', () => expect(believed(income(10), record(120))).toBe(840));
  test('one held, one contradicted', () =>
    expect(believed(income(120), says(self, { loans: 1 }), record(60), says(partner, { loans: 2 }))).toBe(
      believedAfter(contradicted(9 / 14), held(4 / 10)),
    ));
  test('a fact is checked once, against the most reliable who speaks of it', () =>
    expect(believed(income(60), record(70), says(partner, { income: 10 }))).toBe(believedAfter(held(9 / 14))));
  test('of two as reliable, the newer is the witness', () => {
    const [old, recent] = [service('registry', 'a'), service('registry', 'z')];
    const lie = believedAfter(contradicted(9 / 14));
    expect(believed(income(120), says(old, { income: 130 }, '2025-05-01'), says(recent, { income: 60 }))).toBe(lie);
    expect(believed(income(120), says(old, { income: 60 }, '2025-05-01'), says(recent, { income: 130 }))).toBe(840);
  });
  test('the same within the tolerance of a tenth, in other bins', () => {
    expect(believed(income(104), record(95))).toBe(believedAfter(held(9 / 14)));
    expect(believed(income(105), record(94))).toBe(believedAfter(contradicted(9 / 14)));
  });
  test('dates agree within 31 days', () => {
    const job = (caller: typeof self, since: string) => says(caller, { jobSince: since });
    expect(believed(job(self, '2024-05-20'), job(registry, '2024-06-20'))).toBe(believedAfter(held(1)));
    expect(believed(job(self, '2024-05-20'), job(registry, '2024-06-21'))).toBe(believedAfter(contradicted(4 / 8)));
  });
  test('what was true a half-life before or after proves nothing, and in between the less the longer', () => {
    const then = (on: string) =>
      [believed(income(120), record(60, on)), believed(income(120, on), record(60))] as const;
    expect(then('2025-02-21')).toEqual([840, 840]);
    for (const on of ['2025-03-01', '2025-04-01', '2025-05-01', '2025-05-31']) {
      for (const found of then(on)) {
        expect(found).toBeLessThan(840);
        expect(found).toBeGreaterThan(-335);
      }
    }
    expect(then('2025-05-01')[0]).toBeLessThan(then('2025-04-01')[0] as number);
  });
  test('months are not compared: sources report different accounts', () => {
    const bills = (caller: typeof self, status: number) => says(caller, { bills: { a: { '2025-05': status } } });
    expect(believed(bills(self, 0), bills(partner, 4))).toBe(840);
  });
});

describe('a person who was caught', () => {
  const caught = [says(self, { income: 120, housing: 'own' }), says(registry, { income: 60 })];
  const course = (until: number) =>
    Array.from({ length: until }, (_, age) => {
      const later = resolve(person(caught), card, day(TODAY) + age);
      return inputFor(later, card, 'housing')?.credibility ?? Number.NaN;
    });
  test('is believed again little by little as the contradiction ages, never from one day to the next', () => {
    const days = course(1200);
    days.slice(1).forEach((now, i) => {
      expect(now).toBeGreaterThanOrEqual(days[i] as number);
      expect(now - (days[i] as number)).toBeLessThan(15);
    });
    expect(days[100]).toBeLessThan(0);
    expect(days.at(-1)).toBe(840);
  });
  test('loses by what only they say in their favour, but not below the worst bin', () => {
    const result = score(person(caught), card, day(TODAY));
    // 1 point is missing's, 4 the best bin's: 1 - 3 * 0.5 * 0.335.
    expect(pointsFor(result, card, 'housing')).toBe(0.499);
    // Income: 3 is missing's, 14 the best bin's; 3 - 11 * 0.5 * 0.6 would be below the worst bin.
    const lied = [says(self, { loans: 0, orders: 20, income: 120 }), says(partner, { loans: 5, orders: 0 })];
    expect(pointsFor(score(person(lied), card, day(TODAY)), card, 'income')).toBe(0);
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

  test('is checked although it is not scored, as if half as much were at stake', () => {
    expect(trust(tell(self, { incomeSources: 2 }), tell(partner, { incomeSources: 2 }))).toBe(856);
    expect(trust(tell(self, { incomeSources: 2 }), tell(partner, { incomeSources: 1 }))).toBe(-207);
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
    expect(trust(...all)).toBe(790);
    expect(looked({}, ...all).conflicts).toEqual([]);
  });
  test('is not looked at in a dimension to which the person has not consented', () => {
    const all = [tell(self, { groupSince: '2010-01-01' }), tell(partner, { groupSince: '2024-01-01' })];
    const consented = looked({ socialRelationships: true }, ...all);
    expect(inputFor(consented, rules.card, 'monthlyIncome')?.credibility).toBeLessThan(0);
    expect(trust(...all)).toBe(790);
    expect(looked({}, ...all).conflicts).toEqual([]);
  });
});

describe('a platform is doubted by 1 in 100 at first', () => {
  const pay = says(platform, { pay: { a: { '2025-05': 120 } } });
  const credibility = (...all: ReturnType<typeof says>[]) =>
    inputFor(resolved(pay, ...all), card, 'meanPay')?.credibility;
  test('and loses it to contradictions by better sources', () => {
    expect(credibility()).toBe(990);
    expect(credibility(says(platform, { orders: 20 }), says(registry, { orders: 0 }))).toBe(908);
    expect(credibility(says(platform, { orders: 20 }), says(self, { orders: 0 }))).toBe(990);
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
    expect(inputFor(resolved(...all), card, 'meanPay')?.credibility).toBe(990);
  });
  test('is none where the values fall into one bin', () => {
    expect(conflicts(says(self, { income: 120 }), says(registry, { income: 800 }))).toEqual([]);
  });
});

describe('the own word earns', () => {
  const earned = (facts: Record<string, unknown>, id: string, caller = self) =>
    pointsFor(score(person([says(caller, facts)]), card, day(TODAY)), card, id);
  test('in favour: half of the way, times the credibility of 0.84 (1 + 3 * 0.42)', () => {
    expect(earned({ housing: 'own' }, 'housing')).toBe(2.26);
    expect(earned({ housing: 'own' }, 'housing', registry)).toBe(4);
  });
  test('against the own interest: it is believed in full, more than anybody else would be', () => {
    expect(earned({ income: 10 }, 'income')).toBe(0);
    expect(earned({ income: 10 }, 'income', platform)).toBe(0.771);
  });
  test('against the own interest even by a person who was caught, as far as it is fresh', () => {
    const caught = [says(self, { income: 120 }), says(registry, { income: 60 })];
    const admitted = score(person([...caught, says(self, { loans: 5 }, '2024-11-13')]), card, day(TODAY));
    expect(pointsFor(admitted, card, 'loans')).toBe(2);
  });
});
