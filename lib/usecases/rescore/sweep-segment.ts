import { passesByItself } from '../../errors.ts';
import type { JobSegment, JobStore, RescoreJob, SegmentMessage, SweepCounts, Tallied } from '../../schemas/job.ts';
import type { People, ScannedPerson } from '../../schemas/scan.ts';
import type { Store } from '../../schemas/stored.ts';
import type { Scoring } from '../dependencies.ts';
import { type FinishedJob, finishJob } from './finish-job.ts';
import { Pace } from './pace.ts';
import { type ScoredPerson, type Swept, sweepPerson } from './sweep-person.ts';
import { emptyTally, tallyPerson } from './sweep-tally.ts';

/** Consumed capacity since the worker's client was made. */
export interface Meter {
  readonly readUnits: number;
  readonly writeUnits: number;
}

export interface SweepDependencies {
  store: JobStore & Pick<Store, 'putScore' | 'scanPeople'>;
  send: (messages: readonly SegmentMessage[]) => Promise<void>;
  /** The card of a job, and any former one by its hash. */
  scoringOf: (job: RescoreJob) => Promise<Scoring>;
  meter: Meter;
  now: () => number;
  /** Milliseconds left for this invocation. */
  remaining: () => number;
  pause: (ms: number) => Promise<void>;
  /** Most workers at once. */
  workers: number;
  /** Told once of a job that has ended by itself. */
  finished: (finished: FinishedJob) => void;
}

/** What became of a message. */
export type SegmentOutcome = 'stale' | 'stopped' | 'handed-over' | 'done';

/** So much is left for what is under way, and for the message that hands the segment on. */
const MARGIN_MS = 30_000;
const SAVE_EVERY_MS = 3000;
const WRITES_AT_ONCE = 32;
const LONGEST_PAUSE_MS = 20_000;

/**
 * Sweeps one segment of the Subjects table from where it was left: page by page, everybody scored in memory, real changes
 * written side by side. Whatever comes twice, late or at once with another worker does no harm: a score carries its job,
 * the guard holds back what is older, and only the newest worker may save how far the segment is.
 */
export async function sweepSegment(dependencies: SweepDependencies, message: SegmentMessage): Promise<SegmentOutcome> {
  const { store, send, scoringOf, remaining } = dependencies;
  const job = await store.readJob(message.jobId);
  if (job === undefined || job.state === 'finished') return 'stale';
  if (job.state === 'cancelled') return 'stopped';
  if (!job.open.includes(message.segment)) {
    // Perhaps the worker died before it told that its segment was the last.
    if (job.open.length === 0) await finishJob(dependencies, job);
    return 'stale';
  }
  const claimed = await store.claimSegment(message);
  if (claimed === undefined) {
    // Done, but perhaps the worker died before it told the job.
    const done = (await store.listSegments(job.jobId)).find(({ segment }) => segment === message.segment);
    if (done?.state === 'done') await close(dependencies, job, message.segment);
    return 'stale';
  }
  const worker = new Worker(dependencies, job, await scoringOf(job), claimed);
  const outOfTime = () => remaining() < MARGIN_MS;
  const ended = await worker.run(outOfTime).catch(async (error: unknown) => {
    if (!passesByItself(error) || !outOfTime()) throw error;
    // Busy to the last: whoever gets the next message begins at the saved place, and counts what was written since.
    await worker.saveEffort();
    return 'handed-over' as const;
  });
  if (ended === 'handed-over') await send([{ ...message, lap: claimed.lap + 1 }]);
  if (ended === 'done') await close(dependencies, job, message.segment);
  return ended;
}

async function close(dependencies: SweepDependencies, job: RescoreJob, segment: number): Promise<void> {
  const open = await dependencies.store.closeSegment(job.jobId, segment);
  if (open.length === 0) await finishJob(dependencies, job);
}

class Worker {
  readonly #with: SweepDependencies;
  readonly #job: RescoreJob;
  readonly #scoring: Scoring;
  readonly #pace: Pace;
  readonly #counts: SweepCounts;
  #before: Meter;
  readonly #tally: Tallied;
  #segment: JobSegment;

  constructor(dependencies: SweepDependencies, job: RescoreJob, scoring: Scoring, segment: JobSegment) {
    this.#with = dependencies;
    this.#job = job;
    this.#scoring = scoring;
    this.#segment = segment;
    this.#counts = { ...segment.counts };
    this.#tally = structuredClone(segment.tally) ?? emptyTally(scoring.card);
    this.#before = { ...dependencies.meter };
    this.#pace = new Pace(job.pace, dependencies.now);
    this.#pace.share(job.open.length, dependencies.workers);
  }

