import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { optimalBins } from '../../lib/learning/bins.ts';
import { distinctOf } from '../../lib/learning/distinct.ts';
import { categoryColumn, type Frame, outcomes } from '../../lib/learning/frame.ts';
import { binCount, cellCount, cellsOf } from '../../lib/learning/layout.ts';
import { DEFAULTS, LEAST_PEOPLE } from '../../lib/learning/options.ts';
import { preBin } from '../../lib/learning/pre-binned.ts';
import { preCuts, roundBetween } from '../../lib/learning/pre-bins.ts';
import { specialCodes } from '../../lib/learning/special-codes.ts';
import { countCells } from '../../lib/learning/woe.ts';
import { dice, people } from './people.ts';

const times = (n: number, value: number) => new Array<number>(n).fill(value);
const numbers = (...values: number[][]) => distinctOf(Float64Array.from(values.flat()));
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('special codes are found', () => {
  test.each([
    ['96 and 98 among counts', [upTo(14), times(3, 96), times(200, 98)], [96, 98]],
    ['-999 under amounts', [upTo(500), times(9, -999)], [-999]],
    ['-9, -8 and -7 under quantities', [upTo(100), times(50, -9), times(9, -8), times(900, -7)], [-9, -8, -7]],
    ['999 above days up to 27', [upTo(28), times(4000, 999)], [999]],
    ['-1 under days', [upTo(60), times(40, -1)], [-1]],
  ])('%s', (_, values, codes) => {
    expect(specialCodes(numbers(...values))).toEqual(codes);
  });
  test.each([
    ['an outlier that came once', [upTo(14), [99]]],
    ['steps of one scale from -2 to 8', [upTo(9), times(300, -1), times(200, -2)]],
    ['0 and 1', [times(50, 0), times(50, 1)]],
    ['99 within a scale', [upTo(120), times(50, 99)]],
    ['large round amounts', [upTo(100).map((k) => 1000 * k), times(50, 250_000)]],
    ['nothing at all', []],
  ])('but not in %s', (_, values) => {
    expect(specialCodes(numbers(...values))).toEqual([]);
  });
});

describe('a cut', () => {
  test.each([
    [0.1234, 0.1278, 0.127],
    [1, 2, 2],
    [-3, 5, 0],
    [9870, 10_120, 10_000],
    [0, 0.00001, 0.00001],
    [-2.5, -1.25, -2],
  ])('between %d and %d is %d', (low, high, cut) => {
    expect(roundBetween(low, high)).toBe(cut);
  });
  it('lies above the lower and not above the higher of two neighbours', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(number, number, (a, b) => {
        fc.pre(a !== b);
        const cut = roundBetween(Math.min(a, b), Math.max(a, b));
        expect(cut > Math.min(a, b) && cut <= Math.max(a, b)).toBe(true);
      }),
    );
  });
  it('makes about as many fine bins as asked, each with people in', () => {
    const roll = dice(5);
    const values = Float64Array.from({ length: 3000 }, () => Math.floor(500 * roll() ** 3));
    const cuts = preCuts(distinctOf(values), 40);
    const counts = new Array<number>(cuts.length + 1).fill(0);
    for (const cell of cellsOf({ name: 'x', kind: 'number', values }, { kind: 'number', cuts, special: [] }))
      counts[cell]! += 1;
    expect(cuts.length).toBeGreaterThan(20);
    expect(cuts.length).toBeLessThan(40);
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });
});

describe('optimal bins', () => {
  const frame = people(3000);
  const all = outcomes(frame);
  test.each(frame.columns.map(({ name }) => name))('of %s hold enough people each, and everybody', (name) => {
    const column = frame.columns.find((one) => one.name === name)!;
    const bins = optimalBins(preBin(column, frame, all), all, { ...DEFAULTS, minShare: 0.05 });
    const counts = countCells(bins.cells, cellCount(bins.layout), frame.bad, undefined).map(
      ({ good, bad }) => good + bad,
    );
    const inBins = counts.slice(0, binCount(bins.layout));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(frame.rows);
    expect(Math.min(...inBins)).toBeGreaterThanOrEqual(Math.max(0.05 * frame.rows, LEAST_PEOPLE));
    expect(counts.filter((count) => count > 0).length).toBeLessThanOrEqual(DEFAULTS.bins);
    expect(cellsOf(column, bins.layout)).toEqual(bins.cells);
  });
  it('keep missing and each special code apart', () => {
    const late = optimalBins(preBin(frame.columns[3]!, frame, all), all, DEFAULTS);
    expect(late.layout).toMatchObject({ special: [98] });
    const income = optimalBins(preBin(frame.columns[1]!, frame, all), all, DEFAULTS);
    expect(
      new Set(
        [...income.cells].filter((_, i) => Number.isNaN((frame.columns[1] as { values: Float64Array }).values[i]!)),
      ),
    ).toEqual(new Set([cellCount(income.layout) - 1]));
  });
  it('turn only where turning pays: hours are best in the middle', () => {
    expect(optimalBins(preBin(frame.columns[2]!, frame, all), all, DEFAULTS).direction).toBe('peak');
    expect(optimalBins(preBin(frame.columns[0]!, frame, all), all, DEFAULTS).direction).toBe('descending');
  });
});

it('rare and unseen categories share a cell, also among thousands of categories', () => {
  const roll = dice(3);
  const texts = Array.from({ length: 4000 }, (_, i) => (i < 1000 ? 'common' : `rare ${Math.floor(5000 * roll())}`));
  const frame: Frame = {
    rows: 4000,
    columns: [categoryColumn('city', texts)],
    bad: Uint8Array.from(texts, () => Number(roll() < 0.3)),
  };
  const pre = preBin(frame.columns[0]!, frame, outcomes(frame));
  expect(binCount(pre.layout)).toBeLessThanOrEqual(200);
  const cells = cellsOf(categoryColumn('city', ['common', 'never heard of', null]), pre.layout);
  expect([...cells]).toEqual([cells[0], cellCount(pre.layout) - 2, cellCount(pre.layout) - 1]);
});
