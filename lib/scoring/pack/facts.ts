import type { Reader } from '../../dense/symbols.ts';
import type { Fact } from '../../schemas/dictionary.ts';
import type { Dictionary } from '../model.ts';
import { CODE_WIDTH } from './fact-code.ts';

/** The head of a fact: how many entries it has, and whether they are series. */
export function headOf(entries: number, areSeries: boolean): number {
  return 2 * entries + (areSeries ? 1 : 0);
}

/** Visits each fact; the visitor reads its entries. To the last symbol, else a SyntaxError. */
export function readFacts(
  reader: Reader,
  { facts, byCode }: Dictionary,
  visit: (fact: number, definition: Fact, entries: number) => void,
): void {
  for (let left = reader.number(); left > 0; left -= 1) {
    const fact = byCode.get(reader.fixed(CODE_WIDTH));
    if (fact === undefined) throw new RangeError('evidence names a fact that the dictionary does not know');
    const definition = facts[fact] as Fact;
    const head = reader.number();
    if ((head % 2 === 1) !== (definition.type === 'months'))
      throw new RangeError('evidence has months of a fact that has none, or none of one that has');
    visit(fact, definition, head >> 1);
  }
  if (!reader.isAtEnd()) throw new SyntaxError('evidence is damaged');
}
