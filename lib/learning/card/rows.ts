import type { Text } from '../../schemas/dictionary.ts';
import type { CharacteristicFile, PairFile, ScorecardFile } from '../../schemas/scorecard.ts';
import type { FittedCharacteristic, FittedPair } from '../fitted.ts';
import { own } from '../own.ts';
import { labelOf } from './dictionary.ts';
import { reasonCode } from './names.ts';
import type { CardOptions } from './options.ts';
import { rounded } from './scale.ts';

const woe = (value: number) => Math.round(value * 1e4) / 1e4 + 0;

/** A fitted characteristic as a row of the card. */
export function rowOf(
  fitted: FittedCharacteristic,
  fact: string,
  factor: number,
  options: CardOptions,
): CharacteristicFile {
  const { column, dimension, layout, cells, informationValue, direction } = fitted;
  const made = cells.map((cell) => ({ points: rounded(cell.contribution * factor), woe: woe(cell.woe) }));
  const bins =
    layout.kind === 'number'
      ? Array.from({ length: layout.cuts.length + 1 }, (_, k) => ({
          from: layout.cuts[k - 1] ?? null,
          to: layout.cuts[k] ?? null,
          ...made[k]!,
        }))
      : layout.groups.map((categories, k) => ({ categories, ...made[k]! }));
  return {
    id: fact,
    fact,
    dimension,
    bins: bins as CharacteristicFile['bins'],
    missing: made.at(-1)!,
    special:
      layout.kind === 'number'
        ? layout.special.map((value, k) => ({ values: [value], ...made[bins.length + k]! }))
        : [],
    ...(layout.kind === 'category' ? { unseen: made[bins.length]! } : {}),
    coverageWeight: Math.max(0.001, Math.round(informationValue * 1000) / 1000),
    direction,
    reasonCode: reasonCode(fact),
    reason: own(options.words, column)?.reason ?? labelOf(column, options),
    source: 'learned from outcomes; see provenance',
  };
}

export function pairOf(
  { columns, contributions }: FittedPair,
  names: ReadonlyMap<string, string>,
  factor: number,
  options: CardOptions,
): PairFile {
  const [a, b] = columns.map((column) => names.get(column)!) as [string, string];
  const [first, second] = columns.map((column) => labelOf(column, options)) as [Text, Text];
  const id = `${a.slice(0, 30)}And${b.charAt(0).toUpperCase()}${b.slice(1, 30)}`;
  return {
    id,
    characteristics: [a, b],
    cells: contributions.map((line) => line.map((value) => rounded(value * factor))),
    reasonCode: `${reasonCode(a).slice(0, 17)}_AND_${reasonCode(b).slice(0, 17)}`,
    reason: { en: `${first.en} together with ${second.en}`, zh: `${first.zh} × ${second.zh}` },
  };
}

/** Points of the reference people: the average of all, and of those near the cut-off. */
export function baselinesOf(
  characteristics: readonly FittedCharacteristic[],
  names: ReadonlyMap<string, string>,
  factor: number,
): ScorecardFile['baselines'] {
  const points = (of: (row: FittedCharacteristic) => number) =>
    Object.fromEntries(characteristics.map((row) => [names.get(row.column)!, rounded(of(row) * factor)]));
  return {
    source: 'mean points in the training data: of everybody, and of the people around the lowest quarter of scores',
    population: points(() => 0),
    cutoff: points(({ nearCutoff }) => nearCutoff),
  };
}
