import { passesByItself } from '../../errors.ts';
import type { JobSegment, RescoreJob } from '../../schemas/job.ts';
import type { People, ScannedPerson } from '../../schemas/scan.ts';
import type { Scoring } from '../dependencies.ts';
import { Pace } from './pace.ts';
import { type PatienceMeans, patiently } from './patience.ts';
import { SegmentLedger } from './segment-ledger.ts';
import type { SegmentOutcome, SweepDependencies } from './sweep-means.ts';
import { type Swept, sweepPerson } from './sweep-person.ts';

/** So much is left for what is under way, and for the message that hands the segment on. */
export const MARGIN_MS = 30_000;
const SAVE_EVERY_MS = 3000;
const WRITES_AT_ONCE = 32;

/** Whoever has taken a segment: goes through its people, and saves how far it is. */
export class Worker {
  readonly #with: SweepDependencies;
  readonly #job: RescoreJob;
  readonly #scoring: Scoring;
  readonly #pace: Pace;
  readonly #patience: PatienceMeans;
  readonly #ledger: SegmentLedger;
  #segment: JobSegment;

  constructor(dependencies: SweepDependencies, job: RescoreJob, scoring: Scoring, segment: JobSegment) {
    this.#with = dependencies;
    this.#job = job;
    this.#scoring = scoring;
    this.#segment = segment;
    this.#ledger = new SegmentLedger(segment, scoring.card, dependencies.meter);
    this.#pace = new Pace(job.pace, dependencies.now);
    this.#pace.share(job.open.length, dependencies.workers);
    this.#patience = {
      pause: dependencies.pause,
      mayWait: () => dependencies.remaining() >= MARGIN_MS,
      throttled: () => this.#ledger.throttled(),
    };
  }

  async run(outOfTime: () => boolean): Promise<Exclude<SegmentOutcome, 'stale'>> {
    const { store, now } = this.#with;
    const begunAfter = this.#segment.after;
    let savedAt = now();
    for await (const { people, checkpoint, readUnits } of this.#everybody()) {
      this.#ledger.scanned(readUnits);
      if (!(await this.#settle(people))) {
        await this.saveEffort();
        return 'handed-over';
      }
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
    const begin = () => {
      scan = this.#with.store.scanPeople({ segment, segments, after });
    };
    try {
      for (;;) {
        const next = await this.#patiently(() => scan.next(), begin);
        if (next.done) return;
        yield next.value;
        after = next.value.checkpoint;
      }
    } finally {
      // Nothing is read ahead for nobody.
      await scan.return(undefined);
    }
  }

  /** Everybody of some: judged one after the other, written side by side. False = time was too short to write them all. */
  async #settle(people: readonly ScannedPerson[]): Promise<boolean> {
    const writes: (() => Promise<boolean>)[] = [];
    for (const person of people) {
      const swept = sweepPerson(this.#job, this.#scoring, person);
      if (swept.kind === 'failed' || 'unjudged' in swept) this.#ledger.unjudged(person.subjectId);
      if (swept.kind === 'write') writes.push(() => this.#write(person.subjectId, swept));
      else if (swept.kind === 'failed') writes.push(() => this.#setDown(swept));
      else if ('judged' in swept) {
        if (swept.ownWork) this.#ledger.writtenBefore();
        this.#ledger.scored(swept.kind, person.subjectId, swept);
      } else this.#ledger.count(swept.kind);
    }
    const waiting = writes.values();
    let inTime = true;
    const writer = async () => {
      for (const write of waiting) {
        inTime = (await write()) && inTime;
        if (!inTime) return;
      }
    };
    await Promise.all(Array.from({ length: Math.min(WRITES_AT_ONCE, writes.length) }, writer));
    return inTime;
  }

  /** False when its turn would come too late for this worker. */
  async #write(subjectId: string, swept: Extract<Swept, { kind: 'write' }>): Promise<boolean> {
    const { store, pause, remaining } = this.#with;
    if (!this.#job.dryRun) {
      if (!(await this.#pace.take(pause, remaining() - MARGIN_MS))) return false;
      const held = await this.#patiently(() => store.putScore(subjectId, swept.score()));
      // Somebody was faster with a newer score, or the person was erased.
      if (!held) {
        this.#ledger.count('leftToStream');
        return true;
      }
      this.#ledger.written();
    }
    this.#ledger.scored(swept.as, subjectId, swept);
    return true;
  }

  async #setDown({ subjectId, reason }: Extract<Swept, { kind: 'failed' }>): Promise<true> {
    this.#ledger.count('failed');
    await this.#patiently(() =>
      this.#with.store.putUnsweepable(this.#job.jobId, { subjectId, reason, now: this.#with.now() }),
    );
    return true;
  }

  #patiently<T>(call: () => Promise<T>, again?: () => void): Promise<T> {
    return patiently(this.#patience, call, again);
  }

  /** What it took since the saved place, where the next worker goes on; of no weight if the store is too busy for it. */
  async saveEffort(): Promise<void> {
    const counts = this.#ledger.effortSince(this.#segment.counts);
    await this.#with.store.saveSegment(this.#job.jobId, { ...this.#segment, counts }).catch((error: unknown) => {
      if (!passesByItself(error)) throw error;
    });
  }

  /** False when another worker has taken the segment over. */
  async #save(after: string | undefined, state: JobSegment['state']): Promise<boolean> {
    const { now, store } = this.#with;
    this.#segment = { ...this.#segment, ...this.#ledger.soFar(), state, after, savedAt: now() };
    return this.#patiently(() => store.saveSegment(this.#job.jobId, this.#segment));
  }
}
