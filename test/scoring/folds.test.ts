import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FOLDS, type Fold } from '../../lib/schemas/scorecard.ts';
import { fold } from '../../lib/scoring/folds.ts';
import { type Month, plainly } from '../support/plain-folds.ts';

const none = undefined;

/** Newest month first, undefined = nothing reported. */
function folded(kind: Fold, months: readonly Month[], combine: 'worst' | 'sum' = 'worst'): number | undefined {
  const values = months.map((value) => value ?? Number.NaN);
  return fold(kind, values, values.length, combine);
}

describe('a row of months becomes one number', () => {
  test.each<[string, Fold, Month[], number | undefined]>([
    ['months reported, gaps left out', 'count', [0, none, 3, none], 2],
    ['nothing reported is no count of 0', 'count', [none, none], undefined],
    ['months in a row paid as agreed', 'streak', [0, 0, 0, 1, 0], 3],
    ['a month that nobody reported ends the row', 'streak', [0, 0, none, 0], 2],
    ['the row begins with the newest month reported', 'streak', [none, none, 0, 0], 2],
    ['the newest month was late: no row', 'streak', [1, 0, 0], 0],
    ['nothing reported is no row of 0', 'streak', [none], undefined],
    ['the worst status', 'worst', [0, none, 3, 1], 3],
    ['share of months on time, in whole percent', 'onTimeShare', [0, 0, none, 1], 67],
    ['halves are rounded up', 'onTimeShare', [0, 1, 1, 1, 1, 1, 1, 1], 13],
    ['the lowest amount', 'min', [30, none, -5, 12], -5],
    ['the mean of the months reported', 'mean', [30, none, 10], 20],
    ['the mean is rounded to whole units', 'mean', [1, 2, 2], 2],
    ['five months show no trend', 'trend', [0, 0, 0, 0, 0], undefined],
    ['a status that rose by a half on average: 50 hundredths', 'trend', [1, 1, 1, 0, 1, 0, 1], 50],
    ['the newest three are the newest three reported', 'trend', [none, 2, none, 2, 2, 0, 0, 0], 200],
    ['equal months do not vary', 'variation', [100, 100, none, 100], 0],
    ['0, 100 and 200 vary by 82 percent of their mean', 'variation', [0, 100, 200], 82],
    ['two months cannot vary', 'variation', [0, 100], undefined],
    ['a mean of nothing has no variation', 'variation', [0, 0, 0], undefined],
    ['nor has a negative one', 'variation', [-10, -20, -30], undefined],
  ])('%s (%s)', (_, kind, months, expected) => {
    expect(folded(kind, months)).toBe(expected);
  });
  test('amounts rise and fall in percent of what they were before', () => {
    expect(folded('trend', [150, 150, 150, 100, 100, 100], 'sum')).toBe(50);
    expect(folded('trend', [0, 0, 0, 100, 100, 100], 'sum')).toBe(-100);
    expect(folded('trend', [-5, -5, -5, -10, -10, -10], 'sum')).toBe(50);
    expect(folded('trend', [10, 10, 10, 0, 0, 0], 'sum')).toBeUndefined();
  });
  test('months beyond the window do not count', () => {
    expect(fold('worst', [0, 1, 4], 2, 'worst')).toBe(1);
    expect(fold('count', [0, 1, 4], 2, 'worst')).toBe(2);
  });
  test.each(FOLDS)('a window that has moved past the last month reported says nothing: %s', (kind) => {
    for (const length of [0, -1, -5]) expect(fold(kind, [0, 0, 0, 0, 0, 0, 0], length, 'worst')).toBeUndefined();
  });
});

test('every fold is what its plain description says, for any row of months', () => {
  const month = fc.option(fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -300, max: 300 })), { nil: none });
  const combine = fc.constantFrom('worst' as const, 'sum' as const);
  fc.assert(
    fc.property(fc.array(month, { maxLength: 24 }), combine, (months, how) => {
      for (const kind of FOLDS)
        expect((folded(kind, months, how) ?? Number.NaN) + 0).toBe((plainly(kind, months, how) ?? Number.NaN) + 0);
    }),
    { numRuns: 1000 },
  );
});
