import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aucDifference, aucOf } from '../../lib/learning/validation/auc.ts';
import { byBand } from '../../lib/learning/validation/bands.ts';
import { calibrationTable, spiegelhalter, wilson } from '../../lib/learning/validation/calibration.ts';
import { cutOffAt, cutOffFor } from '../../lib/learning/validation/cut-off.ts';
import { ksOf } from '../../lib/learning/validation/ks.ts';
import { lossesOf } from '../../lib/learning/validation/losses.ts';
import { twoSided } from '../../lib/learning/validation/normal.ts';
import type { Judged } from '../../lib/learning/validation/people.ts';
import { swapSet } from '../../lib/learning/validation/swap-set.ts';
import { chiSquared95, countScores, decilesOf, shift } from '../../lib/scorecards/stability.ts';
import { auc as plainAuc } from '../support/auc.ts';

function judged(good: readonly number[], bad: readonly number[]): Judged {
  const outcomes = Uint8Array.from([...good.map(() => 0), ...bad.map(() => 1)]);
  return { score: Float64Array.from([...good, ...bad]), bad: outcomes };
}

const scores = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 25 });
const anyPeople = fc.tuple(scores, scores).map(([good, bad]) => judged(good, bad));
const placesOf = (people: Judged) => [...people.score.keys()];

/** The kernel of the AUC, straight from its definition. */
const wins = (good: number, bad: number) => (good > bad ? 1 : good === bad ? 0.5 : 0);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** DeLong's structural components, pair by pair. */
function components({ score, bad }: Judged) {
  const goods = placesOf({ score, bad }).filter((i) => bad[i] === 0);
  const bads = placesOf({ score, bad }).filter((i) => bad[i] === 1);
  const v10 = goods.map((g) => mean(bads.map((b) => wins(score[g]!, score[b]!))));
  const v01 = bads.map((b) => mean(goods.map((g) => wins(score[g]!, score[b]!))));
  return { auc: mean(v10), v10, v01 };
}

function covarianceOf(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [mean(a), mean(b)];
  return a.reduce((sum, value, i) => sum + (value - x) * (b[i]! - y), 0) / (a.length - 1);
}

describe('AUC', () => {
  it('is the share of all pairs in the right order, with the standard error that DeLong defines', () => {
    fc.assert(
      fc.property(anyPeople, (people) => {
        const { auc, v10, v01 } = components(people);
        const found = aucOf(people);
        const variance = covarianceOf(v10, v10) / v10.length + covarianceOf(v01, v01) / v01.length;
        expect(found.auc).toBeCloseTo(auc, 12);
        expect(found.se).toBeCloseTo(Math.sqrt(variance), 12);
      }),
    );
  });

  it('has the standard error that a hand computes', () => {
    // Placements of the goods 1/2, 1, 1 and of the bads 1, 2/3: variance (1/12)/3 + (1/18)/2 = 1/18.
    const found = aucOf(judged([4, 6, 8], [2, 5]));
    expect(found.auc).toBeCloseTo(5 / 6, 12);
    expect(found.se).toBeCloseTo(Math.sqrt(1 / 18), 12);
    expect(found.interval).toEqual({ low: found.auc - 1.959963984540054 * found.se, high: 1 });
  });

  it('has an interval that holds the truth in about 95 of 100 samples', () => {
    let state = 12_345;
    const random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const truth = 1 - twoSided(1 / Math.SQRT2) / 2;
    const samples = Array.from({ length: 400 }, () => {
      const found = aucOf(
        judged(
          Array.from({ length: 200 }, () => normal() + 1),
          Array.from({ length: 60 }, normal),
        ),
      );
      return found.interval.low <= truth && truth <= found.interval.high;
    });
    expect(samples.filter(Boolean).length).toBeGreaterThan(366);
    expect(samples.filter(Boolean).length).toBeLessThan(396);
  });

  it('counts a row of weight 3 as three people, and equal weights as none', () => {
    fc.assert(
      fc.property(anyPeople, (people) => {
        const weights = people.score.map((_, i) => (i % 3) + 1);
        const copies = placesOf(people).flatMap((i) => Array.from({ length: weights[i]! }, () => i));
        const repeated = {
          score: Float64Array.from(copies, (i) => people.score[i]!),
          bad: Uint8Array.from(copies, (i) => people.bad[i]!),
        };
        expect(aucOf({ ...people, weights }).auc).toBeCloseTo(aucOf(repeated).auc, 12);
        expect(ksOf({ ...people, weights }).ks).toBeCloseTo(ksOf(repeated).ks, 12);
        expect(aucOf({ ...people, weights: people.score.map(() => 7) }).se).toBeCloseTo(aucOf(people).se, 12);
      }),
    );
  });

  it('of two cards is compared on the same people as DeLong defines', () => {
    const pair = anyPeople.chain((people) =>
      fc
        .array(fc.integer({ min: 0, max: 9 }), { minLength: people.score.length, maxLength: people.score.length })
        .map((other): [Judged, Judged] => [people, { ...people, score: Float64Array.from(other) }]),
    );
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const [x, y] = [components(a), components(b)];
        const part = (key: 'v10' | 'v01') =>
          (covarianceOf(x[key], x[key]) + covarianceOf(y[key], y[key]) - 2 * covarianceOf(x[key], y[key])) /
          x[key].length;
        const found = aucDifference(a, b);
        expect(found.difference).toBeCloseTo(x.auc - y.auc, 12);
        expect(found.se ** 2).toBeCloseTo(Math.max(0, part('v10') + part('v01')), 12);
        expect(aucDifference(a, a)).toMatchObject({ difference: 0, p: 1 });
      }),
    );
  });

  it('takes a quarter of a million people in under a second, and agrees with the tests’ own', () => {
    const n = 250_000;
    const bad = Uint8Array.from({ length: n }, (_, i) => (i % 15 === 0 ? 1 : 0));
    const score = Float64Array.from(bad, (b, i) => 350 + ((i * 7919) % 601) - 40 * b);
    const started = performance.now();
    const { auc } = aucOf({ score, bad });
    expect(performance.now() - started).toBeLessThan(1000);
    expect(auc).toBeCloseTo(plainAuc([...score].map((value, i) => ({ score: value, bad: bad[i] === 1 }))), 12);
  });
});

