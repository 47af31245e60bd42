import type { Scorecard } from './model.ts';
import type { PathStep } from './what-if.ts';

/** What a step asks for: months of paying as agreed, or a value of some bin; nothing for the bin of a special code. */
export interface Aim {
  monthsAsAgreed?: number;
  oneOf?: string[];
  value?: boolean;
  /** Inclusive, exclusive; null is open. */
  from?: number | null;
  to?: number | null;
}

export function aimOf({ months, bins: [first] }: PathStep, card: Scorecard): Aim {
  if (months !== undefined) return { monthsAsAgreed: months };
  const bin = first && card.file.characteristics[first.characteristic]?.bins[first.bin];
  if (bin === undefined) return {};
  if ('categories' in bin) return { oneOf: bin.categories };
  return 'is' in bin ? { value: bin.is } : { from: bin.from, to: bin.to };
}