  async run(outOfTime: () => boolean): Promise<Exclude<SegmentOutcome, 'stale'>> {
    const { store, now } = this.#with;
    const begunAfter = this.#segment.after;
    let savedAt = now();
    for await (const { people, checkpoint, readUnits } of this.#everybody()) {
      // The meter does not see them: a scan's answer is read past the SDK.
      this.#counts.readUnits += readUnits;
      await this.#settle(people);
      // Whoever got nowhere has nothing to hand on.
      const ending = outOfTime() && checkpoint !== begunAfter;
      if (!ending && now() - savedAt < SAVE_EVERY_MS) continue;
      savedAt = now();
      if (!(await this.#save(checkpoint, 'open'))) return 'stopped';
      const job = await store.readJob(this.#job.jobId);
      if (job?.state !== 'running') return 'stopped';
      this.#pace.share(job.open.length, this.#with.workers);
      if (ending) return 'handed-over';
    }
    return (await this.#save(undefined, 'done')) ? 'done' : 'stopped';
  }

  /** The segment from its saved place on; a scan that the store was too busy for is begun anew where it broke off. */
  async *#everybody(): AsyncGenerator<People> {
    const { segments } = this.#job;
    const { segment } = this.#segment;
    let { after } = this.#segment;
    let scan = this.#with.store.scanPeople({ segment, segments, after });
    for (;;) {
      const next = await this.#patiently(
        () => scan.next(),
        () => {
          scan = this.#with.store.scanPeople({ segment, segments, after });
        },
      );
      if (next.done) return;
      yield next.value;
      after = next.value.checkpoint;
    }
  }

  /** Everybody of a page: judged one after the other, written side by side. */
  async #settle(people: readonly ScannedPerson[]): Promise<void> {
    const writes: (() => Promise<void>)[] = [];
    for (const person of people) {
      const swept = sweepPerson(this.#job, this.#scoring, person);
      if (swept.kind === 'write') writes.push(() => this.#write(person.subjectId, swept));
      else if (swept.kind === 'failed') writes.push(() => this.#setDown(swept));
      else if ('judged' in swept) {
        if (swept.ownWork) this.#counts.written += 1;
        this.#scored(swept.kind, person.subjectId, swept);
      } else this.#count(swept.kind);
    }
    const waiting = writes.values();
    const worker = async () => {
      for (const write of waiting) await write();
    };
    await Promise.all(Array.from({ length: Math.min(WRITES_AT_ONCE, writes.length) }, worker));
  }

  async #write(subjectId: string, swept: Extract<Swept, { kind: 'write' }>): Promise<void> {
    if (!this.#job.dryRun) {
      await this.#pace.take(this.#with.pause);
      const held = await this.#patiently(() => this.#with.store.putScore(subjectId, swept.score()));
      // Somebody was faster with a newer score, or the person was erased.
      if (!held) return this.#count('leftToStream');
      this.#counts.written += 1;
    }
    this.#scored(swept.as, subjectId, swept);
  }

  #scored(as: 'changed' | 'unchanged' | 'unscorable', subjectId: string, swept: ScoredPerson): void {
    this.#count(as);
    tallyPerson(this.#tally, this.#scoring.card, subjectId, swept);
  }

  async #setDown({ subjectId, reason }: Extract<Swept, { kind: 'failed' }>): Promise<void> {
    this.#count('failed');
    await this.#patiently(() =>
      this.#with.store.putUnsweepable(this.#job.jobId, { subjectId, reason, now: this.#with.now() }),
    );
  }

  #count(as: Exclude<Swept['kind'], 'write'>): void {
    if (as === 'passed') return;
    this.#counts.people += 1;
    this.#counts[as] += 1;
  }

  /** A store that is busy is asked again, ever later, as long as there is time. */
  async #patiently<T>(call: () => Promise<T>, again: () => void = () => undefined): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await call();
      } catch (error) {
        if (!passesByItself(error)) throw error;
        this.#counts.throttled += 1;
        if (this.#with.remaining() < MARGIN_MS) throw error;
        await this.#with.pause(Math.min(LONGEST_PAUSE_MS, 50 * 2 ** attempt));
        again();
      }
    }
  }

  /** What it took since the saved place, where the next worker goes on; of no weight if the store is too busy for it. */
  async saveEffort(): Promise<void> {
    this.#readMeter();
    const { throttled, readUnits, writeUnits } = this.#counts;
    const counts = { ...this.#segment.counts, throttled, readUnits, writeUnits };
    await this.#with.store.saveSegment(this.#job.jobId, { ...this.#segment, counts }).catch((error: unknown) => {
      if (!passesByItself(error)) throw error;
    });
  }

  /** False when another worker has taken the segment over. */
  async #save(after: string | undefined, state: JobSegment['state']): Promise<boolean> {
    const { now, store } = this.#with;
    this.#readMeter();
    const [counts, tally] = [{ ...this.#counts }, structuredClone(this.#tally)];
    this.#segment = { ...this.#segment, state, after, counts, tally, savedAt: now() };
    return this.#patiently(() => store.saveSegment(this.#job.jobId, this.#segment));
  }

  #readMeter(): void {
    const { meter } = this.#with;
    this.#counts.readUnits += meter.readUnits - this.#before.readUnits;
    this.#counts.writeUnits += meter.writeUnits - this.#before.writeUnits;
    this.#before = { ...meter };
  }
}
