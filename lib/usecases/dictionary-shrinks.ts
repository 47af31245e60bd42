import { TahiniError, type Violation } from '../errors.ts';

/** Names of facts that a line takes. */
const MOST_NAMED = 8;

/** The refusal of a card whose dictionary does not take in what was stored; each rule that is broken is one violation, with its facts. */
export function dictionaryShrinks(problems: readonly string[], pointer: string): TahiniError {
  const byRule = Map.groupBy(problems, (problem) => problem.slice(problem.indexOf(': ') + 2));
  const violations = [...byRule].map(([rule, all]): Violation => {
    const facts = all.map((problem) => problem.slice(0, problem.indexOf(': ')));
    const others = facts.length - MOST_NAMED;
    const named = facts.slice(0, MOST_NAMED).join(', ') + (others > 0 ? ` and ${others} more` : '');
    return { pointer, rule: 'dictionary-shrinks', detail: `${named}: ${rule}` };
  });
  const why =
    'Its dictionary must have all facts of the active one, unchanged, for stored profiles name them. A card that `tahini train` learns with `--prior` has them.';
  return new TahiniError('dictionary-shrinks', why, { violations });
}
