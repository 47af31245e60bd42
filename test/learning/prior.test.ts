import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { binsOf, milliPoints } from '../../lib/learning/card-scores.ts';
import { learn } from '../../lib/learning/fit.ts';
import { categoryColumn, type Frame, take } from '../../lib/learning/frame.ts';
import { predict } from '../../lib/learning/predict.ts';
import { linkColumns } from '../../lib/learning/prior/link.ts';
import { calibrated } from '../../lib/scorecards/calibration.ts';
import { contentHash, loadDictionary, loadServedScorecard } from '../../lib/scorecards/load.ts';
import { auc } from '../support/auc.ts';
import { before, members, pointsAt, probes, type Refined, refine, SAID, shipped, type Twist } from './prior-support.ts';

/** What the expert does not know: high income is worth nothing, a vehicle is a burden, a long streak worth twice as much. */
const TWIST: Twist = ({ income, asset, streak }) =>
  (income > 200 ? -1.2 : 0) + (asset === 'vehicle' ? -1.5 : 0) + (streak >= 12 ? 0.8 : 0);

/** Points of each person by a card, for what the columns say of them; all else is missing. */
function scoresOf({ card, links, fitted }: Refined, people: Frame): Float64Array {
  const sums = new Float64Array(people.rows);
  for (const { column } of fitted.characteristics) {
    const link = links.get(column)!;
    const row = card.characteristics.find(({ id }) => id === (link.row?.id ?? link.factName))!;
    const cells = binsOf(row, people.columns.find(({ name }) => name === column)!, card);
    for (let i = 0; i < sums.length; i += 1) sums[i]! += cells[i]! < 0 ? row.missing : row.points[cells[i]!]!;
  }
  return sums;
}

function aucOf(scores: Float64Array, { bad }: Frame): number {
  return auc(Array.from(scores, (score, i) => ({ score, bad: bad[i] === 1 })));
}

function shuffled(frame: Frame): Frame {
  return take(
    frame,
    Array.from({ length: frame.rows }, (_, i) => (i * 7919 + 13) % frame.rows),
  );
}

function expectSamePoints({ card }: Refined): void {
  for (const row of before.characteristics) {
    const now = card.characteristics.find(({ id }) => id === row.id)!;
    for (const measure of probes(row, now))
      expect([row.id, measure, pointsAt(now, measure)]).toEqual([row.id, measure, pointsAt(row, measure)]);
  }
}

describe('with almost no outcomes', () => {
  it('a card learned from the expert card is the expert card, in every cell', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 24, max: 60 }), (seed, rows) => {
        const people = members(rows, seed);
        fc.pre(people.bad.includes(1) && people.bad.includes(0));
        const refined = refine(people);
        expect(refined.fitted.strengths.priorStays).toBe(1);
        expectSamePoints(refined);
        expect(refined.card.offset).toBe(before.offset);
      }),
      { numRuns: 12 },
    );
  });

  it('and is served where that one is: facts, words, dimensions, trust, floor and bands are the same', () => {
    const { card, dictionary } = refine(members(60, 3));
    expect(contentHash(dictionary)).toBe(before.dictionary.hash);
    const { bands, reliability, credibility, staleBelow, coverageFloor, dimensions } = before.file;
    expect(card.file).toMatchObject({
      kind: 'learned',
      bands,
      reliability,
      credibility,
      staleBelow,
      coverageFloor,
      dimensions,
    });
    expect(card.file.scale).toMatchObject({ min: 350, max: 950, offset: 350 });
    const words = ({
      id,
      fact,
      dimension,
      fold,
      windowMonths,
      reason,
      reasonCode,
      coverageWeight,
      source,
    }: (typeof before.file.characteristics)[number]) => ({
      id,
      fact,
      dimension,
      fold,
      windowMonths,
      reason,
      reasonCode,
      coverageWeight,
      source,
    });
    expect(card.file.characteristics.map(words)).toEqual(before.file.characteristics.map(words));
    expect(card.file.provenance).toMatchObject({
      prior: { id: 'tahini-expert', version: before.file.version, hash: before.hash },
      columns: { monthlyIncome: 'monthly_income', mainAsset: 'Main Asset' },
      measured: { employerTenure: 'employerTenure', utilityStreak: 'streak' },
    });
  });
});

