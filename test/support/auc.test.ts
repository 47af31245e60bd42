import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auc } from './auc.ts';

const people = (good: number[], bad: number[]) => [
  ...good.map((score) => ({ score, bad: false })),
  ...bad.map((score) => ({ score, bad: true })),
];

describe('auc', () => {
  it('is 1 when every good person is above every bad one, 0 the other way round', () => {
    expect(auc(people([700, 800], [500, 600]))).toBe(1);
    expect(auc(people([500, 600], [700, 800]))).toBe(0);
  });

  it('counts a tie half', () => {
    expect(auc(people([600], [600]))).toBe(0.5);
    expect(auc(people([600, 700], [600, 500]))).toBe(3.5 / 4);
  });

  it('has no value without a person of either kind', () => {
    expect(auc(people([600], []))).toBeNaN();
  });

  it('is the share of all pairs that are in the right order', () => {
    const scores = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(scores, scores, (good, bad) => {
        const pairs = good.flatMap((g) => bad.map((b) => (g > b ? 1 : g === b ? 0.5 : 0)));
        const share = pairs.reduce((sum: number, pair) => sum + pair, 0) / pairs.length;
        expect(auc(people(good, bad))).toBeCloseTo(share, 12);
      }),
    );
  });
});
