import { TIERS } from '../../lib/schemas/dictionary.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import type { Measured } from './measured.ts';

/** What keeps a row from counting in full, in a line each: nothing here is hidden in a score. `measured`: months that it has. */
export function notesOnTiers(card: Scorecard, measured: readonly Measured[]): string[] {
  const { names, facts } = card.dictionary;
  const scored = names.map((_, i) => i).filter((i) => card.byFact[i]!.length > 0);
  const isMeasured = (i: number) => measured.some(({ row }) => row.fact === i);
  const months = scored.filter((i) => facts[i]!.type === 'months' && !isMeasured(i)).map((i) => names[i]);
  const best = (i: number) => Math.max(...facts[i]!.assertableBy.map((tier) => TIERS.indexOf(tier)));
  const doubted = scored.filter((i) => {
    const tier = best(i);
    return card.reliability[tier]! * card.uncheckedCredibility[tier]! < 1_000_000;
  });
  return [
    ...(months.length > 0 ? [`monthly records are no cells of a row, so these are missing: ${months.join(', ')}`] : []),
    ...(doubted.length > 0
      ? [`the card believes nobody fully in ${doubted.map((i) => names[i]).join(', ')}, so they count in part`]
      : []),
  ];
}
