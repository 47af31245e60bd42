import { aucOf } from '../../lib/learning/validation/auc.ts';

/** Chance that a good has the higher score than a bad, ties counting half. */
export function auc(score: ArrayLike<number>, bad: ArrayLike<number>): number {
  return aucOf({ score: Float64Array.from(score), bad: Uint8Array.from(bad) }).auc;
}
