import { TahiniError } from '../../errors.ts';
import { DIMENSIONS } from '../../schemas/dictionary.ts';
import type { RescoreJob } from '../../schemas/job.ts';
import type { ScannedPerson } from '../../schemas/scan.ts';
import type { StoredScore } from '../../schemas/stored.ts';
import type { Scoring } from '../dependencies.ts';
import { type Judged, judgeProfile, openProfile, storedForm } from '../score-profile.ts';

/** A person whom the job scored, with what they had before it. */
export interface ScoredPerson {
  judged: Judged;
  before: { score: number | undefined; band: string | undefined; reasons?: StoredScore['reasons'] } | undefined;
  /** Whether this very job wrote their score, before the worker that did was stopped. */
  ownWork: boolean;
}

/** What a sweep makes of one person. */
export type Swept =
  | { kind: 'passed' | 'leftToStream'; unjudged?: true }
  | ({ kind: 'changed' | 'unchanged' | 'unscorable' } & ScoredPerson)
  | ({ kind: 'write'; as: 'changed' | 'unchanged' | 'unscorable'; score: () => StoredScore } & ScoredPerson)
  | { kind: 'failed'; subjectId: string; reason: string };

/** Scores one person on the job's day. Pure, and never stopped by what is wrong with somebody. */
export function sweepPerson(job: RescoreJob, scoring: Scoring, person: ScannedPerson): Swept {
  const { subjectId } = person;
  if (person.found === 'damaged') return { kind: 'failed', subjectId, reason: `damaged-${person.item.toLowerCase()}` };
  if (person.found === 'score-only') return { kind: 'passed', unjudged: true };
  if (person.found === 'erased') return { kind: 'passed' };
  const { profile, current } = person;
  try {
    if (job.bands !== undefined && !job.bands.includes(current?.band ?? '')) return { kind: 'passed' };
    const known = openProfile(profile, scoring.card);
    if (job.dimension !== undefined && !isKnownIn(job.dimension, known, scoring)) return { kind: 'passed' };
    if (known.evidence.latest > job.asOf) return { kind: 'leftToStream', unjudged: true };
    const judged = judgeProfile(scoring, profile, current, job.asOf, known);
    return sweptAs(job, current, judged, () => storedForm(scoring, judged, requestOf(job, judged)));
  } catch (error) {
    return { kind: 'failed', subjectId, reason: reasonOf(error) };
  }
}

function sweptAs(
  { jobId, asOf }: RescoreJob,
  current: StoredScore | undefined,
  judged: Judged,
  score: () => StoredScore,
): Swept {
  const { transition, result } = judged;
  const unscorable = result.status === 'unscorable';
  const ownWork = current?.requestId === jobId && current.asOf === asOf;
  const person: ScoredPerson = { judged, before: ownWork ? current.previous : current, ownWork };
  if (transition.action === 'write') {
    return { kind: 'write', as: unscorable ? 'unscorable' : 'changed', score, ...person };
  }
  if (transition.action === 'confirm')
    return { kind: 'write', as: unscorable ? 'unscorable' : 'unchanged', score, ...person };
  if (transition.why !== 'unchanged') return { kind: 'leftToStream' };
  if (unscorable) return { kind: 'unscorable', ...person };
  return { kind: ownWork ? 'changed' : 'unchanged', ...person };
}

/** A score that is only confirmed keeps what led to it, so that one written by this job is always one that changed. */
function requestOf({ jobId }: RescoreJob, { transition, former }: Judged): string | undefined {
  return transition.action === 'confirm' ? former?.requestId : jobId;
}

function isKnownIn(
  dimension: RescoreJob['dimension'],
  { evidence }: ReturnType<typeof openProfile>,
  { card }: Scoring,
) {
  const wanted = DIMENSIONS.indexOf(dimension!);
  return evidence.present.some((fact) => DIMENSIONS.indexOf(card.dictionary.facts[fact]!.dimension) === wanted);
}

/** No message of an error: it may quote a value. */
function reasonOf(error: unknown): string {
  if (error instanceof TahiniError) return error.kind;
  return error instanceof Error ? error.name : 'unknown';
}
