import { describe, expect, test } from 'vitest';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import { tinyCard, tinyDictionary, tinyPair } from '../support/tiny-card.ts';
import {
  altered,
  type CardJson,
  type DictionaryJson,
  numbers,
  over,
  problem,
  problemsOf,
  REMOVED,
  row,
} from '../support/write-card.ts';

const dictionary = loadDictionary(tinyDictionary);
const cardProblems = (card: unknown) => problemsOf(() => loadScorecard(card, dictionary));

type Changes = Record<string, unknown>;
/** A characteristic of age on a card that declares it. */
const withAge = (cuts: number[], points: number[], changes: Changes = {}): CardJson =>
  altered(
    {
      ...tinyCard,
      usesAge: true,
      characteristics: [
        ...tinyCard.characteristics,
        row('age', 'identity', numbers(cuts, points), 0, { fact: 'birthDate' }),
      ],
    },
    {
      'baselines.population.age': 0,
      'baselines.cutoff.age': 0,
      'dimensions.identity.share': 0.13,
      'dimensions.socialRelationships.share': 0.07,
      'characteristics.8.bins.1.points': 7,
      'characteristics.8.coverageWeight': 7,
      ...changes,
    },
  );
const withPair = (changes: Changes): CardJson => altered({ ...tinyCard, pairs: [tinyPair] }, changes);

test('an age that spares the elderly, and a pair, are in order', () => {
  expect(cardProblems(withPair({}))).toEqual([]);
  expect(cardProblems(withAge([25], [0, 3]))).toEqual([]);
});

describe('age', () => {
  test.each<[string, CardJson, string, RegExp]>([
    ['needs to be declared', withAge([25], [0, 3], { usesAge: false }), 'characteristics.9 (age).fact', /usesAge/],
    ['may not count against people of 62 and over', withAge([25, 65], [0, 3, 2]), 'characteristics.9 (age).bins', /62/],
    ['nor from an age below 62 on', withAge([50], [3, 0]), 'characteristics.9 (age).bins', /62/],
    ['nor in a bin that ends soon after 62', withAge([60, 64], [3, 0, 3]), 'characteristics.9 (age).bins', /62/],
    [
      'nor together with another fact',
      altered(withAge([25, 70], [0, 3, 3]), {
        pairs: [
          {
            ...tinyPair,
            characteristics: ['age', 'verified'],
            cells: [
              [0, 0, 0],
              [5, 5, 5],
              [-5, -5, -5],
              [0, 0, 0],
            ],
          },
        ],
      }),
      'pairs.0.cells',
      /62/,
    ],
  ])('%s', (_, card, place, rule) => {
    expect(cardProblems(card)).toEqual([expect.stringMatching(problem(place, rule))]);
  });
  test('may not count against the elderly as a category or a flag either', () => {
    const file: DictionaryJson = altered(tinyDictionary, {
      'facts.housing.categories': ['own', 'rent'],
      'facts.housing.protected': 'age',
      'facts.housing.actionable': false,
    });
    const problems = problemsOf(() => loadScorecard(over(file, { ...tinyCard, usesAge: true }), loadDictionary(file)));
    expect(problems.join('\n')).toMatch(/age/);
  });
});

describe('a pair is refused when', () => {
  test.each<[string, Changes, string, RegExp]>([
    [
      'it crosses dimensions',
      { 'pairs.0.characteristics': ['income', 'orders'] },
      'pairs.0.characteristics',
      /one dimension/,
    ],
    [
      'a characteristic is unknown',
      { 'pairs.0.characteristics': ['income', 'shoes'] },
      'pairs.0.characteristics',
      /two characteristics/,
    ],
    [
      'it is paired with itself',
      { 'pairs.0.characteristics': ['job', 'job'] },
      'pairs.0.characteristics',
      /two characteristics/,
    ],
    ['a row is missing', { 'pairs.0.cells.3': REMOVED, 'pairs.0.cells.length': 3 }, 'pairs.0.cells', /4 x 4/],
    ['a column is missing', { 'pairs.0.cells.2': [1, 2, 3] }, 'pairs.0.cells', /4 x 4/],
    ['it has the id of a characteristic', { 'pairs.0.id': 'job' }, 'characteristics', /used twice/],
  ])('%s', (_, changes, place, rule) => {
    expect(cardProblems(withPair(changes))).toEqual([expect.stringMatching(problem(place, rule))]);
  });
});

describe('an expert card spends its scale exactly, so it is refused when', () => {
  test.each<[string, CardJson]>([
    [
      'the shares of the dimensions leave a part of the scale out of reach',
      altered(tinyCard, {
        'dimensions.socialRelationships.share': 0.05,
        'characteristics.8.bins.1.points': 5,
        'characteristics.8.coverageWeight': 5,
      }),
    ],
    ['a special code earns more than the best bin', altered(tinyCard, { 'characteristics.0.special.0.points': 50 })],
    ['a special code takes more than the worst bin', altered(tinyCard, { 'characteristics.0.special.0.points': -50 })],
    ['an unseen category earns more than the best bin', altered(tinyCard, { 'characteristics.7.unseen.points': 50 })],
  ])('%s', (_, card) => {
    expect(cardProblems(card)).not.toEqual([]);
  });
});

test('a card that asks for nothing is refused: its coverage would be no number', () => {
  const learned = altered(
    {
      ...tinyCard,
      kind: 'learned' as const,
      calibration: { slope: 1, intercept: 0 },
      characteristics: tinyCard.characteristics.map((each) => ({ ...each, coverageWeight: 0 })),
    },
    { 'scale.odds': { pdo: 20, baseScore: 50, baseOdds: 9 } },
  );
  expect(cardProblems(learned)).not.toEqual([]);
});
