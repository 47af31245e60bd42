import { describe, expect, it, test } from 'vitest';
import { toCard } from '../../lib/learning/card/to-card.ts';
import { learn } from '../../lib/learning/fit.ts';
import { type Frame, take } from '../../lib/learning/frame.ts';
import type { FitOptions } from '../../lib/learning/options.ts';
import { predict } from '../../lib/learning/predict.ts';
import { calibrated } from '../../lib/scorecards/calibration.ts';
import { auc } from '../support/auc.ts';
import { dice, people } from './people.ts';

const train = people(3000);
const held = people(3000, 77);
const FITS: Partial<FitOptions>[] = [{ fit: 'woe' }, { fit: 'additive' }, { fit: 'additive', pairs: 3 }];
const named = FITS.map((options) => [`${options.fit}, ${options.pairs ?? 0} pairs`, options] as const);

function aucOn(frame: Frame, options: Partial<FitOptions>): number {
  const eta = predict(learn(train, options), frame);
  return auc(Array.from(eta, (score, i) => ({ score, bad: frame.bad[i] === 1 })));
}

function shuffled(frame: Frame): Frame {
  const roll = dice(99);
  const rows = Array.from({ length: frame.rows }, (_, i) => i);
  rows.forEach((_, i) => {
    const j = i + Math.floor(roll() * (rows.length - i));
    [rows[i], rows[j]] = [rows[j]!, rows[i]!];
  });
  return take(frame, rows);
}

describe.each(named)('the fit %s', (_, options) => {
  const fitted = learn(train, options);
  it('finds what there is to find on people it has not seen', () => {
    expect(aucOn(held, options)).toBeGreaterThan(0.74);
  });
  it('is the same table, to the last bit, for the same people in another order', () => {
    expect(learn(shuffled(train), options)).toEqual(fitted);
  });
  it('runs in the direction that it states', () => {
    for (const { direction, layout, cells } of fitted.characteristics) {
      if (layout.kind !== 'number') continue;
      const points = cells.slice(0, layout.cuts.length + 1).map(({ contribution }) => contribution);
      const sorted = points.toSorted((a, b) => a - b);
      if (direction === 'ascending') expect(points).toEqual(sorted);
      if (direction === 'descending') expect(points).toEqual(sorted.toReversed());
    }
  });
  it('ships nothing that runs against its own evidence', () => {
    for (const { cells } of fitted.characteristics) {
      const n = cells.reduce((sum, { good, bad }) => sum + good + bad, 0);
      const mean = cells.reduce((sum, { good, bad, woe }) => sum + (good + bad) * woe, 0) / n;
      const together = cells.reduce((sum, c) => sum + (c.good + c.bad) * (c.woe - mean) * c.contribution, 0);
      expect(together).toBeGreaterThanOrEqual(0);
    }
  });
  it('has at most ten cells with people in, and everybody in one', () => {
    for (const { cells } of fitted.characteristics) {
      expect(cells.filter(({ good, bad }) => good + bad > 0).length).toBeLessThanOrEqual(10);
      expect(cells.reduce((sum, { good, bad }) => sum + good + bad, 0)).toBe(train.rows);
    }
  });
  it('is calibrated on people it has not seen', () => {
    const chances = predict(fitted, held).map((eta) => 1 / (1 + Math.exp(calibrated(fitted.calibration, eta))));
    const expected = chances.reduce((sum, p) => sum + p, 0);
    const real = held.bad.reduce((sum, bad) => sum + bad, 0);
    expect(Math.abs(expected / real - 1)).toBeLessThan(0.1);
  });
});

test('a direction that was asked for is kept, even against the evidence', () => {
  const options = {
    columns: { debt: { direction: 'ascending' as const }, hours: { direction: 'descending' as const } },
  };
  for (const fit of ['woe', 'additive'] as const) {
    const { characteristics } = learn(train, { ...options, fit });
    const points = (name: string) =>
      characteristics
        .find(({ column }) => column === name)
        ?.cells.slice(0, -1)
        .map(({ contribution }) => contribution) ?? [];
    expect(points('debt')).toEqual(points('debt').toSorted((a, b) => a - b));
    expect(points('hours')).toEqual(points('hours').toSorted((a, b) => b - a));
  }
});

test('cuts, special codes and fewer bins that were asked for are kept', () => {
  const columns = { debt: { cuts: [0.25, 0.5] }, late: { special: [98, 6] } };
  const fitted = learn(train, { fit: 'additive', bins: 4, columns });
  const layout = (name: string) => fitted.characteristics.find(({ column }) => column === name)?.layout;
  expect(layout('debt')).toMatchObject({ cuts: [0.25, 0.5] });
  expect(layout('late')).toMatchObject({ special: [98, 6] });
  for (const { cells } of fitted.characteristics)
    expect(cells.filter(({ good, bad }) => good + bad > 0).length).toBeLessThanOrEqual(4);
});

test('a row of weight two counts as two people', () => {
  const weights = Float64Array.from(train.bad, (bad) => 1 + bad);
  const { people: counted, characteristics } = learn({ ...train, weights }, { fit: 'additive' });
  const { people: plain } = learn(train, { fit: 'woe' });
  expect(counted).toEqual({ good: plain.good, bad: 2 * plain.bad });
  for (const { cells } of characteristics) expect(cells.reduce((sum, { bad }) => sum + bad, 0)).toBe(counted.bad);
});

test('age counts against nobody of 62 and over', () => {
  const age: Frame = { ...train, columns: train.columns.map((c) => (c.name === 'hours' ? { ...c, name: 'age' } : c)) };
  const options = { id: 'a', version: '1', title: 'A', protectedColumns: { age: 'age' as const } };
  for (const fit of ['woe', 'additive'] as const) {
    const { card } = toCard(learn(age, { fit, columns: { age: { age: true } } }), options);
    expect(card.usesAge).toBe(true);
  }
});

describe('there is nothing to learn from', () => {
  test('one outcome', () => {
    expect(() => learn({ ...train, bad: new Uint8Array(train.rows) })).toThrow(/both outcomes/);
  });
  test('columns that say nothing: no card', () => {
    const noise = { ...train, columns: train.columns.filter(({ name }) => name === 'noise') };
    const fitted = learn({
      ...noise,
      columns: [{ name: 'same', kind: 'number', values: new Float64Array(train.rows) }],
    });
    expect(fitted).toMatchObject({ characteristics: [], dropped: [{ column: 'same', why: 'no information' }] });
    expect(() => toCard(fitted, { id: 'x', version: '1', title: 'X' })).toThrow(/no card/);
  });
});
