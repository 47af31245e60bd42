import type { JobStore, RescoreJob, SegmentMessage } from '../../schemas/job.ts';
import type { Store } from '../../schemas/stored.ts';
import type { Scoring } from '../dependencies.ts';
import type { FinishedJob } from './finish-job.ts';

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
  /** Of a job that ends by itself; may be called again for the same. */
  tellPartners: (job: RescoreJob, endedAt: number) => Promise<void>;
  /** Told once of a job that has ended by itself. */
  finished: (finished: FinishedJob) => void;
}

/** What became of a message. */
export type SegmentOutcome = 'stale' | 'stopped' | 'handed-over' | 'done';
