import { describe, expect, test } from 'vitest';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import { tinyCard, tinyDictionary } from '../support/tiny-card.ts';
import { altered, numbers, problem, problemsOf, REMOVED } from '../support/write-card.ts';

const dictionary = loadDictionary(tinyDictionary);
const cardProblems = (card: unknown) => problemsOf(() => loadScorecard(card, dictionary));

type Changes = Record<string, unknown>;

test('the tiny card itself is in order', () => {
  expect(cardProblems(tinyCard)).toEqual([]);
});

const row0 = 'characteristics.0';
describe('a scorecard is refused, with the place and the rule, when', () => {
  test.each<[string, Changes, string, RegExp]>([
    ['bins overlap', { [`${row0}.bins.1.from`]: 0 }, `${row0} (loans).bins.1.from`, /overlaps/],
    ['bins leave a gap', { [`${row0}.bins.1.from`]: 2 }, `${row0} (loans).bins.1.from`, /gap between 1 and 2/],
    ['the first bin is not open', { [`${row0}.bins.0.from`]: 0 }, `${row0} (loans).bins.0.from`, /open below/],
    ['the last bin is not open', { [`${row0}.bins.2.to`]: 9 }, `${row0} (loans).bins.2.to`, /open above/],
    ['a bin in the middle is open', { [`${row0}.bins.1.to`]: null }, `${row0} (loans).bins.1.to`, /first and the last/],
    ['a bin is upside down', { [`${row0}.bins.1`]: { from: 1, to: 0, points: 6 } }, `${row0} (loans).bins.1`, /below/],
    ['a fact is unknown', { [`${row0}.fact`]: 'shoeSize' }, `${row0} (loans).fact`, /no fact 'shoeSize'/],
    ['a fact is named like a built-in', { [`${row0}.fact`]: 'constructor' }, `${row0} (loans).fact`, /no fact/],
    ['a fact is protected', { 'characteristics.7.fact': 'sex' }, 'characteristics.7 (housing).fact', /protected/],
    [
      'a fact is in another dimension',
      { [`${row0}.dimension`]: 'behaviour' },
      `${row0} (loans).dimension`,
      /creditHistory/,
    ],
    ['there is no missing bin', { [`${row0}.missing`]: REMOVED }, `${row0}.missing`, /expected object/],
    ['it was made for another dictionary', { 'dictionary.hash': '0'.repeat(64) }, 'dictionary', /another dictionary/],
    [
      'it was made for another dictionary of that content',
      { 'dictionary.id': 'other' },
      'dictionary',
      /another dictionary/,
    ],
    ['the scale is upside down', { 'scale.max': 0 }, 'scale', /min must be below max/],
    ['an expert card does not start at the bottom', { 'scale.offset': 5 }, 'scale.offset', /scale.min/],
    [
      'the best bins do not come to their share',
      { 'dimensions.behaviour.share': 0.25 },
      'dimensions.behaviour',
      /add up to 20, its share is 25/,
    ],
    ['the worst bin of an expert is not 0', { [`${row0}.bins.2.points`]: 1 }, 'dimensions.creditHistory', /worst bin/],
    [
      'missing is worse than the worst',
      { [`${row0}.missing.points`]: -1 },
      'characteristics.0 (loans).missing.points',
      /between/,
    ],
    [
      'a coverage weight is not the range',
      { [`${row0}.coverageWeight`]: 3 },
      'characteristics.0 (loans).coverageWeight',
      /point range, \d+,/,
    ],
    [
      'an expert card states odds',
      { 'scale.odds': { pdo: 20, baseScore: 50, baseOdds: 9 } },
      'scale.odds',
      /no outcomes/,
    ],
    ['bands begin too high', { 'bands.0.from': 10 }, 'bands.0.from', /scale.min/],
    ['bands do not ascend', { 'bands.1.from': 0 }, 'bands.1.from', /ascend/],
    ['a band lies above the scale', { 'bands.1.from': 101 }, 'bands.1.from', /above/],
    ['a better tier is believed less', { 'reliability.bureau': 0.8 }, 'reliability.bureau', /partner/],
    [
      'a contradiction would speak for a source',
      { 'credibility.self.mistakes': 0.8 },
      'credibility.self.mistakes',
      /lies/,
    ],
    [
      "another's word is turned round",
      { 'credibility.platform.reversal': 0.5 },
      'credibility.platform.reversal',
      /own/,
    ],
    ['all of a tier inflate', { 'credibility.self.prior': 1 }, 'credibility.self.prior', /<=0.99/],
    ['a tier has no reliability', { 'reliability.bureau': REMOVED }, 'reliability.bureau', /expected number/],
    ['a tier is believed beyond measure', { 'reliability.registry': 1.1 }, 'reliability.registry', /<=1/],
    [
      'the social dimension needs no consent',
      { 'dimensions.socialRelationships.consent': REMOVED },
      'dimensions.socialRelationships.consent',
      /consent/,
    ],
    [
      'a direction is stated and not held',
      { [`${row0}.direction`]: 'ascending' },
      `${row0} (loans).direction`,
      /not ascending/,
    ],
    [
      'a peak is no peak',
      { 'characteristics.2.bins': numbers([50, 100, 200], [14, 0, 5, 0]), 'characteristics.2.direction': 'peak' },
      'characteristics.2 (income).direction',
      /not peak/,
    ],
    [
      'a valley is no valley',
      { 'characteristics.2.direction': 'valley', 'characteristics.2.bins': numbers([50, 100], [0, 14, 0]) },
      'characteristics.2 (income).direction',
      /not valley/,
    ],
    [
      'a category is in two bins',
      { 'characteristics.7.bins.1.categories': ['rent', 'own'] },
      'characteristics.7 (housing).bins',
      /'own' is in two bins/,
    ],
    [
      'a category is unknown',
      { 'characteristics.7.bins.1.categories': ['rent', 'castle'] },
      'characteristics.7 (housing).bins',
      /no category 'castle'/,
    ],
    [
      'the unseen bin is absent',
      { 'characteristics.7.unseen': REMOVED },
      'characteristics.7 (housing).unseen',
      /needed there/,
    ],
    ['a number has an unseen bin', { [`${row0}.unseen`]: { points: 1 } }, `${row0} (loans).unseen`, /category facts/],
    [
      'a flag has only one bin',
      { 'characteristics.6.bins': [{ is: true, points: 6 }] },
      'characteristics.6 (verified).bins',
      /one for false/,
    ],
    [
      'bins are of another kind',
      { 'characteristics.6.bins': numbers([1], [0, 6]) },
      'characteristics.6 (verified).bins',
      /needs flag bins/,
    ],
    [
      'a number is folded',
      { [`${row0}.fold`]: 'worst', [`${row0}.windowMonths`]: 12 },
      `${row0} (loans).fold`,
      /only a months fact/,
    ],
    [
      'months are not folded',
      { 'characteristics.1.fold': REMOVED },
      'characteristics.1 (worstBill).fold',
      /needs a fold/,
    ],
    [
      'months have no window',
      { 'characteristics.1.windowMonths': REMOVED },
      'characteristics.1 (worstBill).fold',
      /windowMonths/,
    ],
    [
      'amounts are folded like statuses',
      { 'characteristics.3.fold': 'streak' },
      'characteristics.3 (meanPay).fold',
      /not for amounts/,
    ],
    [
      'a category has special codes',
      { 'characteristics.7.special': [{ values: [98], points: 0 }] },
      'characteristics.7 (housing).special',
      /numbers only/,
    ],
    ['a special code is named twice', { [`${row0}.special.0.values`]: [98, 98] }, `${row0} (loans).special`, /twice/],
    ['a baseline is missing', { 'baselines.population.loans': REMOVED }, 'baselines.population', /'loans' is absent/],
    ['a baseline is of nothing', { 'baselines.cutoff.shoes': 3 }, 'baselines.cutoff', /no characteristic 'shoes'/],
    ['an id is used twice', { 'characteristics.1.id': 'loans' }, 'characteristics', /'loans' is used twice/],
    ['points are not a number', { [`${row0}.bins.0.points`]: Number.NaN }, `${row0}.bins.0.points`, /./],
    ['points are infinite', { [`${row0}.bins.0.points`]: Number.POSITIVE_INFINITY }, `${row0}.bins.0.points`, /./],
    ['points are finer than a thousandth', { [`${row0}.bins.0.points`]: 9.9995 }, `${row0}.bins.0.points`, /multiple/],
    ['points are written as text', { [`${row0}.bins.0.points`]: '10' }, `${row0}.bins.0.points`, /./],
    ['a misspelt setting would be ignored', { coverageFlor: 0.2 }, '(root)', /coverageFlor/],
    ['a learned card has no odds', { kind: 'learned', calibration: { slope: 1, intercept: 0 } }, 'scale.odds', /PDO/],
    ['a learned card is not calibrated', { kind: 'learned' }, 'calibration', /calibrated/],
  ])('%s', (_, changes, place, rule) => {
    const problems = cardProblems(altered(tinyCard, changes));
    expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(problem(place, rule))]));
  });
});
