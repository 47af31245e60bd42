import type { CharacteristicFile, ScorecardFile } from '../../schemas/scorecard.ts';
import type { CardOptions } from '../card/options.ts';
import { rowOf } from '../card/rows.ts';
import type { FittedCharacteristic } from '../fitted.ts';
import type { Link } from './link.ts';
import { binsOf } from './rows.ts';

/** A characteristic that the former card did not have, on a fact of its dictionary or on a new one. */
export function addedRow(
  fitted: FittedCharacteristic,
  name: string,
  link: Link | undefined,
  { factor, former, options }: { factor: number; former: ScorecardFile; options: CardOptions },
): CharacteristicFile {
  const words = link === undefined ? options : { ...options, words: { [fitted.column]: { label: link.fact.label } } };
  const row = rowOf(fitted, name, factor, words);
  const cells = fitted.cells.map(({ woe }, k) => ({ ...pointsAt(row, k), woe: Math.round(1e4 * woe) / 1e4 + 0 }));
  const isFlag = link?.fact.type === 'flag';
  const { characteristics } = former;
  const weightPerPoint = sum(characteristics, (one) => one.coverageWeight) / Math.max(1, sum(characteristics, width));
  return {
    ...row,
    ...(isFlag && { bins: binsOf(fitted, true, cells), direction: 'none' as const }),
    // Weights of one card must be of one kind: as many to the point as the former ones.
    coverageWeight: Math.round(1000 * weightPerPoint * width(row)) / 1000,
  };
}

function pointsAt({ bins, special, unseen, missing }: CharacteristicFile, k: number): { points: number } {
  const cells = [...bins, ...special, ...(unseen === undefined ? [] : [unseen]), missing];
  return { points: cells[k]!.points };
}

function width({ bins }: CharacteristicFile): number {
  const points = bins.map((bin) => bin.points);
  return Math.max(...points) - Math.min(...points);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
