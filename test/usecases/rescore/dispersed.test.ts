import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dispersed } from '../../../lib/usecases/rescore/dispersed.ts';

const inOrder = (n: number) => Array.from({ length: n }, (_, i) => i);

test('every segment is sent once, whatever their number', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2000 }), (n) => {
      expect(dispersed(inOrder(n)).sort((a, b) => a - b)).toEqual(inOrder(n));
    }),
    { numRuns: 50 },
  );
});

test.each([10, 914, 9133])('workers that take the next of %i segments stand all over the table', (segments) => {
  const order = dispersed(inOrder(segments));
  const workers = 10;
  for (let from = 0; from + workers <= segments; from += 1) {
    const taken = order.slice(from, from + workers).sort((a, b) => a - b);
    const [first = 0] = taken;
    const gaps = taken.map((segment, i) => (taken[i + 1] ?? first + segments) - segment);
    // Evenly would be a tenth each.
    expect(Math.max(...gaps) / segments).toBeLessThan(0.35);
  }
});
