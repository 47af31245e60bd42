import type { CharacteristicFile } from '../../schemas/scorecard.ts';
import type { FittedCharacteristic } from '../fitted.ts';
import { binCount } from '../layout.ts';
import { priorCells, priorColumn } from './column.ts';
import type { Link } from './link.ts';

export interface RefinedRow {
  row: CharacteristicFile;
  /** Points of a person whose contribution is 0. */
  base: number;
}

/**
 * A former card's characteristic with the points that were learned. On the average person it is worth what it was worth
 * before: only then do points of single cells mean the same on both cards.
 */
export function refinedRow(
  fitted: FittedCharacteristic,
  link: Link & { row: CharacteristicFile },
  factor: number,
): RefinedRow {
  const { row, fact } = link;
  const prior = priorColumn(row, fact);
  const before = priorCells(prior, fitted.layout).map((cell) => prior.points[cell]!);
  const people = fitted.cells.reduce((sum, { good, bad }) => sum + good + bad, 0);
  const base =
    fitted.cells.reduce(
      (sum, { good, bad, contribution }, k) => sum + (good + bad) * (before[k]! - contribution * factor),
      0,
    ) / people;
  const points = fitted.cells.map(({ contribution }) => Math.round(1000 * (base + contribution * factor)) / 1000 + 0);
  const changed = points.some((value, k) => value !== before[k]);
  const cells = points.map((value, k) => ({ points: value, woe: Math.round(1e4 * fitted.cells[k]!.woe) / 1e4 + 0 }));
  const { layout } = fitted;
  const n = binCount(layout);
  return {
    base,
    row: {
      ...row,
      bins: binsOf(fitted, fact.type === 'flag', cells),
      missing: cells.at(-1)!,
      special:
        layout.kind === 'number' ? layout.special.map((value, k) => ({ values: [value], ...cells[n + k]! })) : [],
      ...(layout.kind === 'category' && { unseen: cells[n]! }),
      direction: layout.kind === 'number' && fact.type !== 'flag' ? fitted.direction : 'none',
      source: changed ? `${row.source}; refined by outcomes, see provenance` : row.source,
    },
  };
}

/** A fitted characteristic's bins as a card writes them. */
export function binsOf(
  { layout }: Pick<FittedCharacteristic, 'layout'>,
  isFlag: boolean,
  cells: readonly { points: number; woe?: number | undefined }[],
): CharacteristicFile['bins'] {
  if (layout.kind === 'category')
    return layout.groups.map((categories, k) => ({ categories, ...cells[k]! })) as CharacteristicFile['bins'];
  // Was nobody, or everybody, on one side of the cut, both sides are the same bin.
  if (isFlag)
    return [false, true].map((is, k) => ({
      is,
      ...cells[Math.min(k, layout.cuts.length)]!,
    })) as CharacteristicFile['bins'];
  const edges = [null, ...layout.cuts, null];
  return cells
    .slice(0, layout.cuts.length + 1)
    .map((cell, k) => ({ from: edges[k]!, to: edges[k + 1]!, ...cell })) as CharacteristicFile['bins'];
}
