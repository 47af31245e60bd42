import { describe, expect, it, test } from 'vitest';
import { OTHER } from '../../lib/learning/card/dictionary.ts';
import { factNames, reasonCode } from '../../lib/learning/card/names.ts';
import { toCard } from '../../lib/learning/card/to-card.ts';
import { chanceOfBad, milliPoints, scores } from '../../lib/learning/card-scores.ts';
import { learn } from '../../lib/learning/fit.ts';
import type { Frame } from '../../lib/learning/frame.ts';
import { predict } from '../../lib/learning/predict.ts';
import { calibrated } from '../../lib/scorecards/calibration.ts';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { score } from '../../lib/scoring/score.ts';
import { day, person, service, states } from '../support/builders.ts';
import { people } from './people.ts';

const TODAY = '2026-01-01';
const train = people(3000);
const held = people(400, 5);
const options = { id: 'learned', version: '1', title: 'Learned' };

function learned(pairs: number) {
  const fitted = learn(train, { fit: 'additive', pairs });
  const { dictionary, card } = toCard(fitted, options);
  const loaded = loadDictionary(JSON.parse(JSON.stringify(dictionary)));
  return { fitted, card: loadScorecard(JSON.parse(JSON.stringify(card)), loaded) };
}

/** A row as facts that a registry stated today. */
function factsOf(frame: Frame, row: number, card: Scorecard): Record<string, unknown> {
  const columns = card.file.provenance.columns as Record<string, string>;
  const known = card.characteristics.flatMap(({ factName, fact }) => {
    const column = frame.columns.find(({ name }) => name === columns[factName])!;
    if (column.kind === 'number') return Number.isNaN(column.values[row]) ? [] : [[factName, column.values[row]]];
    const label = column.labels[column.codes[row]!];
    const definition = card.dictionary.facts[fact]!;
    const named = definition.type === 'category' && label !== undefined && definition.categories.includes(label);
    return label === undefined ? [] : [[factName, named ? label : OTHER]];
  });
  return Object.fromEntries(known);
}

describe.each([0, 3])('a learned card with up to %d pairs', (pairs) => {
  const { fitted, card } = learned(pairs);
  it('gives every row the score that score() gives the person', () => {
    expect(card.pairs.length).toBe(pairs);
    const milli = milliPoints(card, held);
    const whole = scores(card, held);
    for (let row = 0; row < held.rows; row += 1) {
      const said = states(card.dictionary, service('registry'), TODAY, factsOf(held, row, card));
      const result = score(person([said]), card, day(TODAY));
      expect(result.points.reduce((sum, points) => sum + points, card.offset)).toBe(milli[row]);
      expect(result).toMatchObject({ status: 'scored', score: whole[row] });
    }
  });
  it('keeps the order of the model: whom it puts apart by more than rounding, the points put apart likewise', () => {
    const eta = predict(fitted, held);
    const milli = milliPoints(card, held);
    const order = Array.from(eta.keys()).sort((a, b) => eta[a]! - eta[b]!);
    const milliPerUnit = (1000 * card.file.scale.odds!.pdo) / Math.LN2;
    // Each cell is rounded to .01 of a point.
    const rounding = 5 * (card.dimensionOf.length + 1);
    order.forEach((row, i) => {
      expect(
        Math.abs(milli[row]! - milli[order[0]!]! - milliPerUnit * (eta[row]! - eta[order[0]!]!)),
      ).toBeLessThanOrEqual(2 * rounding);
      if (i > 0) expect(milli[row]! - milli[order[i - 1]!]!).toBeGreaterThanOrEqual(-2 * rounding);
    });
  });
  it('puts its training people inside the scale', () => {
    const all = scores(card, train);
    const inside = [...all].filter((score) => score > card.min && score < card.max);
    expect(inside.length).toBeGreaterThanOrEqual(0.997 * all.length);
  });
  it('puts the person in the middle into the middle of the scale', () => {
    const sorted = [...scores(card, train)].sort((a, b) => a - b);
    expect(Math.abs(sorted[sorted.length >> 1]! - (card.min + card.max) / 2)).toBeLessThanOrEqual(5);
  });
  it('states the chance of the bad outcome', () => {
    const chances = chanceOfBad(card, milliPoints(card, held));
    const eta = predict(fitted, held);
    chances.forEach((p, row) => {
      expect(p).toBeCloseTo(1 / (1 + Math.exp(calibrated(fitted.calibration, eta[row]!))), 3);
    });
  });
});

test('two fits name the categories of a fact in the same order, so that one card can take the place of the other', () => {
  const categoriesOf = (fit: 'additive' | 'woe') => {
    const { facts } = toCard(learn(train, { fit }), options).dictionary;
    return Object.entries(facts).flatMap(([name, fact]) => (fact.type === 'category' ? [[name, fact.categories]] : []));
  };
  const ofWoe = new Map(categoriesOf('woe') as [string, string[]][]);
  expect(ofWoe.size).toBeGreaterThan(0);
  for (const [name, categories] of categoriesOf('additive')) expect(ofWoe.get(name as string)).toEqual(categories);
  for (const categories of ofWoe.values()) {
    const texts = categories.filter((text) => !text.startsWith('('));
    expect(texts).toEqual([...texts].sort());
  }
});

describe('a card only for a benchmark', () => {
  const age: Frame = { ...train, columns: train.columns.map((c) => (c.name === 'hours' ? { ...c, name: 'age' } : c)) };
  const fitted = learn(age, { fit: 'woe' });
  const protectedColumns = { age: 'age', job: true } as const;
  test('may use protected facts', () => {
    const { dictionary, card } = toCard(fitted, { ...options, protectedColumns, benchmarkOnly: true });
    expect(loadScorecard(card, loadDictionary(dictionary)).file.benchmarkOnly).toBe(true);
  });
  test('any other may not', () => {
    const { dictionary, card } = toCard(fitted, { ...options, protectedColumns });
    expect(() => loadScorecard(card, loadDictionary(dictionary))).toThrow(
      /protected[\s\S]*62 and over|62 and over[\s\S]*protected/,
    );
  });
});

test('columns become fact names, no two alike', () => {
  const columns = ['NumberOfTime30-59DaysPastDueNotWorse', 'LIMIT_BAL', 'limit bal', '年龄', '3rd', 'x'];
  expect([...factNames(columns).values()]).toEqual([
    'numberOfTime3059DaysPastDueNotWorse',
    'limitBAL',
    'limitBal',
    'x',
    'x3rd',
    'xX2',
  ]);
  expect(['x', 'debtRatio', 'a'.repeat(64)].map(reasonCode)).toEqual(['X_', 'DEBT_RATIO', 'A'.repeat(40)]);
});
