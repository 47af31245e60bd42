import type { Scoring } from '../../lib/usecases/dependencies.ts';
import { tiny, tinyWithPair } from '../support/tiny-card.ts';

/** The card that is active at first, and the one that is activated after it. */
export const FIRST = tiny.card;
export const NEXT = tinyWithPair.card;

export const cardByHash = (hash: string) => [FIRST, NEXT].find((card) => card.hash === hash);

export function scoringUnder(hash: string, activationSeq: number): Scoring {
  return { card: cardByHash(hash)!, cardByHash, activationSeq };
}
