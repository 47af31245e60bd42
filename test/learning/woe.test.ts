import { describe, expect, it } from 'vitest';
import { learn } from '../../lib/learning/fit.ts';
import { categoryColumn, type Frame } from '../../lib/learning/frame.ts';
import { honestWoe } from '../../lib/learning/honest-woe.ts';
import { maximise, nothing } from '../../lib/learning/newton.ts';
import { DEFAULTS } from '../../lib/learning/options.ts';
import { prepare } from '../../lib/learning/prepare.ts';
import { withoutFold } from '../../lib/learning/without-fold.ts';
import { woeBins } from '../../lib/learning/woe-fit.ts';
import { dice, people } from './people.ts';

const OPTIONS = { ...DEFAULTS, fit: 'woe' as const };

describe('what is learned without a fold', () => {
  const roll = dice(11);
  const bad = Uint8Array.from({ length: 600 }, () => Number(roll() < 0.3));
  const town = Array.from(bad, () => `town ${Math.floor(25 * roll())}`);
  const frame: Frame = { rows: 600, columns: [categoryColumn('town', town)], bad };
  const prepared = prepare(frame, OPTIONS);

  it('has its own order of the categories, and says where each has gone', () => {
    const { prepared: rest, placeOf } = withoutFold(prepared, 0);
    const groups = (pre: typeof prepared.pre) =>
      pre[0]!.layout.kind === 'category' ? pre[0]!.layout.groups.flat() : [];
    const [all, own] = [groups(prepared.pre), groups(rest.pre)];
    expect(own).not.toEqual(all);
    all.forEach((town, k) => {
      expect(own[placeOf[0]![k]!]).toBe(town);
    });
    const rates = rest.pre[0]!.counts.slice(0, own.length).map((cell) => (cell.bad + 1) / (cell.good + cell.bad + 3));
    expect(rates[0]).toBeGreaterThan(rates.at(-1)!);
  });

  it('does not make chance look like knowledge: towns without any meaning add next to nothing', () => {
    const { fine, without } = honestWoe(prepared, OPTIONS);
    const loss = (level: (row: number) => number) =>
      bad.reduce((sum, _, i) => sum + Math.log1p(Math.exp(prepared.ordered.frame.bad[i] ? level(i) : -level(i))), 0);
    const { cells, offset } = fine.blocks[1]!;
    const flat = Math.log(prepared.all.good / prepared.all.bad);
    const learned = loss((i) => {
      const level = without[prepared.ordered.fold[i]!]!;
      return level[0]! + level[offset + cells[i]!]!;
    });
    expect(learned).toBeGreaterThan(loss(() => flat) - 1);
  });
});

it('the additive fit of few people about whom there is no more to know is the regression on WOE', () => {
  const roll = dice(4);
  const debt = Float64Array.from({ length: 500 }, () => Math.floor(3 * roll()));
  const frame: Frame = {
    rows: 500,
    columns: [{ name: 'debt', kind: 'number', values: debt }],
    bad: Uint8Array.from(debt, (value) => Number(roll() < 0.1 + 0.2 * value)),
  };
  const contributions = (fit: 'woe' | 'additive') =>
    learn(frame, { fit }).characteristics.map(({ cells }) => cells.map(({ contribution }) => contribution));
  expect(contributions('additive')).toEqual(contributions('woe'));
});

it('with few people the coefficients of the weights of evidence are near one another, not near 0', () => {
  const { design, model } = woeBins(prepare(people(800), OPTIONS), OPTIONS);
  const coefficients = (ridge: number) =>
    [...maximise(design, model, [ridge], nothing(model, design)).theta].slice(1, -1);
  const [weak, strong] = [coefficients(0.1), coefficients(300)];
  const spread = (values: number[]) => Math.max(...values) - Math.min(...values);
  expect(spread(strong)).toBeLessThan(0.5 * spread(weak));
  expect(Math.min(...strong)).toBeGreaterThan(0.3);
});
