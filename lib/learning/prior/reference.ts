import type { ScorecardFile } from '../../schemas/scorecard.ts';
import type { Fitted, FittedCharacteristic } from '../fitted.ts';
import type { RefinedRow } from './rows.ts';

/** The people of the training data, where they were learned from; else the former card's reference. */
export function baselinesAfter(
  { characteristics }: Fitted,
  { baselines }: ScorecardFile,
  names: ReadonlyMap<string, string>,
  { refined, factor }: { refined: ReadonlyMap<string, RefinedRow>; factor: number },
): ScorecardFile['baselines'] {
  const points = (of: (row: FittedCharacteristic) => number) =>
    Object.fromEntries(
      characteristics.map((row) => {
        const id = names.get(row.column)!;
        return [id, Math.round(1000 * ((refined.get(id)?.base ?? 0) + of(row) * factor)) / 1000 + 0];
      }),
    );
  return {
    source: `mean points in the training data of what was learned; of the rest: ${baselines.source}`,
    population: { ...baselines.population, ...points(() => 0) },
    cutoff: { ...baselines.cutoff, ...points(({ nearCutoff }) => nearCutoff) },
  };
}
