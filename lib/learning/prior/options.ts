import type { ColumnOptions } from '../options.ts';
import { priorColumn } from './column.ts';
import type { Link } from './link.ts';

/** What the fit must know of a column that measures a fact of the former card. */
export function linkedOptions(given: ColumnOptions, { fact, row }: Link): ColumnOptions {
  return {
    ...given,
    dimension: fact.dimension,
    ...(fact.type === 'category' && { categories: fact.categories }),
    ...(fact.type === 'flag' && row === undefined && { cuts: [1] }),
    ...(row !== undefined && { prior: priorColumn(row, fact) }),
  };
}
