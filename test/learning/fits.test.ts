import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { learn } from '../../lib/learning/fit.ts';
import { categoryColumn, type Frame } from '../../lib/learning/frame.ts';
import type { FitOptions } from '../../lib/learning/options.ts';

/** A small generator of its own, so that a seed is a population. */
function chance(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Goods earn more; a code 999 and missing cells are strewn in; the town means nothing. */
function population(seed: number, rows = 1200): Frame {
  const draw = chance(seed);
  const income = Float64Array.from({ length: rows }, () => Math.round(200 * draw()));
  const bad = Uint8Array.from(income, (value) => (draw() < 0.55 - value / 400 ? 1 : 0));
  const strewn = income.map((value) => (draw() < 0.05 ? Number.NaN : draw() < 0.05 ? 999 : value));
  const towns = Array.from({ length: rows }, () => 'ABCDE'[Math.floor(5 * draw())]!);
  const columns: Frame['columns'] = [{ name: 'income', kind: 'number', values: strewn }, categoryColumn('town', towns)];
  return { rows, bad, columns };
}

function shuffled(frame: Frame, seed: number): Frame {
  const draw = chance(seed);
  const order = Array.from({ length: frame.rows }, (_, i) => [draw(), i] as const).sort((a, b) => a[0] - b[0]);
  const places = order.map(([, i]) => i);
  return {
    ...frame,
    bad: Uint8Array.from(places, (i) => frame.bad[i]!),
    columns: frame.columns.map((column) =>
      column.kind === 'number'
        ? { ...column, values: Float64Array.from(places, (i) => column.values[i]!) }
        : { ...column, codes: Int32Array.from(places, (i) => column.codes[i]!) },
    ),
  };
}

const FITS: FitOptions['fit'][] = ['woe', 'additive'];
const seeds = fc.integer({ min: 1, max: 1e6 });

describe.each(FITS)('a card learned by %s', (fit) => {
  test('is the same for the same people in any order', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const frame = population(seed);
        const tables = [frame, shuffled(frame, seed + 1)].map((each) => learn(each, { fit }).characteristics);
        expect(tables[1]).toEqual(tables[0]);
      }),
      { numRuns: 6 },
    );
  });

  test('counts everybody once in every characteristic, also who is missing or coded', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const frame = population(seed);
        const bads = frame.bad.reduce((sum, value) => sum + value, 0);
        for (const { cells } of learn(frame, { fit }).characteristics) {
          expect(cells.reduce((sum, { bad }) => sum + bad, 0)).toBe(bads);
          expect(cells.reduce((sum, { good, bad }) => sum + good + bad, 0)).toBe(frame.rows);
        }
      }),
      { numRuns: 8 },
    );
  });

  test('keeps a direction that was asked for, bin by bin', () => {
    fc.assert(
      fc.property(seeds, fc.constantFrom('ascending' as const, 'descending' as const), (seed, direction) => {
        const fitted = learn(population(seed), { fit, columns: { income: { direction, special: [999] } } });
        const income = fitted.characteristics.find(({ column }) => column === 'income');
        if (income?.layout.kind !== 'number') return;
        const bins = income.cells.slice(0, income.layout.cuts.length + 1).map(({ contribution }) => contribution);
        const sign = direction === 'ascending' ? 1 : -1;
        for (let i = 1; i < bins.length; i += 1) expect(sign * (bins[i]! - bins[i - 1]!)).toBeGreaterThanOrEqual(-1e-9);
      }),
      { numRuns: 8 },
    );
  });

  test('finds the code that stands apart, and gives it and the missing cells of their own', () => {
    const { characteristics } = learn(population(7, 3000), { fit });
    const income = characteristics.find(({ column }) => column === 'income');
    expect(income).toMatchObject({ foundSpecial: true, layout: { kind: 'number', special: [999] } });
    expect(income!.cells.at(-1)!.good + income!.cells.at(-1)!.bad).toBeGreaterThan(50);
  });

  test('holds at most as many cells with people in as it may', () => {
    for (const bins of [3, 5, 10]) {
      for (const { cells } of learn(population(3, 3000), { fit, bins }).characteristics)
        expect(cells.filter(({ good, bad }) => good + bad > 0).length).toBeLessThanOrEqual(bins);
    }
  });
});
