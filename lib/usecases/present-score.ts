import { DIMENSIONS, type Text, TIERS } from '../schemas/dictionary.ts';
import type { ScoreReply } from '../schemas/score.ts';
import type { Baseline } from '../schemas/scorecard.ts';
import type { StoredScore } from '../schemas/stored.ts';
import { formatDay } from '../scoring/calendar.ts';
import type { Inputs, Scorecard } from '../scoring/model.ts';
import { unpackInputs } from '../scoring/pack-inputs.ts';
import { valueOf } from '../scoring/points.ts';
import { type LossKind, type Reason, reasonsFor, strengthsOf } from '../scoring/reasons.ts';
import { codeOf } from './score-profile.ts';

/**
 * A stored score for a reader, explained against a baseline. Without the card under which it was computed, what was
 * stored is told as it is, by its codes.
 */
export function presentScore(
  subjectId: string,
  stored: StoredScore,
  card: Scorecard | undefined,
  baseline: Baseline,
): ScoreReply {
  if (card === undefined) return bareScore(subjectId, stored, baseline);
  const resolved = unpackInputs(stored.inputs, stored.asOf);
  const scored = stored.status === 'scored';
  const found = ({ index }: { index: number }) => resolved.inputs[index];
  return {
    ...headline(subjectId, stored, resolved, card.file.bands.find(({ name }) => name === stored.band)?.label),
    baseline,
    reasons: scored
      ? reasonsFor(stored.points, found, resolved.withheld, card, baseline).map((reason) => presentReason(reason, card))
      : [],
    strengths: scored
      ? strengthsOf(stored.points, resolved.withheld, card, baseline).map(([index, points]) =>
          presentStrength(index, points, card),
        )
      : [],
    conflicts: resolved.conflicts.map(({ fact, believed, other }) => ({
      fact: card.dictionary.names[fact] ?? '',
      believed: TIERS[believed] ?? 'self',
      other: TIERS[other] ?? 'self',
    })),
    characteristics: characteristicsOf(stored, resolved, card),
    ...(scored ? {} : { helpful: helpfulFacts(resolved, card) }),
  };
}

function bareScore(subjectId: string, stored: StoredScore, baseline: Baseline): ScoreReply {
  const resolved = unpackInputs(stored.inputs, stored.asOf);
  const reasons = stored.reasons.map(({ code, kind, points }) => ({
    code,
    kind,
    points: points / 1000,
    text: { en: code, zh: code },
  }));
  return {
    ...headline(subjectId, stored, resolved, undefined),
    baseline,
    reasons,
    strengths: [],
    conflicts: [],
    characteristics: [],
  };
}

function headline(subjectId: string, stored: StoredScore, resolved: Inputs, label: Text | undefined) {
  const { previous, causes, band } = stored;
  return {
    subjectId,
    status: stored.status,
    ...(stored.score === undefined ? {} : { score: stored.score }),
    ...(band === undefined ? {} : { band: { name: band, label: label ?? { en: band, zh: band } } }),
    asOf: formatDay(stored.asOf),
    profileVersion: stored.profileVersion,
    coverage: stored.coverage / 1000,
    dimensions: Object.fromEntries(
      DIMENSIONS.map((name, d) => [
        name,
        { score: stored.dimensions[d] ?? 0, ...(((resolved.withheld >> d) & 1) === 1 ? { withheld: true } : {}) },
      ]),
    ) as ScoreReply['dimensions'],
    ...(previous === undefined ? {} : { change: presentChange(previous, causes) }),
    scorecard: { ...stored.card, activationSeq: stored.activationSeq },
    engine: stored.engine,
  };
}

function presentChange(previous: NonNullable<StoredScore['previous']>, causes: StoredScore['causes']) {
  return {
    ...(previous.score === undefined ? {} : { from: previous.score }),
    ...(previous.band === undefined ? {} : { bandFrom: previous.band }),
    ...(causes === undefined ? {} : { causes }),
  };
}

/** The wording follows the largest part of the loss: 'income is stated but not verified' is not 'income is low'. */
export function reasonText(index: number, kind: LossKind, card: Scorecard): Text {
  const row = card.file.characteristics[index];
  const pair = card.file.pairs[index - card.file.characteristics.length];
  const label = card.dictionary.facts[card.characteristics[index]?.fact ?? -1]?.label;
  if (kind === 'value' || label === undefined) return (row ?? pair)?.reason ?? { en: '', zh: '' };
  const { en, zh } = label;
  if (kind === 'missing') return { en: `${en}: nothing is known`, zh: `${zh}：暂无信息` };
  if (kind === 'unverified') return { en: `${en}: not verified by a reliable source`, zh: `${zh}：尚未由可靠来源核实` };
  if (kind === 'contradicted')
    return {
      en: `${en}: counts less because other statements of this source were contradicted`,
      zh: `${zh}：因该来源的其他陈述被否定而降低采信`,
    };
  return { en: `${en}: the information is out of date`, zh: `${zh}：信息已过时` };
}

function presentReason({ index, points, kind, parts }: Reason, card: Scorecard): ScoreReply['reasons'][number] {
  const named = Object.entries(parts).filter(([, part]) => part !== 0);
  return {
    code: codeOf(card, index),
    kind,
    points: points / 1000,
    parts: Object.fromEntries(named.map(([name, part]) => [name, part / 1000])),
    ...factOf(index, card),
    text: reasonText(index, kind, card),
  };
}

function presentStrength(index: number, points: number, card: Scorecard): ScoreReply['strengths'][number] {
  const label = card.dictionary.facts[card.characteristics[index]?.fact ?? -1]?.label ?? {
    en: codeOf(card, index),
    zh: codeOf(card, index),
  };
  return { code: codeOf(card, index), ...factOf(index, card), points: points / 1000, text: label };
}

function factOf(index: number, card: Scorecard): { fact: string } | Record<string, never> {
  const fact = card.characteristics[index]?.factName;
  return fact === undefined ? {} : { fact };
}

function characteristicsOf(stored: StoredScore, resolved: Inputs, card: Scorecard): ScoreReply['characteristics'] {
  return card.characteristics.map((row, i) => {
    const input = resolved.inputs[i];
    const head = {
      id: row.id,
      fact: row.factName,
      dimension: DIMENSIONS[row.dimension] ?? 'creditHistory',
      points: (stored.points[i] ?? 0) / 1000,
      missing: input === undefined,
    };
    if (input === undefined) return head;
    return {
      ...head,
      value: valueOf(card.dictionary.facts[row.fact], input.measure),
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
function helpfulFacts({ inputs, withheld }: Inputs, card: Scorecard) {
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
