import { soundOf } from '../../lib/learning/guards/names.ts';
import type { ColumnSpec, TrainingSpec } from '../training/spec.ts';
import { ABOUT, IDS, type NamedColumn } from './columns.ts';

/** What `tahini train` must know of a book: which columns are no facts, and what the dictionary has decided already. */
export function specOf(columns: readonly NamedColumn[], withIds: boolean): TrainingSpec {
  const about = [...ABOUT, ...(withIds ? IDS : [])].map((name) => [name, { ignore: true }] as const);
  const facts = columns.flatMap((column) => {
    const said = columnSpec(column);
    return Object.keys(said).length === 0 ? [] : [[column.name, said] as const];
  });
  // Only an empty cell is missing: what else a category is called, the dictionary says.
  return { delimiter: ',', missing: [], columns: Object.fromEntries([...about, ...facts]) };
}

function columnSpec({ name, type, age }: NamedColumn): ColumnSpec {
  return {
    ...(type === 'category' ? { type } : type === 'flag' ? {} : { type: 'number' }),
    // The dictionary knows which facts are protected; those are in no decision.
    ...(age ? { protected: 'age' } : soundOf(name) !== undefined ? { protected: false } : {}),
  };
}
