import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalsOf, exact } from '../../web/src/card/exact.ts';

const number = (value: number, decimals = 0) =>
  value.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
const shown = (value: number) => exact(value, { number });

test.each([
  [0, '0'],
  [1200, '1,200'],
  [0.25, '0.25'],
  [1e-7, '0.0000001'],
  [1.5e-7, '0.00000015'],
  [0.12345678, '0.12345678'],
  [3e-30, '3e\u221230'],
])('%d is written with all that it has: %s', (value, text) => {
  expect(shown(value)).toBe(text);
});

test('no two numbers look the same', () => {
  const bound = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((value) => value + 0);
  fc.assert(fc.property(bound, bound, (a, b) => a === b || shown(a) !== shown(b)));
  fc.assert(fc.property(fc.integer({ min: -50, max: 50 }), (i) => shown(i * 1e-8) !== shown((i + 1) * 1e-8)));
});

test('points have the decimals that they are written with', () => {
  expect([3, 2.5, 0.125, 1e-3].map(decimalsOf)).toEqual([0, 1, 3, 3]);
});
