import { DIMENSIONS, type Text } from '../schemas/dictionary.ts';
import type { ScoreReply } from '../schemas/score.ts';
import type { Baseline } from '../schemas/scorecard.ts';
import type { StoredScore } from '../schemas/stored.ts';
import { formatDay } from '../scoring/calendar.ts';
import type { Scorecard } from '../scoring/model.ts';
import { unpackInputs } from '../scoring/pack-inputs.ts';
import { strengthsOf } from '../scoring/reasons.ts';
import { assess } from '../scoring/score.ts';
import { characteristicsOf, conflictsOf, helpfulFacts } from './present-facts.ts';
import { presentReason, presentStrength } from './present-reasons.ts';

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
  const resolved = unpackInputs(stored.inputs, stored.asOf, card);
  const explained = assess(resolved, card, baseline);
  const label = card.file.bands.find(({ name }) => name === stored.band)?.label;
  const explanation =
    explained.status === 'scored'
      ? {
          reasons: explained.reasons.map((reason) => presentReason(reason, card)),
          strengths: strengthsOf(explained.points, resolved.withheld, card, baseline).map(([index, points]) =>
            presentStrength(index, points, card),
          ),
        }
      : { reasons: [], strengths: [], helpful: helpfulFacts(resolved, card) };
  return {
    ...headline(subjectId, stored, label),
    dimensions: dimensionsOf(explained.dimensions, resolved.withheld),
    baseline,
    ...explanation,
    conflicts: conflictsOf(resolved, card),
    characteristics: characteristicsOf(explained.points, resolved, card),
  };
}

function bareScore(subjectId: string, stored: StoredScore, baseline: Baseline): ScoreReply {
  const reasons = stored.reasons.map(({ code, kind, points }) => ({
    code,
    kind,
    points: points / 1000,
    text: { en: code, zh: code },
  }));
  return {
    ...headline(subjectId, stored, undefined),
    baseline,
    reasons,
    strengths: [],
    conflicts: [],
    characteristics: [],
  };
}

function headline(subjectId: string, stored: StoredScore, label: Text | undefined) {
  const { previous, band } = stored;
  return {
    subjectId,
    status: stored.status,
    ...(stored.score === undefined ? {} : { score: stored.score }),
    ...(band === undefined ? {} : { band: { name: band, label: label ?? { en: band, zh: band } } }),
    asOf: formatDay(stored.asOf),
    profileVersion: stored.profileVersion,
    coverage: stored.coverage / 1000,
    dimensions: dimensionsOf(
      stored.dimensions.map((score) => ({ score })),
      0,
    ),
    ...(previous === undefined ? {} : presentChange(previous, stored)),
    scorecard: { ...stored.card, activationSeq: stored.activationSeq },
    engine: stored.engine,
  };
}

/** Nothing where there was no score before, and is none now. */
function presentChange(previous: NonNullable<StoredScore['previous']>, { score, causes }: StoredScore) {
  if (previous.score === undefined && score === undefined) return {};
  const change = {
    ...(previous.score === undefined ? { statusFrom: 'unscorable' as const } : { from: previous.score }),
    ...(previous.band === undefined ? {} : { bandFrom: previous.band }),
    ...(causes === undefined ? {} : { causes }),
  };
  return { change };
}

function dimensionsOf(
  scores: readonly { score: number; coverage?: number }[],
  withheld: number,
): ScoreReply['dimensions'] {
  const entries = DIMENSIONS.map((name, d) => {
    const { score, coverage } = scores[d] ?? { score: 0 };
    const known = coverage === undefined ? {} : { coverage: coverage / 1000 };
    return [name, { score, ...known, ...(((withheld >> d) & 1) === 1 ? { withheld: true } : {}) }];
  });
  return Object.fromEntries(entries);
}
