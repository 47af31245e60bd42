import type { RescoreJob, SweepCounts } from '../schemas/job.ts';
import type { Counter, Telemetry } from './telemetry.ts';

interface Drift {
  psi: number;
}

interface Finished {
  job: RescoreJob;
  counts: SweepCounts;
  report: {
    people: number;
    coverage: { all: number };
    stale: number;
    stability: { since: Drift | undefined; training: Drift | undefined; worst: ({ id: string } & Drift) | undefined };
    alarms: readonly Counter[];
  };
}

/**
 * A line about a finished sweep, and what became of whom. A dry run is about nobody's score, and counts nothing; a sweep of
 * some people says nothing of everybody.
 */
export function tellFinished(telemetry: Telemetry, { job, counts, report }: Finished): void {
  const { log, count } = telemetry;
  const { people, changed, unchanged, unscorable, leftToStream, failed: notScored } = counts;
  const { since, training, worst } = report.stability;
  const psi = digits((training ?? since)?.psi);
  const about = { job: job.jobId, card: `${job.card.id} ${job.card.version}`, dryRun: job.dryRun, psi };
  const found = {
    coverage: report.coverage.all,
    stale: report.stale,
    characteristic: worst?.id,
    csi: digits(worst?.psi),
  };
  log('rescore-finished', { ...about, people, changed, unchanged, unscorable, leftToStream, notScored, ...found });
  count('PersonNotSwept', notScored);
  if (job.dryRun) return;
  count('SweepFinished');
  count('PersonSwept', people);
  count('PersonSweptChanged', changed);
  if (job.bands === undefined && job.dimension === undefined) tellFound(telemetry, report);
}

/** Of nobody there is nothing to measure. */
function tellFound({ count, measure }: Telemetry, { people, coverage, stale, stability, alarms }: Finished['report']) {
  if (people === 0) return;
  const { since, training, worst } = stability;
  const drift = training ?? since;
  measure('MeanCoverage', coverage.all);
  measure('StaleShare', stale);
  if (drift !== undefined) measure('ScoreDrift', drift.psi);
  if (worst !== undefined) measure('CharacteristicDrift', worst.psi);
  for (const alarm of alarms) count(alarm);
}

const digits = (value: number | undefined) => value && Math.round(value * 1e4) / 1e4;

interface Asked {
  job: RescoreJob;
  begun: boolean;
  givenUp?: string;
}

/** A line about a request for a sweep, and one about the stuck one that was in its way. */
export function tellRequested({ log }: Telemetry, { job, begun, givenUp }: Asked, requestId: string): void {
  if (givenUp !== undefined) log('rescore-given-up', { requestId, job: givenUp });
  if (!begun) {
    log('rescore-already-running', { requestId, job: job.jobId });
    return;
  }
  const { jobId, card, activationSeq, dryRun, segments } = job;
  log('rescore-begun', { requestId, job: jobId, card: `${card.id} ${card.version}`, activationSeq, dryRun, segments });
}
