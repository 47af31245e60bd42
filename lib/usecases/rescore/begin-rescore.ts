import { TahiniError } from '../../errors.ts';
import {
  type JobSegment,
  type JobStore,
  MOST_SEGMENTS,
  type RescoreJob,
  type RescoreRequest,
  type SegmentMessage,
} from '../../schemas/job.ts';
import { dispersed } from './dispersed.ts';

export interface StartDependencies {
  store: JobStore;
  send: (messages: readonly SegmentMessage[]) => Promise<void>;
}

/** What the caller has made of a request: the card it names, and its day in days since 1970-01-01. */
export interface Start extends Omit<RescoreRequest, 'asOf' | 'scorecard'> {
  /** Begun twice under one id, a job is begun once. */
  jobId: string;
  card: RescoreJob['card'];
  activationSeq: number;
  asOf: number;
  startedBy: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** A worker gets through so much in about half a minute: many segments for many workers, few for a small table. */
const BYTES_PER_SEGMENT = 128 * 1024 * 1024;
const ITEMS_PER_PERSON = 2;
/** A segment that nobody has taken, or saved, for so long has lost its message. */
const SILENT_MS = 20 * 60_000;
/** A job of which no segment was saved for so long is given up: by then its messages are dead letters, or nearly. */
const DEAD_MS = 24 * 3_600_000;

export interface Begun {
  job: RescoreJob;
  begun: boolean;
  /** The job that was cancelled for this one, for it was stuck. */
  givenUp?: string;
}

/**
 * Begins a sweep of everybody, or returns the one that is running; what that one has lost in a crash is sent again. One that
 * is stuck for a day is cancelled, and can be resumed: else the next month's would never begin.
 */
export async function beginRescore(means: StartDependencies, start: Start): Promise<Begun> {
  const { store, send } = means;
  const former = await store.readRunning();
  const running = former === undefined ? undefined : await store.readJob(former);
  const isRunning = running?.state === 'running';
  const isThis = running?.jobId === start.jobId;
  if (!isRunning || (start.force && !isThis)) return begin(means, start, former, isRunning);
  const segments = await store.listSegments(running.jobId);
  if (isThis || start.now - lastSignOf(running, segments) <= DEAD_MS) {
    await send(lost(running, segments, start));
    return { job: running, begun: false };
  }
  await store.moveJob(running.jobId, 'running', 'cancelled', start.now);
  return { ...(await begin(means, start, former, false)), givenUp: running.jobId };
}

/** In the place of `former`, or beside it. */
async function begin(
  { store, send }: StartDependencies,
  start: Start,
  former: string | undefined,
  beside: boolean,
): Promise<Begun> {
  const job = await jobOf(store, start, beside);
  const isNew = await store.putJob(job);
  if (!isNew) {
    const known = await store.readJob(job.jobId);
    if (known === undefined || known.state !== 'running') {
      throw new TahiniError('job-ended', 'The job of this id has ended; begin another one.');
    }
  }
  if (!(await store.takeRunning(job.jobId, former))) return lostTheRace(store, job, start.now);
  await withdraw(store, job);
  await send(dispersed(job.open).map((segment) => ({ jobId: job.jobId, segment, lap: 0 })));
  return { job, begun: true };
}

/** What writes scores of a day before the last full sweep's takes from under them what that sweep confirmed. */
async function withdraw(store: JobStore, { dryRun, asOf }: RescoreJob): Promise<void> {
  if (!dryRun) await store.withdrawFullSweep(asOf);
}

/** Somebody began a job at the same moment: this very one, or another, and then this one has not done anything yet. */
async function lostTheRace(store: JobStore, job: RescoreJob, now: number) {
  const winner = await store.readRunning();
  if (winner === job.jobId) return { job, begun: false };
  await store.moveJob(job.jobId, 'running', 'cancelled', now);
  const running = winner === undefined ? undefined : await store.readJob(winner);
  if (running === undefined) throw new TahiniError('contention', 'Another job was begun at once.', { retryAfter: 1 });
  return { job: running, begun: false };
}

/** Any message of a job without open segments ends it: who closed the last one died, or the job was cancelled meanwhile. */
function lastOf(jobId: string): SegmentMessage {
  return { jobId, segment: 0, lap: 0 };
}

/** When the job was last begun, gone on with, or further than before. */
function lastSignOf({ startedAt, resumedAt = 0 }: RescoreJob, segments: readonly JobSegment[]): number {
  return Math.max(startedAt, resumedAt, ...segments.map(({ savedAt = 0 }) => savedAt));
}

/** Messages for the open segments that have been silent; one too many does no harm. */
function lost(job: RescoreJob, segments: readonly JobSegment[], start: Start): SegmentMessage[] {
  const { jobId, open, startedAt } = job;
  if (open.length === 0) return [lastOf(jobId)];
  const known = new Map(segments.map((segment) => [segment.segment, segment]));
  // Who began it may have died before anything was sent, or sends again.
  const unsent = known.size === 0 || start.jobId === jobId;
  const isLost = (segment: number) =>
    (unsent && !known.has(segment)) || start.now - (known.get(segment)?.savedAt ?? startedAt) > SILENT_MS;
  return open.filter(isLost).map((segment) => ({ jobId, segment, lap: known.get(segment)?.lap ?? 0 }));
}

async function jobOf(store: JobStore, start: Start, beside: boolean): Promise<RescoreJob> {
  const { jobId, card, activationSeq, asOf, startedBy, now, pace, bands, dimension, dryRun } = start;
  const { items, bytes } = await store.describeSubjects();
  const segments = start.segments ?? Math.min(MOST_SEGMENTS, Math.max(1, Math.ceil(bytes / BYTES_PER_SEGMENT)));
  return {
    jobId,
    state: 'running',
    asOf,
    card,
    activationSeq,
    segments,
    open: Array.from({ length: segments }, (_, segment) => segment),
    pace,
    bands,
    dimension,
    dryRun,
    beside,
    resumedAt: undefined,
    expectedPeople: Math.ceil(items / ITEMS_PER_PERSON),
    startedAt: now,
    startedBy,
    endedAt: undefined,
  };
}

/** Stops a job at its workers' next saved place. */
export async function cancelRescore({ store }: Pick<StartDependencies, 'store'>, jobId: string, now: number) {
  await store.moveJob(jobId, 'running', 'cancelled', now);
  await store.releaseRunning(jobId);
  return jobNamed(store, jobId);
}

/** Goes on where a cancelled job was stopped. */
export async function resumeRescore(
  { store, send }: StartDependencies,
  jobId: string,
  now: number,
): Promise<RescoreJob> {
  const job = await jobNamed(store, jobId);
  if (job.state === 'finished') throw new TahiniError('job-ended', 'The job has finished.');
  const former = await store.readRunning();
  if (former !== undefined && former !== jobId && (await store.readJob(former))?.state === 'running') {
    throw new TahiniError('job-running', 'Another job is running.');
  }
  if (former !== jobId && !(await store.takeRunning(jobId, former))) {
    throw new TahiniError('contention', 'Another job was begun at once.', { retryAfter: 1 });
  }
  await withdraw(store, job);
  await store.moveJob(jobId, 'cancelled', 'running', now);
  const laps = new Map((await store.listSegments(jobId)).map(({ segment, lap }) => [segment, lap]));
  const open = dispersed(job.open).map((segment) => ({ jobId, segment, lap: laps.get(segment) ?? 0 }));
  await send(open.length > 0 ? open : [lastOf(jobId)]);
  return jobNamed(store, jobId);
}

export async function jobNamed(store: Pick<JobStore, 'readJob'>, jobId: string): Promise<RescoreJob> {
  const job = await store.readJob(jobId);
  if (job === undefined) throw new TahiniError('unknown-job', 'There is no such job.');
  return job;
}
