import type { Fitted } from '../fitted.ts';
import type { CardOptions } from './options.ts';

/** Where the points come from, and what later data are compared with (PSI, CSI). */
export function provenanceOf(
  fitted: Fitted,
  names: ReadonlyMap<string, string>,
  options: CardOptions,
): Record<string, unknown> {
  const { fit, rows, people, strengths, dropped, characteristics, range } = fitted;
  const { bins, minShare, pairs, seed } = fitted.options;
  const all = people.good + people.bad;
  return {
    method: fit,
    parameters: { bins, minShare, pairs, seed },
    strengths,
    rows,
    people: all,
    badRate: Math.round((1e6 * people.bad) / all) / 1e6,
    /** The column of the training data behind each fact. */
    columns: Object.fromEntries([...names].map(([column, fact]) => [fact, column])),
    dropped,
    foundSpecialCodes: Object.fromEntries(
      characteristics.flatMap(({ column, layout, foundSpecial }) =>
        foundSpecial && layout.kind === 'number' ? [[names.get(column)!, layout.special]] : [],
      ),
    ),
    training: {
      logOdds: range,
      /** Goods and bads per cell: bins, special codes or unseen, missing. */
      counts: Object.fromEntries(
        characteristics.map(({ column, cells }) => [names.get(column)!, cells.map(({ good, bad }) => [good, bad])]),
      ),
    },
    ...options.provenance,
  };
}
