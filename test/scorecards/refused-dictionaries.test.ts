import { describe, expect, test } from 'vitest';
import { loadDictionary } from '../../lib/scorecards/load.ts';
import { tinyDictionary } from '../support/tiny-card.ts';
import { altered, problem, problemsOf, REMOVED } from '../support/write-card.ts';

describe('a data dictionary is refused, with the place and the rule, when', () => {
  test.each<[string, Record<string, unknown>, string, RegExp]>([
    ['nobody may state a fact', { 'facts.loans.assertableBy': [] }, 'facts.loans.assertableBy', />=1/],
    [
      'a tier does not exist',
      { 'facts.loans.assertableBy.0': 'friend' },
      'facts.loans.assertableBy.0',
      /expected one of/,
    ],
    ['a tier is named twice', { 'facts.loans.assertableBy': ['self', 'self'] }, 'facts.loans.assertableBy', /twice/],
    ['a category is named twice', { 'facts.housing.categories': ['own', 'own'] }, 'facts.housing.categories', /twice/],
    ['there is one category only', { 'facts.housing.categories': ['own'] }, 'facts.housing.categories', />=2/],
    ['a range is upside down', { 'facts.income.range': [10, -10] }, 'facts.income.range', /ascend/],
    ['a range is open', { 'facts.income.range': [0, null] }, 'facts.income.range.1', /number/],
    ['a status does not begin with 0 = as agreed', { 'facts.bills.range': [1, 4] }, 'facts.bills.range', /from 0/],
    ['a half-life is nothing', { 'facts.loans.halfLifeDays': 0 }, 'facts.loans.halfLifeDays', />0/],
    ['a half-life outlasts mankind', { 'facts.loans.halfLifeDays': 1e12 }, 'facts.loans.halfLifeDays', /./],
    ['a tolerance is more than the whole', { 'facts.income.tolerance': 1.5 }, 'facts.income.tolerance', /<=1/],
    ['a label is missing in Chinese', { 'facts.loans.label.zh': REMOVED }, 'facts.loans.label.zh', /string/],
    ['a label is empty in English', { 'facts.loans.label.en': '' }, 'facts.loans.label.en', />=1/],
    ['it does not say whether a fact is protected', { 'facts.loans.protected': REMOVED }, 'facts.loans.protected', /./],
    ['a dimension does not exist', { 'facts.loans.dimension': 'luck' }, 'facts.loans.dimension', /expected one of/],
    ['a type does not exist', { 'facts.loans.type': 'text' }, 'facts.loans.type', /Invalid/],
    [
      'a fact name is no name',
      { 'facts.9lives': { ...tinyDictionary.facts.verified } },
      'facts.9lives',
      /camelCase|key/,
    ],
    ['one could act on a protected fact', { 'facts.sex.actionable': true }, 'facts.sex.actionable', /protected/],
    ['one could act on the past', { 'facts.jobSince.actionable': true }, 'facts.jobSince.actionable', /past/],
    ['one could act on amounts', { 'facts.pay.actionable': true }, 'facts.pay.actionable', /statuses/],
    ['a setting is misspelt', { 'facts.loans.halfLive': 3 }, 'facts.loans', /halfLive/],
  ])('%s', (_, changes, place, rule) => {
    const problems = problemsOf(() => loadDictionary(altered(tinyDictionary, changes)));
    expect(problems).toEqual(expect.arrayContaining([expect.stringMatching(problem(place, rule))]));
  });

  test('it is no dictionary at all', () => {
    for (const nothing of [undefined, null, 3, 'facts', [], {}])
      expect(problemsOf(() => loadDictionary(nothing))).not.toEqual([]);
  });
  test('all problems are named at once', () => {
    const changes = { 'facts.sex.actionable': true, 'facts.jobSince.actionable': true, 'facts.bills.range': [1, 4] };
    expect(problemsOf(() => loadDictionary(altered(tinyDictionary, changes)))).toHaveLength(3);
  });
});
