import { TIERS, type Tier } from '../../../../lib/schemas/dictionary.ts';
import { parseDay } from '../../../../lib/scoring/calendar.ts';
import { contextOf } from '../../../../lib/scoring/context.ts';
import { freshnessAt } from '../../../../lib/scoring/freshness.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import type { Profile } from '../../../../lib/scoring/resolve.ts';

/** How far a statement is believed, 0-1 each; credibility is below 0 where a source was caught. */
export interface Trust {
  reliability: number;
  credibility: number;
  freshness: number;
}

export const weightOf = ({ reliability, credibility, freshness }: Trust) => reliability * credibility * freshness;

/** What a source of a tier, that spoke of a fact on a day, is worth on the day of the score. */
export type TrustIn = (fact: string, source: string, tier: Tier, observedAt: string) => Trust | undefined;

/** The same figures as lib/scoring scores with, also for statements that do not count. */
export function trustOn(known: Profile, card: Scorecard, asOf: string): TrustIn {
  const day = Math.max(parseDay(asOf) as number, known.evidence.latest);
  const { checked } = contextOf(known, card, day);
  return (fact, source, tier, observedAt) => {
    const index = card.dictionary.index.get(fact);
    if (index === undefined) return undefined;
    const place = TIERS.indexOf(tier);
    const found = checked.sources.find(({ sourceId }) => sourceId === source)?.credibility;
    const credibility =
      card.doubt[place] === undefined ? 1000 : (found ?? (card.uncheckedCredibility[place] as number));
    const freshness = freshnessAt(card.freshness[index], Math.max(0, day - (parseDay(observedAt) as number)));
    return {
      reliability: (card.reliability[place] as number) / 1000,
      credibility: credibility / 1000,
      freshness: freshness / 1000,
    };
  };
}