describe('KS', () => {
  it('is the largest distance of the cumulative shares over all cut-offs, and says where', () => {
    fc.assert(
      fc.property(anyPeople, ({ score, bad }) => {
        const below = (outcome: number, cut: number) =>
          mean(placesOf({ score, bad }).flatMap((i) => (bad[i] === outcome ? [score[i]! < cut ? 1 : 0] : [])));
        const distance = (cut: number) => Math.abs(below(1, cut) - below(0, cut));
        const found = ksOf({ score, bad });
        expect(found.ks).toBeCloseTo(Math.max(...Array.from({ length: 11 }, (_, cut) => distance(cut))), 12);
        if (found.ks > 0) expect(distance(found.at)).toBeCloseTo(found.ks, 12);
      }),
    );
  });
});

describe('stated chances', () => {
  const people = judged([0, 0, 0], [0]);

  it('are measured by squares and by logarithms', () => {
    const { brier, logLoss } = lossesOf(people, Float64Array.of(0.1, 0.2, 0.5, 0.8));
    expect(brier).toBeCloseTo((0.01 + 0.04 + 0.25 + 0.04) / 4, 12);
    expect(logLoss).toBeCloseTo(-(Math.log(0.9) + Math.log(0.8) + Math.log(0.5) + Math.log(0.8)) / 4, 12);
  });

  it('are tested as a hand does it (Spiegelhalter)', () => {
    const chances = [0.1, 0.2, 0.3, 0.8];
    const distance = -0.1 * 0.8 - 0.2 * 0.6 - 0.3 * 0.4 + 0.2 * -0.6;
    const variance = 0.64 * 0.09 + 0.36 * 0.16 + 0.16 * 0.21 + 0.36 * 0.16;
    expect(spiegelhalter(people, Float64Array.from(chances)).z).toBeCloseTo(distance / Math.sqrt(variance), 12);
  });

  it('that are true pass, and doubled ones do not', () => {
    const chances = Float64Array.from({ length: 4000 }, (_, i) => 0.05 + (i % 40) / 100);
    const bad = Uint8Array.from(chances, (p, i) => ((((i * 2_654_435_761) >>> 8) % 10_000) / 10_000 < p ? 1 : 0));
    const all = { score: chances, bad };
    expect(spiegelhalter(all, chances).p).toBeGreaterThan(0.01);
    expect(
      spiegelhalter(
        all,
        chances.map((p) => p * 1.3),
      ).p,
    ).toBeLessThan(1e-4);
  });

  it('are tabled with each person in one row, equal chances together', () => {
    const chance = fc.integer({ min: 1, max: 60 }).map((n) => n / 100);
    fc.assert(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 80 }), (list) => {
        const all = { score: new Float64Array(list.length), bad: Uint8Array.from(list, (_, i) => i % 2) };
        const table = calibrationTable(all, Float64Array.from(list));
        expect(table.reduce((sum, { n }) => sum + n, 0)).toBe(list.length);
        expect(table.length).toBeLessThanOrEqual(10);
        table.forEach((row, i) => {
          expect(row.from).toBeGreaterThan(table[i - 1]?.to ?? 0);
          expect(row.n).toBe(list.filter((p) => p >= row.from && p <= row.to).length);
          expect(row.stated).toBeCloseTo(mean(list.filter((p) => p >= row.from && p <= row.to)), 12);
          expect(row.interval.low).toBeLessThanOrEqual(row.happened + 1e-12);
          expect(row.interval.high).toBeGreaterThanOrEqual(row.happened - 1e-12);
        });
      }),
    );
  });

  it('have intervals as tables give them', () => {
    expect(wilson(0, 10).low).toBe(0);
    expect(wilson(0, 10).high).toBeCloseTo(0.2775, 4);
    expect(wilson(0.15, 100)).toEqual({ low: expect.closeTo(0.0931, 4), high: expect.closeTo(0.2328, 4) });
    expect(twoSided(1.959963984540054)).toBeCloseTo(0.05, 6);
    expect(twoSided(-3)).toBeCloseTo(0.0026998, 7);
    expect(chiSquared95(9)).toBeCloseTo(16.919, 1);
  });
});

