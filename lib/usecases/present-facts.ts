import { DIMENSIONS, TIERS } from '../schemas/dictionary.ts';
import type { ScoreReply } from '../schemas/score.ts';
import { formatDay } from '../scoring/calendar.ts';
import type { Inputs, Scorecard } from '../scoring/model.ts';
import { meaningOf } from '../scoring/points.ts';

/** Every characteristic with its points, what they rest on, and how far that is believed. */
export function characteristicsOf(
  points: readonly number[],
  resolved: Inputs,
  card: Scorecard,
): ScoreReply['characteristics'] {
  return card.characteristics.map((row, i) => {
    const input = resolved.inputs[i];
    const head = {
      id: row.id,
      fact: row.factName,
      dimension: DIMENSIONS[row.dimension] ?? 'creditHistory',
      points: (points[i] ?? 0) / 1000,
      missing: input === undefined,
    };
    if (input === undefined) return head;
    return {
      ...head,
      value: meaningOf(card.dictionary.facts[row.fact], input.measure),
      observedAt: formatDay(input.day),
      source: input.sourceId,
      tier: TIERS[input.tier] ?? 'self',
      reliability: input.reliability / 1000,
      credibility: input.credibility / 1000,
      freshness: input.freshness / 1000,
    };
  });
}

const MOST_HELPFUL = 5;

/** For a person who cannot be scored yet: the missing facts that would help most. */
export function helpfulFacts({ inputs, withheld }: Inputs, card: Scorecard) {
  const weights = new Map<number, number>();
  card.characteristics.forEach((row, i) => {
    if (inputs[i] !== undefined || ((withheld >> row.dimension) & 1) === 1) return;
    weights.set(row.fact, (weights.get(row.fact) ?? 0) + row.coverageWeight);
  });
  const ranked = [...weights].sort(([f, a], [g, b]) => b - a || f - g).slice(0, MOST_HELPFUL);
  return ranked.map(([fact]) => {
    const definition = card.dictionary.facts[fact] as (typeof card.dictionary.facts)[number];
    return { fact: card.dictionary.names[fact] ?? '', label: definition.label, assertableBy: definition.assertableBy };
  });
}

export function conflictsOf({ conflicts }: Inputs, card: Scorecard): ScoreReply['conflicts'] {
  return conflicts.map(({ fact, believed, other }) => ({
    fact: card.dictionary.names[fact] ?? '',
    believed: TIERS[believed] ?? 'self',
    other: TIERS[other] ?? 'self',
  }));
}
