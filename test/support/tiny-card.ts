import { contentHash } from '../../lib/scorecards/load.ts';
import { type Ruleset, ruleset } from './builders.ts';
import { type CardJson, categories, type DictionaryJson, fact, flags, numbers, row, words } from './write-card.ts';

const acts = { actionable: true };
const anyone = 'self platform partner bureau registry';

/** One fact of every kind; short half-lives, so that a test need not wait for years. */
export const tinyDictionary: DictionaryJson = {
  id: 'tiny',
  version: '1',
  title: 'A tiny dictionary',
  facts: {
    loans: fact('creditHistory', 200, 'self partner bureau', { type: 'number', unit: 'loans', range: [0, 99] }, acts),
    bills: fact(
      'creditHistory',
      730,
      'self platform partner',
      { type: 'months', unit: 'status', range: [0, 4], combine: 'worst' },
      acts,
    ),
    income: fact(
      'fulfilmentCapacity',
      100,
      'self platform partner registry',
      { type: 'number', unit: 'percent', range: [-10, 1000], tolerance: 0.1 },
      acts,
    ),
    pay: fact('fulfilmentCapacity', 100, 'platform partner', {
      type: 'months',
      unit: 'percent',
      range: [-1000, 1000],
      combine: 'sum',
    }),
    jobSince: fact('fulfilmentCapacity', 365, 'self partner registry', {
      type: 'since',
      unit: 'months',
      toleranceDays: 31,
    }),
    orders: fact('behaviour', 100, anyone, { type: 'number', unit: 'orders', range: [0, 1000] }, acts),
    verified: fact('identity', null, 'partner registry', { type: 'flag' }, acts),
    housing: fact('identity', 400, anyone, { type: 'category', categories: ['own', 'rent', 'boat'] }, acts),
    friends: fact('socialRelationships', 365, 'platform', { type: 'number', unit: 'members', range: [0, 5] }, acts),
    birthDate: fact('identity', null, 'self registry', { type: 'since', unit: 'years' }, { protected: 'age' }),
    sex: fact(
      'identity',
      null,
      'self registry',
      { type: 'category', categories: ['female', 'male'] },
      { protected: true },
    ),
  },
};

const share = (of: number) => ({ share: of, source: 'a test' });

export const tinyCard: CardJson = {
  schema: 1,
  id: 'tiny-card',
  version: '1',
  kind: 'expert',
  title: 'A tiny card',
  dictionary: { id: 'tiny', hash: contentHash(tinyDictionary) },
  scale: { min: 0, max: 100, offset: 0 },
  bands: [
    { name: 'low', from: 0, label: words('low') },
    { name: 'high', from: 50, label: words('high') },
  ],
  reliability: { self: 0.5, platform: 0.75, partner: 0.9, bureau: 0.95, registry: 1 },
  credibility: {
    self: { prior: 0.1, lies: 0.7, mistakes: 0.01, reversal: 0.6 },
    platform: { prior: 0.01, lies: 0.5, mistakes: 0.05, reversal: 0 },
  },
  staleBelow: 0.5,
  coverageFloor: 0,
  dimensions: {
    creditHistory: share(0.3),
    fulfilmentCapacity: share(0.3),
    behaviour: share(0.2),
    identity: share(0.1),
    socialRelationships: { ...share(0.1), consent: 'social' },
  },
  characteristics: [
    row('loans', 'creditHistory', numbers([1, 3], [10, 6, 0]), 4, { special: [{ values: [98, 99], points: 2 }] }),
    row('worstBill', 'creditHistory', numbers([1, 2], [20, 8, 0]), 7, {
      fact: 'bills',
      fold: 'worst',
      windowMonths: 12,
    }),
    row('income', 'fulfilmentCapacity', numbers([50, 100], [0, 5, 14]), 3),
    row('meanPay', 'fulfilmentCapacity', numbers([50, 100], [0, 4, 8]), 2, {
      fact: 'pay',
      fold: 'mean',
      windowMonths: 6,
    }),
    row('job', 'fulfilmentCapacity', numbers([12, 36], [0, 4, 8]), 2, { fact: 'jobSince' }),
    row('orders', 'behaviour', numbers([1, 10], [0, 8, 20]), 5),
    row('verified', 'identity', flags(6, 0), 1),
    row('housing', 'identity', categories({ own: 4, rent: 0 }), 1, { unseen: { points: 1.5 } }),
    row('friends', 'socialRelationships', numbers([1], [0, 10]), 2),
  ],
  baselines: {
    source: 'a test',
    population: {
      loans: 6,
      worstBill: 12,
      income: 8,
      meanPay: 5,
      job: 5,
      orders: 12,
      verified: 4,
      housing: 2,
      friends: 2,
    },
    cutoff: { loans: 5, worstBill: 10, income: 6, meanPay: 4, job: 4, orders: 10, verified: 3, housing: 2, friends: 2 },
  },
  provenance: {},
};

/** Income (rows) and job (columns) together; the last row and the last column are 'missing'. */
export const tinyPair: NonNullable<CardJson['pairs']>[number] = {
  id: 'incomeAndJob',
  characteristics: ['income', 'job'],
  cells: [
    [-4, -2, 0, 0],
    [0, 1, 2, 0],
    [0, 2, 6, 1],
    [-1, 0, 2, 0],
  ],
  reasonCode: 'INCOME_AND_JOB',
  reason: words('because of income and job'),
};

export const tiny: Ruleset = ruleset(tinyDictionary, tinyCard);
export const tinyWithPair: Ruleset = ruleset(tinyDictionary, { ...tinyCard, pairs: [tinyPair] });
