import { describe, expect, test } from 'vitest';
import { apart, growthProblems, widened } from '../../lib/scorecards/growth.ts';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import { pack, unpack } from '../../lib/scoring/pack.ts';
import { score } from '../../lib/scoring/score.ts';
import { day, person, service, states } from '../support/builders.ts';
import { tiny, tinyCard, tinyDictionary } from '../support/tiny-card.ts';
import { altered, type DictionaryJson, fact, REMOVED } from '../support/write-card.ts';

const changed = (changes: Record<string, unknown>) => loadDictionary(altered(tinyDictionary, changes));

describe('a dictionary', () => {
  test.each<[string, Record<string, unknown>]>([
    ['is the same', {}],
    ['has a fact more', { 'facts.pets': fact('behaviour', null, 'self', { type: 'flag' }) }],
    ['has its facts in another order', { facts: Object.fromEntries(Object.entries(tinyDictionary.facts).reverse()) }],
    ['has a wider range', { 'facts.income.range': [-20, 2000] }],
    ['has a category more, at the end', { 'facts.housing.categories': ['own', 'rent', 'boat', 'tent'] }],
    ['has other words and half-lives', { 'facts.income.label.en': 'Pay', 'facts.income.halfLifeDays': 50 }],
    ['trusts other tiers', { 'facts.income.assertableBy': ['registry'], 'facts.income.tolerance': 0.2 }],
    ['protects a fact', { 'facts.housing.protected': true, 'facts.housing.actionable': false }],
  ])('that %s takes in what was stored', (_, changes) => {
    expect(growthProblems(tiny.dictionary, changed(changes))).toEqual([]);
  });

  test.each<[string, Record<string, unknown>, string]>([
    ['lost a fact', { 'facts.orders': REMOVED }, 'orders: is gone'],
    [
      'changed its type',
      { 'facts.orders': fact('behaviour', 100, 'self', { type: 'flag' }) },
      'orders: type was number, is flag',
    ],
    ['changed its unit', { 'facts.income.unit': 'dollars' }, 'income: unit was percent, is dollars'],
    ['counts a date in other units', { 'facts.jobSince.unit': 'years' }, 'jobSince: unit was months, is years'],
    [
      'moved it away from its consent',
      { 'facts.friends.dimension': 'behaviour' },
      'friends: dimension was socialRelationships, is behaviour',
    ],
    [
      'adds up what was a worst',
      { 'facts.bills.combine': 'sum', 'facts.bills.actionable': false },
      'bills: combine was worst, is sum',
    ],
    ['narrowed a range', { 'facts.income.range': [0, 1000] }, 'income: range was -10 to 1000, is only 0 to 1000'],
    [
      'lost a category',
      { 'facts.housing.categories': ['own', 'rent'] },
      'housing: categories may be added at the end, and nothing else',
    ],
    [
      'put one in between',
      { 'facts.housing.categories': ['own', 'tent', 'rent', 'boat'] },
      'housing: categories may be added at the end, and nothing else',
    ],
    ['protects nobody’s sex any more', { 'facts.sex.protected': false }, 'sex: is protected, and must stay so'],
    [
      'makes an age of what was protected',
      { 'facts.birthDate.protected': false },
      'birthDate: is protected, and must stay so',
    ],
  ])('that %s does not', (_, changes, rule) => {
    expect(growthProblems(tiny.dictionary, changed(changes))).toEqual([rule]);
  });
});

describe('a card whose dictionary has more than what was stored so far', () => {
  const grown = altered(tinyDictionary, {
    'facts.housing.categories': ['own', 'rent', 'boat', 'tent'],
    'facts.income.range': [-20, 2000],
    'facts.pets': fact('behaviour', null, 'self', { type: 'number', unit: 'pets', range: [0, 9] }),
    'facts.colour': fact('behaviour', null, 'self', { type: 'category', categories: ['red', 'blue'] }),
  });
  const dictionary = loadDictionary(grown);
  const housing = tinyCard.characteristics.findIndex(({ id }) => id === 'housing');
  const bins = [...(tinyCard.characteristics[housing]!.bins as object[]), { categories: ['tent'], points: 0.5 }];
  const changes = { [`characteristics.${housing}.bins`]: bins, 'dictionary.hash': dictionary.hash };
  const card = loadScorecard(altered(tinyCard, changes), dictionary);

  test('can be tried on everybody: it scores as it will once it is active', () => {
    const tried = widened(card, tiny.dictionary);
    const facts = { income: 60, housing: 'boat', orders: 12, verified: true };
    const stored = pack(person([states(tiny.dictionary, service('partner'), '2026-03-01', facts)]).evidence);
    const by = (of: typeof card) =>
      score({ evidence: unpack(stored, of.dictionary), consents: {} }, of, day('2026-04-01'));
    expect(by(tried)).toEqual(by(card));
    expect(growthProblems(dictionary, tried.dictionary)).toEqual([]);
  });

  test('is not apart from it, nor the other way round; one that changed a fact and lost another is', () => {
    expect([apart(tiny.dictionary, dictionary), apart(dictionary, tiny.dictionary)]).toEqual([[], []]);
    const other = changed({ 'facts.orders': REMOVED, 'facts.income.unit': 'dollars' });
    expect(apart(tiny.dictionary, other)).toEqual(['income: unit was percent, is dollars', 'orders: is gone']);
  });
});

describe('a card that is read with a wider dictionary', () => {
  const wide = loadDictionary(
    altered(tinyDictionary, {
      // Before all others, where a place would move theirs.
      facts: { aardvarks: fact('behaviour', null, 'partner', { type: 'flag' }), ...tinyDictionary.facts },
      'facts.housing.categories': ['own', 'rent', 'boat', 'tent'],
    } satisfies Record<string, unknown> & Partial<DictionaryJson>),
  );
  const card = widened(tiny.card, wide);
  const on = '2026-03-01';
  const said = (facts: Record<string, unknown>) => states(wide, service('partner'), on, facts);

  test('scores what its own dictionary knows as it ever did', () => {
    const facts = { income: 60, housing: 'boat', orders: 12, verified: true };
    const own = person([states(tiny.dictionary, service('partner'), on, facts)]);
    const stored = pack(person([said(facts)]).evidence);
    const read = { evidence: unpack(stored, card.dictionary), consents: {} };
    expect(score(read, card, day('2026-04-01'))).toEqual(score(own, tiny.card, day('2026-04-01')));
  });

  test('reads the facts and categories that it does not know, and gives no points for them', () => {
    const stored = pack(person([said({ income: 60, aardvarks: true, housing: 'tent' })]).evidence);
    expect(() => unpack(stored, tiny.dictionary)).toThrow(/does not know/);
    const read = (packed: string) => score({ evidence: unpack(packed, card.dictionary), consents: {} }, card, day(on));
    const result = read(stored);
    const without = read(pack(person([said({ income: 60 })]).evidence));
    const housing = tiny.card.characteristics.findIndex(({ id }) => id === 'housing');
    // 'tent' is in the bin of the unseen: nine tenths of the way from 1 to 1.5.
    expect(result.points).toEqual(without.points.with(housing, 1450));
  });

  test('stays the same card: hash, places of facts, and the dictionary that it was made for', () => {
    expect([card.hash, card.dictionary.hash]).toEqual([tiny.card.hash, tiny.dictionary.hash]);
    expect(card.dictionary.names.slice(0, tiny.dictionary.names.length)).toEqual(tiny.dictionary.names);
    expect(growthProblems(tiny.dictionary, card.dictionary)).toEqual([]);
    expect(growthProblems(wide, card.dictionary)).toEqual([]);
  });
});
