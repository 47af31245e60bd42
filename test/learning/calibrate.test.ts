import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate } from '../../lib/learning/calibrate.ts';
import { calibrated, uncalibrated } from '../../lib/scorecards/calibration.ts';

/** Rows whose good odds are a known curve of what a model states of them: each stands for a thousand people. */
function rows(curve: (x: number) => number) {
  const eta = Float64Array.from({ length: 200 }, (_, i) => -3 + i * 0.04);
  const chance = eta.map((x) => 1 / (1 + Math.exp(-curve(x))));
  const both = (values: Float64Array) => Float64Array.from([...values, ...values]);
  return {
    design: {
      good: Uint8Array.from([...eta.map(() => 1), ...eta.map(() => 0)]),
      weights: Float64Array.from([...chance.map((p) => 1000 * p), ...chance.map((p) => 1000 * (1 - p))]),
    },
    eta: both(eta),
  };
}

describe('the chances that a card states', () => {
  it('are left as they are where outcomes bear them out', () => {
    const { design, eta } = rows((x) => x);
    const curve = calibrate(design, eta);
    for (const x of eta) expect(calibrated(curve, x)).toBeCloseTo(x, 2);
  });
  it('follow a line, as of a model that is too sure of itself', () => {
    const { design, eta } = rows((x) => 0.7 * x + 0.3);
    const curve = calibrate(design, eta);
    for (const x of eta) expect(calibrated(curve, x)).toBeCloseTo(0.7 * x + 0.3, 1);
  });
  it('bend where the best are better still than they seem', () => {
    const kink = (x: number) => (x < 1 ? 0.9 * x : 0.9 + 1.6 * (x - 1));
    const { design, eta } = rows(kink);
    const curve = calibrate(design, eta);
    expect(curve.bend).toBeGreaterThan(0.3);
    const off = (of: (x: number) => number) => Math.max(...eta.map((x) => Math.abs(of(x) - kink(x))));
    const line = calibrate(rows((x) => x).design, eta);
    expect(off((x) => calibrated(curve, x))).toBeLessThan(0.6 * off((x) => calibrated(line, x)));
  });
  it('never fall as the score rises, whatever the outcomes', () => {
    const outcomes = fc.array(fc.tuple(fc.double({ min: -8, max: 8, noNaN: true }), fc.boolean()), { minLength: 1 });
    fc.assert(
      fc.property(outcomes, (people) => {
        const design = { good: Uint8Array.from(people, ([, good]) => Number(good)), weights: undefined };
        const { slope, bend, intercept, at } = calibrate(
          design,
          Float64Array.from(people, ([x]) => x),
        );
        for (const value of [slope, bend, intercept, at]) expect(Number.isFinite(value)).toBe(true);
        expect(slope).toBeGreaterThanOrEqual(0);
        expect(slope + bend).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });
  it('lead back to what the points state', () => {
    const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
    fc.assert(
      fc.property(
        number(0.1, 3),
        number(-2, 2),
        number(0, 2),
        number(-3, 3),
        number(-9, 9),
        (slope, intercept, bend, at, x) => {
          const curve = { slope, intercept, bend, at };
          expect(uncalibrated(curve, calibrated(curve, x))).toBeCloseTo(x, 6);
        },
      ),
    );
  });
});
