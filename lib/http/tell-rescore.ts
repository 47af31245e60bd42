import type { RescoreJob, SweepCounts } from '../schemas/job.ts';
import type { Telemetry } from './telemetry.ts';

interface Drift {
  psi: number;
  /** What chance alone brings about. */
  chance: number;
}

interface Finished {
  job: RescoreJob;
  counts: SweepCounts;
  report: { stability: { since: Drift | undefined; training: Drift | undefined } };
}

/** A rule of thumb: over it, another population. */
const DRIFTED = 0.25;

/** A line about a finished sweep, and what became of whom; a dry run is about nobody's score, and counts nothing. */
export function tellFinished({ log, count, measureDrift }: Telemetry, { job, counts, report }: Finished): void {
  const { people, changed, unchanged, unscorable, leftToStream, failed: notScored } = counts;
  const { since, training } = report.stability;
  const drift = training ?? since;
  const psi = drift && Math.round(drift.psi * 1e4) / 1e4;
  const about = { job: job.jobId, card: `${job.card.id} ${job.card.version}`, dryRun: job.dryRun, psi };
  log('rescore-finished', { ...about, people, changed, unchanged, unscorable, leftToStream, notScored });
  count('PersonNotSwept', notScored);
  if (job.dryRun) return;
  count('SweepFinished');
  count('PersonSwept', people);
  count('PersonSweptChanged', changed);
  if (drift === undefined) return;
  measureDrift(drift.psi);
  if (drift.psi > Math.max(DRIFTED, drift.chance)) count('ScoresDrifted');
}

/** A line about a request for a sweep. */
export function tellRequested({ log }: Telemetry, job: RescoreJob, begun: boolean, requestId: string): void {
  if (!begun) {
    log('rescore-already-running', { requestId, job: job.jobId });
    return;
  }
  const { jobId, card, activationSeq, dryRun, segments } = job;
  log('rescore-begun', { requestId, job: jobId, card: `${card.id} ${card.version}`, activationSeq, dryRun, segments });
}
