import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BASELINES, type Baseline } from '../../lib/schemas/scorecard.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { LOSS_KINDS, type LossKind, type Reason } from '../../lib/scoring/reasons.ts';
import { resolve } from '../../lib/scoring/resolve.ts';
import { assess } from '../../lib/scoring/score.ts';
import { anybody, LAST_DAY, profileOf } from '../support/arbitraries.ts';
import { day, german, person, self, service, shipped, states } from '../support/builders.ts';
import { tiny, tinyWithPair } from '../support/tiny-card.ts';

/** Milli-points of the reference person, read from the card as it is written; a pair is measured against nothing known. */
function referenceOf({ file }: Scorecard, baseline: Baseline): number[] {
  const best = (cells: readonly { points: number }[]) => Math.max(...cells.map(({ points }) => points));
  const rows = file.characteristics.map(({ id, bins, missing, special, unseen }) =>
    baseline === 'maximum'
      ? best([...bins, ...special, missing, ...(unseen ? [unseen] : [])])
      : (file.baselines[baseline][id] ?? 0),
  );
  const pairs = file.pairs.map(({ cells }) =>
    baseline === 'maximum' ? Math.max(...cells.flat()) : (cells.at(-1)?.at(-1) ?? 0),
  );
  return [...rows, ...pairs].map((points) => Math.round(1000 * points));
}

describe.each([
  ['shipped expert', shipped],
  ['German Credit', german],
  ['tiny', tinyWithPair],
])('reasons with the %s card', (_, { dictionary, card: shippedCard }) => {
  const card = { ...shippedCard, coverageFloor: 0 };
  const dimensionAt = [...card.characteristics, ...card.pairs].map(({ dimension }) => dimension);

  test.each(BASELINES)('are the greatest real losses, split without a remainder, against the %s', (baseline) => {
    const reference = referenceOf(card, baseline);
    fc.assert(
      fc.property(anybody({ dictionary }), (who) => {
        const resolved = resolve(profileOf(dictionary, who), card, LAST_DAY);
        const result = assess(resolved, card, baseline);
        const reasons = result.status === 'scored' ? result.reasons : [];
        const allowed = (index: number) => ((resolved.withheld >> (dimensionAt[index] as number)) & 1) === 0;
        const losses = result.points
          .map((points, index) => (allowed(index) ? (reference[index] as number) - points : 0))
          .filter((loss) => loss > 0)
          .toSorted((a, b) => b - a);
        expect(reasons.map(({ points }) => points)).toEqual(losses.slice(0, 4));
        expect(new Set(reasons.map(({ index }) => index)).size).toBe(reasons.length);
        for (const { index, points, kind, parts } of reasons) {
          expect(allowed(index)).toBe(true);
          expect(points).toBe((reference[index] as number) - (result.points[index] as number));
          expect(LOSS_KINDS.reduce((sum, part) => sum + parts[part], 0)).toBe(points);
          expect(Math.min(...Object.values(parts))).toBeGreaterThanOrEqual(0);
          expect(parts[kind]).toBe(Math.max(...Object.values(parts)));
          if (index < card.characteristics.length) expect(parts.missing > 0).toBe(resolved.inputs[index] === undefined);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('what a reason says of a person of whom only the best is known otherwise', () => {
  const { dictionary, card } = tiny;
  const TODAY = '2025-06-01';
  const says = (caller: typeof self, facts: Record<string, unknown>, on = TODAY) =>
    states(dictionary, caller, on, facts);
  const best = {
    loans: 0,
    bills: { power: { '2025-05': 0 } },
    income: 120,
    pay: { bank: { '2025-05': 120 } },
    jobSince: '2015-01-01',
    orders: 20,
    verified: true,
    housing: 'own',
  };
  const reasonFor = (fact: keyof typeof best, baseline: Baseline, ...known: ReturnType<typeof says>[]) => {
    const { [fact]: _, ...rest } = best;
    const result = assess(
      resolve(person([says(service('partner'), rest), ...known]), card, day(TODAY)),
      card,
      baseline,
    );
    const index = card.characteristics.findIndex((row) => row.factName === fact);
    return (result.status === 'scored' ? result.reasons : []).find((reason) => reason.index === index);
  };
  const nothing = { value: 0, missing: 0, unverified: 0, contradicted: 0, stale: 0 };
  const because = (kind: LossKind, points: number, parts: Partial<Reason['parts']> = { [kind]: points }) => ({
    kind,
    points,
    parts: { ...nothing, ...parts },
  });

  test("value: 'your income is low' (5 of the usual 8 points)", () => {
    expect(reasonFor('income', 'population', says(service('registry'), { income: 60 }))).toMatchObject(
      because('value', 3000),
    );
  });
  test("value: 'your income is low', also when the person says so", () => {
    expect(reasonFor('income', 'population', says(self, { income: 10 }))).toMatchObject(because('value', 8000));
  });
  test("missing: 'your identity was not checked' (1 of the usual 4 points)", () => {
    expect(reasonFor('verified', 'population')).toMatchObject(because('missing', 3000));
  });
  test("unverified: 'only you say so' (3 + 11 * 0.42 of 14 points)", () => {
    expect(reasonFor('income', 'maximum', says(self, { income: 120 }))).toMatchObject(because('unverified', 6380));
  });
  test("contradicted: 'others contradict what you say of other things' (5 - 15 * 0.167; uncaught 5 + 15 * 0.42; usual 12)", () => {
    const caught = [says(self, { orders: 20, income: 120 }), says(service('registry'), { income: 60 })];
    expect(reasonFor('orders', 'population', ...caught)).toMatchObject(
      because('contradicted', 9505, { unverified: 700, contradicted: 8805 }),
    );
  });
  test("stale: 'the last news is of long ago' (after three half-lives 5 + 15 * 0.113 of the usual 12)", () => {
    expect(reasonFor('orders', 'population', says(service('partner'), { orders: 20 }, '2024-08-05'))).toMatchObject(
      because('stale', 5305),
    );
  });
  test('against a lower baseline the same person may have lost nothing', () => {
    const half = says(service('partner'), { orders: 20 }, '2025-02-21');
    expect(reasonFor('orders', 'population', half)).toMatchObject(because('stale', 250));
    expect(reasonFor('orders', 'cutoff', half)).toBeUndefined();
    expect(reasonFor('orders', 'maximum', half)).toMatchObject(
      because('stale', 8250, { unverified: 1500, stale: 6750 }),
    );
  });
  test('nobody is told that friends are lacking, without consent', () => {
    expect(assess(resolve(person([says(self, { income: 10 })]), card, day(TODAY)), card, 'maximum')).toMatchObject({
      reasons: expect.not.arrayContaining([expect.objectContaining({ index: 8 })]),
    });
  });
});
