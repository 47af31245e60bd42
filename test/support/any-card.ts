import fc from 'fast-check';
import type { Tier } from '../../lib/schemas/dictionary.ts';
import { FOLDS } from '../../lib/schemas/scorecard.ts';
import { type Ruleset, ruleset } from './builders.ts';
import { tinyCard } from './tiny-card.ts';
import { type CardJson, type DictionaryJson, fact, flags, numbers, over, type RowJson, row } from './write-card.ts';

const acts = { actionable: true };
const points = fc.integer({ min: 0, max: 12 });
const list = (length: number) => fc.array(points, { minLength: length, maxLength: length });
const tiers = fc
  .constantFrom<Tier>('self', 'platform', 'partner', 'registry')
  .map((best) => `self ${best}`.replace('self self', 'self'));
const folds = fc.constantFrom(...FOLDS.filter((fold) => fold !== 'variation' && fold !== 'min'));

/** What a small card is made of; data only, so that a failure can be read. */
export const anySmallCard = ({ special, pair }: { special: boolean; pair: boolean }) =>
  fc.record({
    tiers: fc.tuple(tiers, tiers, tiers),
    amount: list(4),
    alsoAmount: fc.option(list(2), { nil: undefined }),
    special: special ? fc.constantFrom(-1, 2, 6) : fc.constant(undefined),
    kind: list(3),
    flag: list(2),
    bills: fc.option(fc.record({ fold: folds, windowMonths: fc.constantFrom(3, 12), points: list(3) }), {
      nil: undefined,
    }),
    friend: list(2),
    missing: list(6),
    pair: pair
      ? fc.array(fc.array(fc.integer({ min: -6, max: 12 }), { minLength: 4, maxLength: 4 }), {
          minLength: 3,
          maxLength: 3,
        })
      : fc.constant(undefined),
  });

export type Given = ReturnType<typeof anySmallCard> extends fc.Arbitrary<infer T> ? T : never;

/**
 * Small cards of every make: one or two characteristics of a number, with a special code or none, a pair or none, a
 * payment history or none. `probe` earns nothing; the person states it, so that one sees how far they are believed.
 */
export function smallCard(given: Given): Ruleset {
  const [first, second, third] = given.tiers;
  const dictionary: DictionaryJson = {
    id: 'any',
    version: '1',
    title: 'Any small dictionary',
    facts: {
      amount: fact(
        'fulfilmentCapacity',
        100,
        first,
        { type: 'number', unit: 'units', range: [given.special === undefined ? 0 : -1, 6] },
        acts,
      ),
      kind: fact('fulfilmentCapacity', 100, second, { type: 'category', categories: ['a', 'b', 'c'] }, acts),
      flag: fact('fulfilmentCapacity', null, third, { type: 'flag' }, acts),
      bills: fact(
        'creditHistory',
        400,
        'self partner',
        { type: 'months', unit: 'status', range: [0, 4], combine: 'worst' },
        acts,
      ),
      given: fact('identity', 100, 'self registry', { type: 'number', unit: 'units', range: [0, 6] }),
      friend: fact('socialRelationships', 100, 'platform', { type: 'flag' }, acts),
      probe: fact('identity', null, 'self', { type: 'flag' }),
    },
  };
  return ruleset(dictionary, over(dictionary, cardOf(given)));
}

function cardOf({ amount, alsoAmount, special, kind, flag, bills, friend, missing, pair }: Given): CardJson {
  const at = (i: number) => missing[i] ?? 0;
  const codes = special === undefined ? [] : [{ values: [special], points: at(5) }];
  const pay = (fold: NonNullable<Given['bills']>): RowJson =>
    row('bills', 'creditHistory', numbers([1, 3], fold.points), at(3), {
      fold: fold.fold,
      windowMonths: fold.windowMonths,
    });
  const characteristics: RowJson[] = [
    row('amount', 'fulfilmentCapacity', numbers([1, 2, 5], amount), at(0), { special: codes }),
    ...(alsoAmount
      ? [row('alsoAmount', 'fulfilmentCapacity', numbers([4], alsoAmount), at(1), { fact: 'amount' })]
      : []),
    row(
      'kind',
      'fulfilmentCapacity',
      [
        { categories: ['a'], points: kind[0] ?? 0 },
        { categories: ['b'], points: kind[1] ?? 0 },
      ],
      at(2),
      { unseen: { points: kind[2] ?? 0 } },
    ),
    row('flag', 'fulfilmentCapacity', flags(flag[0] ?? 0, flag[1] ?? 0), at(4)),
    ...(bills ? [pay(bills)] : []),
    row('given', 'identity', numbers([3], [0, 9]), 3),
    row('friend', 'socialRelationships', flags(friend[0] ?? 0, friend[1] ?? 0), 1),
    row('probe', 'identity', flags(0, 0), 0),
  ].map((each) => ({ ...each, coverageWeight: 1 }));
  const baseline = Object.fromEntries(characteristics.map(({ id }) => [id, 5]));
  return {
    ...tinyCard,
    kind: 'learned',
    scale: { min: 0, max: 60, offset: 5, odds: { pdo: 20, baseScore: 50, baseOdds: 10 } },
    calibration: { slope: 1, intercept: 0 },
    bands: tinyCard.bands.slice(0, 1),
    characteristics,
    pairs: pair
      ? [
          {
            id: 'pair',
            characteristics: ['flag', 'kind'],
            cells: pair,
            reasonCode: 'PAIR',
            reason: { en: 'p', zh: 'p' },
          },
        ]
      : [],
    baselines: { source: 'a test', population: baseline, cutoff: baseline },
  };
}