describe('people are counted', () => {
  it('by band, the empty ones too', () => {
    const bands = [
      { name: 'poor', from: 350 },
      { name: 'fair', from: 550 },
      { name: 'good', from: 600 },
    ];
    expect(byBand(judged([350, 600, 700], [549]), bands)).toEqual([
      { band: 'poor', from: 350, n: 2, share: 0.5, bad: 1, badRate: 0.5 },
      { band: 'fair', from: 550, n: 0, share: 0, bad: 0, badRate: null },
      { band: 'good', from: 600, n: 2, share: 0.5, bad: 0, badRate: 0 },
    ]);
  });

  it('at a cut-off, and for a share as near as ties allow', () => {
    const people = judged([1, 2, 2, 3], [0]);
    expect(cutOffAt(people, 2)).toEqual({ score: 2, approved: 0.6 });
    expect(cutOffAt(people, 2.5)).toEqual({ score: 2.5, approved: 0.2 });
    expect(cutOffAt(people, 9)).toEqual({ score: 9, approved: 0 });
    expect(cutOffFor(people, 0.65)).toEqual({ score: 2, approved: 0.6 });
    expect(cutOffFor(people, 0.3)).toEqual({ score: 3, approved: 0.2 });
  });

  it('in and out by the change of a card, at the same approval rate', () => {
    const people = judged([5, 4, 1], [2]);
    const other = { ...people, score: Float64Array.of(50, 10, 20, 40) };
    const found = swapSet(people, other, cutOffFor(people, 0.5));
    expect(found).toMatchObject({
      cutOff: { score: 4, approved: 0.5 },
      otherCutOff: { score: 40, approved: 0.5 },
      bothApprove: { n: 1, bad: 0 },
      swappedIn: { n: 1, bad: 0, badRate: 0 },
      swappedOut: { n: 1, bad: 1, badRate: 1 },
      bothDecline: { n: 1, bad: 0 },
    });
  });
});

describe('stability', () => {
  it('is 0 for the same shares, symmetrical, finite, and computed as by hand', () => {
    expect(shift([10, 20, 70], [10, 20, 70]).psi).toBe(0);
    const [a, b] = [
      [100, 300, 600],
      [200, 300, 0],
    ];
    expect(shift(a, b).psi).toBeCloseTo(shift(b, a).psi, 12);
    const share = (counts: readonly number[], i: number) => (counts[i]! + 0.5) / (counts.reduce((x, y) => x + y) + 1.5);
    const psi = [0, 1, 2].reduce(
      (sum, i) => sum + (share(b, i) - share(a, i)) * Math.log(share(b, i) / share(a, i)),
      0,
    );
    expect(shift(a, b)).toMatchObject({ psi: expect.closeTo(psi, 12), bins: 3 });
    expect(Number.isFinite(shift([1, 0], [0, 0]).psi)).toBe(true);
    expect(shift([...a, 0, 0], [...b, 0, 0])).toEqual(shift(a, b));
  });

  it('without a shift stays within chance in about 95 of 100 samples', () => {
    let state = 99;
    const random = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
    const sample = (n: number) => {
      const counts = new Array<number>(10).fill(0);
      for (let i = 0; i < n; i += 1) counts[Math.floor(random() * 10)]! += 1;
      return counts;
    };
    const within = Array.from({ length: 400 }, () => shift(sample(3000), sample(1000))).filter(
      ({ psi, chance }) => psi <= chance,
    );
    expect(within.length).toBeGreaterThan(362);
    expect(within.length).toBeLessThan(397);
  });

  it('counts scores between deciles, each score once, those below the first with it', () => {
    const all = Float64Array.from({ length: 1000 }, (_, i) => 350 + (i % 500));
    const edges = decilesOf(all);
    expect(edges).toHaveLength(10);
    expect(countScores(all, edges)).toEqual(Array.from({ length: 10 }, () => 100));
    expect(countScores(Float64Array.of(0, 2000), edges)).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(decilesOf(new Float64Array(50).fill(7))).toEqual([7]);
  });
});
