import fc from 'fast-check';
import { expect, it } from 'vitest';
import { solveBounded } from '../../lib/learning/bounded.ts';
import { solveSymmetric } from '../../lib/learning/cholesky.ts';
import { solveLarge } from '../../lib/learning/conjugate.ts';
import { rising } from '../../lib/learning/isotonic.ts';
import { keepDirections } from '../../lib/learning/pair-directions.ts';

const numbers = (n: number) => fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: n, maxLength: n });

/** M'M + I: symmetric and positive definite. */
function definite(m: readonly number[], n: number): Float64Array {
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1)
    for (let j = 0; j < n; j += 1) {
      a[i * n + j] = i === j ? 1 : 0;
      for (let k = 0; k < n; k += 1) a[i * n + j]! += m[k * n + i]! * m[k * n + j]!;
    }
  return a;
}

const N = 6;
const anySystem = fc
  .tuple(numbers(N * N), numbers(N))
  .map(([m, b]) => ({ a: definite(m, N), b: Float64Array.from(b) }));
const times = (a: Float64Array, x: Float64Array) =>
  Array.from({ length: N }, (_, i) => x.reduce((sum, value, j) => sum + a[i * N + j]! * value, 0));

it('a symmetric system is solved, in one go or by conjugate gradients', () => {
  fc.assert(
    fc.property(anySystem, ({ a, b }) => {
      const large = solveLarge(a, b, new Float64Array(N), [
        { offset: 0, size: 2 },
        { offset: 2, size: 4 },
      ]);
      times(a, solveSymmetric(a, b, N)).forEach((value, i) => {
        expect(value).toBeCloseTo(b[i]!, 6);
      });
      times(a, large).forEach((value, i) => {
        // It stops when the residual is small beside the one it began with.
        expect(Math.abs(value - b[i]!)).toBeLessThan(0.2);
      });
    }),
  );
});

it('the least of a bounded quadratic: no bounded variable below 0, none that would gain by moving', () => {
  fc.assert(
    fc.property(anySystem, fc.uint8Array({ minLength: N, maxLength: N, max: 1 }), ({ a, b }, bounded) => {
      const x = solveBounded(a, b, bounded);
      times(a, x).forEach((value, i) => {
        const slope = value - b[i]!;
        if (bounded[i] === 0 || x[i]! > 0) expect(slope).toBeCloseTo(0, 5);
        else expect(slope).toBeGreaterThan(-1e-5);
        if (bounded[i] === 1) expect(x[i]).toBeGreaterThanOrEqual(0);
      });
    }),
  );
});

it('rising numbers rise, keep their mean, and leave rising ones alone', () => {
  fc.assert(
    fc.property(numbers(7), (values) => {
      const weights = values.map((_, i) => i + 1);
      const found = rising(values, weights);
      const mean = (of: number[]) => of.reduce((sum, value, i) => sum + value * weights[i]!, 0);
      found.forEach((value, i) => {
        expect(value).toBeGreaterThanOrEqual(found[i - 1] ?? Number.NEGATIVE_INFINITY);
      });
      expect(mean(found)).toBeCloseTo(mean(values), 6);
      const sorted = values.toSorted((a, b) => a - b);
      rising(sorted, weights).forEach((value, i) => {
        expect(value).toBeCloseTo(sorted[i]!, 9);
      });
    }),
  );
});

it('a pair never turns the direction of its characteristics', () => {
  const step = fc.constantFrom(-1, 0, 1);
  const side = fc.array(step, { minLength: 3, maxLength: 3 }).chain((steps) =>
    numbers(3).map((jumps) => {
      const share = [0, 0, 0, 0, 0.3];
      steps.forEach((sign, i) => {
        share[i + 1] = share[i]! + (sign === 0 ? jumps[i]! : sign * Math.abs(jumps[i]!));
      });
      return { steps, share: [...share.slice(0, 4), 0.3] };
    }),
  );
  const table = fc.array(numbers(5), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(table, side, side, (given, first, second) => {
      const people = given.map((line) => line.map((value) => Math.round(Math.abs(10 * value))));
      const kept = keepDirections(given, people, first, second);
      for (let k = 0; k < 3; k += 1)
        for (let other = 0; other < 5; other += 1) {
          const down = first.share[k + 1]! + kept[k + 1]![other]! - first.share[k]! - kept[k]![other]!;
          const across = second.share[k + 1]! + kept[other]![k + 1]! - second.share[k]! - kept[other]![k]!;
          expect(down * first.steps[k]!).toBeGreaterThan(-1e-9);
          expect(across * second.steps[k]!).toBeGreaterThan(-1e-9);
        }
    }),
  );
});
