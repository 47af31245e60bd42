import type { Fact } from '../../schemas/dictionary.ts';
import type { CharacteristicFile } from '../../schemas/scorecard.ts';
import { binCount, type Layout } from '../layout.ts';
import type { Direction } from '../segment.ts';

/** What a former card says of a column: a step function over its cells. */
export interface PriorColumn {
  layout: Layout;
  /** By cell, in the layout's order: bins, special codes or unseen, missing. */
  points: readonly number[];
  direction: Direction;
}

/** A characteristic of a card as a step function over a column. A flag is a number here: false = 0, true = 1. */
export function priorColumn(
  { bins, special, unseen, missing, direction }: CharacteristicFile,
  fact: Fact,
): PriorColumn {
  const others = [...special.flatMap(({ values, points }) => values.map(() => points))];
  const last = missing.points;
  if (fact.type === 'category') {
    const groups = bins.flatMap((bin) => ('categories' in bin ? [bin.categories] : []));
    const points = [...bins.map((bin) => bin.points), unseen!.points, last];
    return { layout: { kind: 'category', groups }, points, direction: 'none' };
  }
  if (fact.type === 'flag') {
    const of = (wanted: boolean) => bins.find((bin) => 'is' in bin && bin.is === wanted)!.points;
    return {
      layout: { kind: 'number', cuts: [1], special: [] },
      points: [of(false), of(true), last],
      direction: 'none',
    };
  }
  const cuts = bins.slice(0, -1).flatMap((bin) => ('to' in bin && bin.to !== null ? [bin.to] : []));
  const layout: Layout = { kind: 'number', cuts, special: special.flatMap(({ values }) => values) };
  return { layout, points: [...bins.map((bin) => bin.points), ...others, last], direction };
}

/** The cell of the former card in which each cell of a layout lies that is as fine or finer. */
export function priorCells({ layout: prior }: PriorColumn, layout: Layout): number[] {
  const n = binCount(prior);
  if (prior.kind === 'number' && layout.kind === 'number') {
    const binOf = (value: number) => prior.cuts.filter((cut) => value >= cut).length;
    const codes = layout.special.map((code) =>
      prior.special.includes(code) ? n + prior.special.indexOf(code) : binOf(code),
    );
    return [0, ...layout.cuts.map(binOf), ...codes, n + prior.special.length];
  }
  if (prior.kind === 'category' && layout.kind === 'category') {
    const cellOf = (category: string) => {
      const at = prior.groups.findIndex((group) => group.includes(category));
      return at < 0 ? n : at;
    };
    return [...layout.groups.map((group) => cellOf(group[0]!)), n, n + 1];
  }
  throw new TypeError('the former card speaks of another kind of column');
}
