import { TIERS } from '../../lib/schemas/dictionary.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';

/** What keeps a row from counting in full, in a line each: nothing here is hidden in a score. */
export function notesOnTiers(card: Scorecard): string[] {
  const { names, facts } = card.dictionary;
  const scored = names.map((_, i) => i).filter((i) => card.byFact[i]!.length > 0);
  const months = scored.filter((i) => facts[i]!.type === 'months').map((i) => names[i]);
  const best = (i: number) => Math.max(...facts[i]!.assertableBy.map((tier) => TIERS.indexOf(tier)));
  const doubted = scored.filter((i) => {
    const tier = best(i);
    return card.reliability[tier]! * card.uncheckedCredibility[tier]! < 1_000_000;
  });
  return [
    ...(months.length > 0
      ? [
          `monthly records are no cells of a row, so these are missing: ${months.join(', ')}; but where a column is called as a characteristic of theirs, it holds what the months come to`,
        ]
      : []),
    ...(doubted.length > 0
      ? [`the card believes nobody fully in ${doubted.map((i) => names[i]).join(', ')}, so they count in part`]
      : []),
  ];
}
