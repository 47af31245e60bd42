import { TahiniError, type Violation } from '../../errors.ts';
import type { RescoreRequest } from '../../schemas/job.ts';
import type { Registry } from '../../schemas/registry.ts';
import { apart } from '../../scorecards/growth.ts';
import { parseDay } from '../../scoring/calendar.ts';
import { type ActiveCardParts, scoringOf } from '../active-card.ts';
import type { Scoring } from '../dependencies.ts';
import { dictionaryShrinks } from '../dictionary-shrinks.ts';
import { findScorecard, lawful } from '../find-scorecard.ts';
import { type Begun, beginRescore, type StartDependencies } from './begin-rescore.ts';

export interface RescoreMeans extends StartDependencies, Pick<ActiveCardParts, 'cards' | 'configured'> {
  registry: Pick<Registry, 'latestActivation' | 'readCard'>;
}

export interface Requested {
  /** Begun twice under one id, a job is begun once. */
  jobId: string;
  /** Days since 1970-01-01. */
  today: number;
  startedBy: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** Begins the sweep that is asked for, or returns the one that is running. */
export async function startRescore(
  means: RescoreMeans,
  request: RescoreRequest,
  { today, ...by }: Requested,
): Promise<Begun> {
  const { scorecard, asOf: day, ...options } = request;
  const asOf = day === undefined ? today : (parseDay(day) ?? Number.POSITIVE_INFINITY);
  const latest = await means.registry.latestActivation({ consistent: true });
  const active = await lawful(() => scoringOf(latest, means));
  const { card, activationSeq } = await scoringFor(means, active, request);
  const known = card.bands.map(({ name }) => name);
  refuse([
    ...(asOf > today ? [wrong('/asOf', 'Must be a day, and not later than today.')] : []),
    ...(options.bands ?? []).flatMap((name, i) =>
      known.includes(name) ? [] : [wrong(`/bands/${i}`, `Must be one of ${known.join(', ')}.`)],
    ),
  ]);
  const { id, version, hash } = card;
  return beginRescore(means, { ...options, ...by, asOf, card: { id, version, hash }, activationSeq });
}

/** A dry run under another card is under the number that its activation would take, so that nothing holds it back. */
async function scoringFor(
  means: RescoreMeans,
  active: Scoring,
  { scorecard, dryRun }: RescoreRequest,
): Promise<Pick<Scoring, 'card' | 'activationSeq'>> {
  if (scorecard === undefined) return active;
  const card = await findScorecard(means, scorecard.id, scorecard.version);
  if (card.hash === active.card.hash) return active;
  if (!dryRun) refuse([wrong('/scorecard', 'Must be the active one; another only with `dryRun: true`.')]);
  const problems = apart(active.card.dictionary, card.dictionary);
  if (problems.length > 0) throw dictionaryShrinks(problems, '/scorecard');
  return { card, activationSeq: active.activationSeq + 1 };
}

function wrong(pointer: string, detail: string): Violation {
  return { pointer, rule: 'invalid-body', detail };
}

function refuse(violations: Violation[]): void {
  if (violations.length > 0) {
    throw new TahiniError('invalid-body', 'The body does not have the right shape.', { violations });
  }
}