describe('with outcomes that the expert did not foresee', () => {
  const people = members(12_000, 5, TWIST);
  const held = members(6000, 6, TWIST);
  const refined = refine(people);
  const free = refine(people, shipped, { monthly_income: { direction: 'auto' } });
  const row = (id: string) => refined.card.characteristics.find((one) => one.id === id)!;

  it('the card leaves the expert where they speak against it, and ranks people as well as without it', () => {
    expect(refined.fitted.strengths.priorStays).toBe(0);
    const plain = aucOf(predict(learn(people), held), held);
    expect(aucOf(scoresOf(free, held), held)).toBeGreaterThan(plain - 0.003);
    const expert = aucOf(scoresOf({ ...refined, card: before }, held), held);
    expect(aucOf(scoresOf(refined, held), held)).toBeGreaterThan(expert + 0.02);
    // mainAsset: none, toolsOrStock, vehicle, landOrHome.
    expect(pointsAt(row('mainAsset'), 2)).toBeLessThan(pointsAt(row('mainAsset'), 0));
  });

  it('keeps the directions of the expert, unless another one is asked for', () => {
    const points = (card: typeof before) =>
      Array.from(card.characteristics.find(({ id }) => id === 'monthlyIncome')!.points);
    const learned = points(refined.card);
    expect(learned).toEqual(learned.toSorted((a, b) => a - b));
    const turned = points(free.card);
    expect(turned.at(-1)).toBeLessThan(Math.max(...turned));
  });

  it('keeps every cut of the expert, and what the data do not have', () => {
    for (const one of before.characteristics) {
      const now = row(one.id);
      expect(Array.from(now.cuts)).toEqual(expect.arrayContaining(Array.from(one.cuts)));
      if (!refined.links.has(one.id) && !Object.values(refined.card.file.provenance.columns as object).includes(one.id))
        expect(now.dimension).toBe(one.dimension);
    }
    const unknown = refined.card.file.characteristics.filter(({ id }) =>
      ['rentWorst', 'vouches', 'bankruptcies'].includes(id),
    );
    expect(unknown).toEqual(
      before.file.characteristics.filter(({ id }) => ['rentWorst', 'vouches', 'bankruptcies'].includes(id)),
    );
  });

  it('states the chance of the bad outcome of those it was learned from', () => {
    const { odds, offset } = refined.card.file.scale;
    const curve = refined.card.file.calibration!;
    const known = new Set([...refined.links.values()].map((link) => link.row!.id));
    const others = refined.card.characteristics
      .filter(({ id }) => !known.has(id))
      .reduce((sum, one) => sum + one.missing, 0);
    const chances = scoresOf(refined, held).map((milli) => {
      const logOdds =
        Math.log(odds!.baseOdds) + ((offset + (milli + others) / 1000 - odds!.baseScore) * Math.LN2) / odds!.pdo;
      return 1 / (1 + Math.exp(calibrated(curve, logOdds)));
    });
    const [expected, real] = [chances, held.bad].map((all) =>
      (all as Float64Array).reduce((sum, one) => sum + one, 0),
    ) as [number, number];
    expect(Math.abs(expected / real - 1)).toBeLessThan(0.08);
  });

  it('is the same for the same people in any order', () => {
    const few = take(
      people,
      Array.from({ length: 1500 }, (_, i) => i),
    );
    expect(refine(shuffled(few)).card.file).toEqual(refine(few).card.file);
  });

  it('may have pair tables on top, within one dimension', () => {
    const both: Twist = ({ income, asset }) => (income > 150 && asset === 'none' ? -2.5 : 0.4);
    const { card } = refine(members(6000, 9, both), shipped, {}, { pairs: 2 });
    expect(card.pairs.length).toBeGreaterThan(0);
  });
});

test('with few outcomes, people who were held out are ranked better than without a prior', () => {
  const held = members(4000, 99);
  const gains = [11, 12, 13, 14, 15, 16].map((seed) => {
    const people = members(150, seed);
    const plain = learn(people);
    const without = plain.characteristics.length === 0 ? 0.5 : aucOf(predict(plain, held), held);
    return aucOf(scoresOf(refine(people), held), held) - without;
  });
  expect(gains.reduce((sum, gain) => sum + gain, 0) / gains.length).toBeGreaterThan(0.01);
});

