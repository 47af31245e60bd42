import { TahiniError } from '../errors.ts';
import { inLines } from '../scorecards/growth.ts';

/** The refusal of a card whose dictionary does not take in what was stored, with the problems of growth.ts. */
export function dictionaryShrinks(problems: readonly string[], pointer: string): TahiniError {
  const violations = inLines(problems).map((detail) => ({ pointer, rule: 'dictionary-shrinks' as const, detail }));
  const why =
    'Its dictionary must have all facts of the active one, unchanged, for stored profiles name them. A card that `tahini train` learns with `--prior` has them.';
  return new TahiniError('dictionary-shrinks', why, { violations });
}
