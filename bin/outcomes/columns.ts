import { type FactColumn, mergeColumns } from '../../lib/usecases/outcomes/facts-then.ts';

/** What every row begins with: the outcome, and what is not learned from. No fact has such a name. */
export const TARGET = 'bad';
export const ABOUT = ['opened_on', 'decided_on', 'product', 'score', 'band', 'card'] as const;
export const IDS = ['subject_id', 'partner', 'loan'] as const;

export interface NamedColumn extends FactColumn {
  /** In the facts of a decision. */
  key: string;
  /** In the file. */
  name: string;
}

/** The columns of facts that were met in the book, under any card. */
export class Columns {
  #known: Record<string, FactColumn> = {};

  add(columns: Readonly<Record<string, FactColumn>>): void {
    this.#known = mergeColumns([this.#known, columns]);
  }

  /**
   * By name, as `tahini train --prior` and `tahini validate` know them: a fact's name, or the characteristic that its
   * months are folded for. Where two would be called the same, the key is the name.
   */
  named(): NamedColumn[] {
    const wanted = Object.entries(this.#known).map(([key, column]) => ({ ...column, key, name: nameOf(column) }));
    const facts = new Set<string>([TARGET, ...wanted.flatMap((one) => (one.fold === undefined ? [one.fact] : []))]);
    const uses = Map.groupBy(wanted, ({ name }) => name);
    const named = wanted.map((one) => {
      const isOwn = uses.get(one.name)?.length === 1;
      const free = one.fold === undefined ? one.name !== TARGET : isOwn && !facts.has(one.name);
      return free ? one : { ...one, name: one.fold === undefined ? `${one.key}.fact` : one.key };
    });
    return named.sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

function nameOf({ fact, fold, characteristics }: FactColumn): string {
  return fold === undefined ? fact : (characteristics[0] ?? fact);
}