describe('a column that the prior does not know', () => {
  const base = members(3000, 21);
  const flat = base.bad.map((bad, i) => ((bad === 1) === (i * 7919) % 10 < 7 ? 1 : 0));
  const people: Frame = {
    ...base,
    columns: [
      ...base.columns,
      { name: 'Late Pickups', kind: 'number', values: Float64Array.from(flat, (value, i) => value * 3 + (i % 3)) },
      { name: 'openCreditLines', kind: 'number', values: Float64Array.from(flat, (value, i) => value + (i % 4)) },
    ],
  };
  const { card, dictionary } = refine(people);
  it('makes the dictionary grow, and nothing of it is lost', () => {
    expect(Object.keys(dictionary.facts)).toEqual([...Object.keys(shipped.dictionary.facts), 'latePickups']);
    expect(dictionary.facts).toMatchObject(shipped.dictionary.facts);
    expect(card.characteristics.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['latePickups', 'openCreditLines']),
    );
  });
  it('weighs in the coverage as much to the point as the others', () => {
    const added = card.file.characteristics.find(({ id }) => id === 'latePickups')!;
    const points = added.bins.map((bin) => bin.points);
    expect(added.coverageWeight).toBeCloseTo(Math.max(...points) - Math.min(...points), 2);
  });
});

test('a learned card may be a prior too, and keeps its PDO and its odds', () => {
  const first = refine(members(4000, 31, TWIST));
  const prior = { card: first.card.file, hash: first.card.hash, dictionary: first.dictionary };
  const second = refine(members(70, 32, TWIST), prior);
  expect(second.card.file.scale.odds).toEqual(first.card.file.scale.odds);
  expect(second.fitted.strengths.priorStays).toBe(1);
  for (const row of first.card.characteristics) {
    const now = second.card.characteristics.find(({ id }) => id === row.id)!;
    for (const measure of probes(row)) expect(pointsAt(now, measure)).toBe(pointsAt(row, measure));
  }
});

describe('columns and a prior that do not fit together are named', () => {
  const numbers = (name: string, ...values: number[]) => ({
    name,
    kind: 'number' as const,
    values: Float64Array.from(values),
  });
  test.each([
    [
      'a number for a category',
      numbers('mainAsset', 1, 2),
      {},
      'holds numbers, and mainAsset of the prior is a category',
    ],
    [
      'categories for a number',
      categoryColumn('monthlyIncome', ['low', 'high']),
      {},
      'holds categories, and monthlyIncome',
    ],
    ['a flag of three kinds', numbers('phoneVerified', 0, 1, 2), {}, 'a flag: it may hold 0 and 1'],
    [
      'a number out of range',
      numbers('savingsMonths', 3, 13),
      {},
      'holds 13, and savingsMonths12m of the prior lies between 0 and 12',
    ],
    [
      'the fact of several characteristics',
      numbers('utilityPayments', 1, 2),
      {},
      'name utilityMonths or utilityStreak or',
    ],
    [
      'a characteristic that is not there',
      numbers('x', 1, 2),
      { x: 'luck' },
      'shall be luck, which the prior does not have',
    ],
  ])('%s', (_what, column, said, message) => {
    expect(linkColumns([column], shipped, said).problems.join()).toContain(message);
  });
  test('two columns for one characteristic', () => {
    const { problems } = linkColumns([numbers('a', 1), numbers('utility_streak', 1)], shipped, {
      ...SAID,
      a: 'utilityStreak',
    });
    expect(problems.join()).toContain('and so does "a"');
  });
});

test('a refined card scores as its loaded table says', () => {
  const { card } = refine(members(500, 41));
  expect(loadServedScorecard(JSON.parse(JSON.stringify(card.file)), loadDictionary(shipped.dictionary)).hash).toBe(
    card.hash,
  );
  expect(() => milliPoints(card, members(5, 1))).toThrow('the data have no column');
});
