import { BASE } from '../../dense/symbols.ts';

/** Symbols by which packed evidence names a fact. */
export const CODE_WIDTH = 3;

/**
 * A number made of a fact's name alone, so that a dictionary may grow and be put in another order: FNV-1a (G. Fowler,
 * L. C. Noll, K.-P. Vo). The loader refuses a dictionary with two facts of one code.
 */
export function factCode(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % BASE ** CODE_WIDTH;
}
