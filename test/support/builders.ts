import germanDictionaryJson from '../../examples/german-credit/dictionary.json' with { type: 'json' };
import germanCardJson from '../../examples/german-credit/scorecard.json' with { type: 'json' };
import type { Tier } from '../../lib/schemas/dictionary.ts';
import type { FactReport } from '../../lib/schemas/profile.ts';
import dictionaryJson from '../../lib/scorecards/dictionary.json' with { type: 'json' };
import cardJson from '../../lib/scorecards/expert.json' with { type: 'json' };
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import { formatMonth, parseDay, parseMonth } from '../../lib/scoring/calendar.ts';
import { type Evidence, merge, noEvidence } from '../../lib/scoring/evidence.ts';
import type { Dictionary, Input, Inputs, Scorecard } from '../../lib/scoring/model.ts';
import type { Profile } from '../../lib/scoring/resolve.ts';
import { type Score, score, type Unscorable } from '../../lib/scoring/score.ts';
import type { Caller } from '../../lib/usecases/dependencies.ts';
import { readReport } from '../../lib/usecases/read-report.ts';

/** A dictionary with a card made for it. */
export interface Ruleset {
  dictionary: Dictionary;
  card: Scorecard;
}

export function ruleset(dictionaryFile: unknown, cardFile: unknown): Ruleset {
  const dictionary = loadDictionary(dictionaryFile);
  return { dictionary, card: loadScorecard(cardFile, dictionary) };
}

export const shippedJson = { dictionary: dictionaryJson, card: cardJson };
export const germanJson = { dictionary: germanDictionaryJson, card: germanCardJson };
export const shipped = ruleset(dictionaryJson, cardJson);
export const german = ruleset(germanDictionaryJson, germanCardJson);

const DAY_MS = 86_400_000;

/** '2026-03-01' as a day; a typing mistake in a test fails loudly. */
export function day(text: string): number {
  const found = parseDay(text);
  if (found === undefined) throw new Error(`${text} is no day`);
  return found;
}

/** The last millisecond of a day. */
export function endOf(text: string): number {
  return (day(text) + 1) * DAY_MS - 1;
}

export const self: Caller = { kind: 'subject', sourceId: 'self', tier: 'self' };

export function service(tier: Exclude<Tier, 'self'>, sourceId: string = tier): Caller {
  return { kind: 'service', sourceId, tier };
}

export function callerOf(tier: Tier, sourceId: string = tier): Caller {
  return tier === 'self' ? self : service(tier, sourceId);
}

/** What one caller states on one day: `{ monthlyIncome: 150 }`. A fact of `TAKEN_BACK` is a retraction. */
export function states(
  dictionary: Dictionary,
  caller: Caller,
  on: string,
  facts: Record<string, unknown>,
  revision?: number,
): Evidence {
  const reports = Object.entries(facts).map(([name, value]): [string, FactReport] => [
    name,
    {
      ...(value === TAKEN_BACK ? { retracted: true } : { value }),
      observedAt: on,
      ...(revision === undefined ? {} : { revision }),
    },
  ]);
  return readReport(Object.fromEntries(reports), caller, dictionary, endOf(on));
}

export const TAKEN_BACK = Symbol('taken back');

/** A row of months, the oldest first: `months('2026-01', [0, 0, 1])`. Undefined leaves a month out. */
export function months(from: string, values: readonly (number | null | undefined)[]): Record<string, number | null> {
  const first = parseMonth(from);
  if (first === undefined) throw new Error(`${from} is no month`);
  return Object.fromEntries(
    values.flatMap((value, i) => (value === undefined ? [] : [[formatMonth(first + i), value]])),
  );
}

export function together(dictionary: Dictionary, evidence: readonly Evidence[]): Evidence {
  return evidence.reduce(merge, noEvidence(dictionary));
}

/** A person of whom all this is known. */
export function person(evidence: readonly Evidence[], consents: Record<string, boolean> = {}): Profile {
  const first = evidence[0];
  if (first === undefined) throw new Error('somebody must have said something');
  return { evidence: together(first.dictionary, evidence), consents };
}

/** Points of one characteristic, in points of score. */
export function pointsFor(result: Score | Unscorable, { characteristics }: Scorecard, id: string): number {
  return (result.points[rowOf({ characteristics }, id)] ?? Number.NaN) / 1000;
}

/** What was found for one characteristic. */
export function inputFor({ inputs }: Inputs, card: Scorecard, id: string): Input | undefined {
  return inputs[rowOf(card, id)];
}

function rowOf({ characteristics }: Pick<Scorecard, 'characteristics'>, id: string): number {
  const index = characteristics.findIndex((row) => row.id === id);
  if (index < 0) throw new Error(`the card has no characteristic ${id}`);
  return index;
}

export function scoredOn(profile: Profile, card: Scorecard, on: string): Score {
  const result = score(profile, card, day(on));
  if (result.status === 'unscorable') throw new Error(`too little is known: coverage ${result.coverage}`);
  return result;
}

/** Milli-points of everything together, whether or not enough is known to state a score. */
export function totalOf({ points }: Score | Unscorable): number {
  return points.reduce((sum, given) => sum + given, 0);
}

/** What the points of all characteristics come to on the scale. */
export function scaledTo({ offset, min, max }: Scorecard, milliPoints: number): number {
  return Math.min(max, Math.max(min, Math.round((offset + milliPoints) / 1000)));
}
