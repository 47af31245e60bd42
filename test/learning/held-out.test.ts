import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCard } from '../../lib/learning/card/to-card.ts';
import { learn } from '../../lib/learning/fit.ts';
import { categoryColumn, type Frame, take } from '../../lib/learning/frame.ts';
import { predict } from '../../lib/learning/predict.ts';
import { aucOf } from '../../lib/learning/validation/auc.ts';
import { curveOf } from '../../lib/learning/validation/curve.ts';
import { heldOut } from '../../lib/learning/validation/held-out.ts';
import { ksOf } from '../../lib/learning/validation/ks.ts';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';

/** A repeatable number in [0, 1) for each place. */
const chance = (i: number, salt: number) => Math.abs(Math.sin((i + 1) * 12.9898 + salt * 78.233) * 43758.5453) % 1;

/** Many columns of noise, and one that tells something where `signal` is above 0. */
function frameOf(rows: number, signal: number): Frame {
  const bad = Uint8Array.from({ length: rows }, (_, i) => (chance(i, 0) < 0.3 ? 1 : 0));
  const noise = Array.from({ length: 12 }, (_, c) =>
    categoryColumn(
      `noise${c}`,
      Array.from(bad, (_, i) => `k${Math.floor(9 * chance(i, c + 1))}`),
    ),
  );
  const values = Float64Array.from(bad, (b, i) => Math.round(100 * (chance(i, 50) - signal * b)));
  return { rows, bad, columns: [...noise, { name: 'told', kind: 'number', values }] };
}

function judgedTwice(frame: Frame) {
  const fitted = learn(frame, { fit: 'woe' });
  const { card, dictionary } = toCard(fitted, { id: 'card', version: '1', title: 'card' });
  const found = heldOut(frame, [], fitted, loadScorecard(card, loadDictionary(dictionary)))!;
  return { found, own: aucOf({ score: predict(fitted, frame), bad: frame.bad }).auc };
}

describe('the people that a card was learned from, judged as strangers', () => {
  it('are ranked no better than by a coin where there is nothing to know, however well the card fits them', () => {
    const { found, own } = judgedTwice(frameOf(1500, 0.02));
    const { low, high } = aucOf(found.people).interval;
    expect(own).toBeGreaterThan(0.57);
    expect(low).toBeLessThan(0.53);
    expect(high).toBeLessThan(own + 0.03);
  });

  it('are ranked where there is something to know, on the scale of the card', () => {
    const { found } = judgedTwice(frameOf(1500, 0.5));
    expect(aucOf(found.people).auc).toBeGreaterThan(0.8);
    expect([...found.people.score].every((score) => Number.isInteger(score) && score >= 350 && score <= 950)).toBe(
      true,
    );
  });

  it('come with the columns that were set aside, row by row, in whatever order the file was', () => {
    const frame = frameOf(400, 0.5);
    const marked = { name: 'outcome', kind: 'number' as const, values: Float64Array.from(frame.bad) };
    const fitted = learn(frame, { fit: 'woe' });
    const { card, dictionary } = toCard(fitted, { id: 'card', version: '1', title: 'card' });
    const ready = loadScorecard(card, loadDictionary(dictionary));
    const one = heldOut(frame, [marked], fitted, ready)!;
    expect(one.aside[0]).toEqual({ ...marked, values: Float64Array.from(one.people.bad) });
    const turned = [...frame.bad.keys()].reverse();
    const other = heldOut(
      take(frame, turned),
      [{ ...marked, values: marked.values.slice().reverse() }],
      fitted,
      ready,
    )!;
    expect(aucOf(other.people)).toEqual(aucOf(one.people));
  });

  it('cannot be judged where a fold would leave one outcome only', () => {
    const frame = frameOf(200, 0.5);
    const fitted = learn(frame, { fit: 'woe' });
    const { card, dictionary } = toCard(fitted, { id: 'card', version: '1', title: 'card' });
    const one = { ...frame, bad: frame.bad.map((_, i) => (i === 7 ? 1 : 0)) };
    expect(heldOut(one, [], fitted, loadScorecard(card, loadDictionary(dictionary)))).toBeUndefined();
  });
});

describe('the curve that ROC and KS are drawn from', () => {
  it('holds the point of KS, rises from nothing to everybody, has few points and the area of the AUC', () => {
    const person = fc.record({ score: fc.integer({ min: 350, max: 950 }), bad: fc.boolean() });
    fc.assert(
      fc.property(fc.array(person, { minLength: 20, maxLength: 2000, size: 'max' }), (list) => {
        const judged = {
          score: Float64Array.from(list, ({ score }) => score),
          bad: Uint8Array.from(list, ({ bad }, i) => (i === 0 ? 1 : i === 1 ? 0 : Number(bad))),
        };
        const { ks, at } = ksOf(judged);
        const curve = curveOf(judged, at);
        const distances = curve.map(({ goodBelow, badBelow }) => Math.abs(badBelow - goodBelow));
        expect(Math.max(...distances)).toBeCloseTo(ks, 12);
        expect([curve[0]!.badBelow, curve.at(-1)]).toEqual([0, { score: null, goodBelow: 1, badBelow: 1 }]);
        expect(curve.length).toBeLessThan(210);
        const area = curve.slice(1).reduce((sum, { goodBelow, badBelow }, i) => {
          const before = curve[i]!;
          return sum + ((goodBelow - before.goodBelow) * (badBelow + before.badBelow)) / 2;
        }, 0);
        expect(Math.abs(area - aucOf(judged).auc)).toBeLessThan(0.02);
      }),
      { numRuns: 50 },
    );
  });
});
