import { monthsBetween } from './calendar.ts';
import type { Statements } from './evidence.ts';
import { freshnessAt } from './freshness.ts';
import type { Input, Inputs, Scorecard } from './model.ts';
import { binOf } from './points.ts';
import { type Profile, resolve } from './resolve.ts';
import { assess, scaled } from './score.ts';

/** Why a score changed, in points of score; the parts add up to the change. */
export interface Causes {
  /** Time alone: evidence faded, tenures grew, months left their window. */
  ageing: number;
  /** New, corrected or retracted evidence, or consents. */
  data: number;
  /** Another scorecard. */
  scorecard: number;
}

/** A former score as it was stored, with its card. */
export interface Former {
  score: number;
  profileVersion: number;
  resolved: Inputs;
  card: Scorecard;
}

/**
 * Splits a change in the fixed order ageing -> data -> scorecard: the former inputs on the new day, then today's
 * evidence under the former card, then today's card. Each step is scored in full, so the parts add up exactly.
 */
export function attribute(
  former: Former,
  profile: Profile<Statements>,
  profileVersion: number,
  asOf: number,
  score: number,
): Causes {
  const now = resolve(profile, former.card, asOf);
  const underFormerCard = total(now, former.card);
  const sameEvidence = former.profileVersion === profileVersion;
  const aged = sameEvidence ? underFormerCard : agedTotal(former, now, asOf);
  return { ageing: aged - former.score, data: underFormerCard - aged, scorecard: score - underFormerCard };
}

/** On one and the same day nothing has aged. */
function agedTotal({ score, resolved, card }: Former, now: Inputs, asOf: number): number {
  return asOf === resolved.asOf ? score : total(age(resolved, now, card, asOf), card);
}

function total(resolved: Inputs, card: Scorecard): number {
  return scaled(
    assess(resolved, card).points.reduce((sum, points) => sum + points, 0),
    card,
  );
}

/**
 * The former inputs as they stand on a later day; a statement that still counts is as old as it is now,
 * and as credible as it was: what others said since is news. */
function age(former: Inputs, now: Inputs, card: Scorecard, asOf: number): Inputs {
  const months = monthsBetween(former.asOf, asOf);
  const inputs = former.inputs.map((input, i) => {
    if (input === undefined) return undefined;
    const today = now.inputs[i];
    if (today === undefined || !sameStatement(input, today, card.characteristics[i]?.type, months)) {
      return agedInput(input, card, i, former.asOf, asOf);
    }
    return { ...today, reliability: input.reliability, credibility: input.credibility };
  });
  return { ...former, asOf, inputs };
}

/**
 * The same word, only older? A date's measure grows with the months that passed; a fold moves with its window, so it
 * is known by who said it and when.
 */
function sameStatement(a: Input, b: Input, type: string | undefined, months: number): boolean {
  if (a.sourceId !== b.sourceId || a.tier !== b.tier || a.day !== b.day) return false;
  const grown = b.measure - a.measure;
  if (type === 'since') return grown >= 0 && grown <= months + 1;
  return type === 'months' || grown === 0;
}

function agedInput(input: Input, card: Scorecard, index: number, from: number, asOf: number): Input {
  const row = card.characteristics[index];
  if (row === undefined) return input;
  const months = row.type === 'since' ? monthsBetween(from, asOf) : 0;
  const measure = input.measure + (row.inYears ? Math.floor(months / 12) : months);
  return { ...input, measure, bin: binOf(row, measure), freshness: freshnessAt(row.freshness, asOf - input.day) };
}
