import type { JobStatus } from '../../lib/usecases/rescore/present-job.ts';
import type { JobReport } from '../../lib/usecases/rescore/report-of.ts';
import { count, duration } from '../import/progress.ts';

/** What the API tells of a job; the report once it has finished. */
export type Told = JobStatus & { report?: JobReport };

export const OF_A_JOB = ['jobId', 'state', 'progress', 'counts', 'scorecard'] satisfies (keyof Told)[];

/** How far a job is, in one line. */
export function progressInWords({ progress, counts, rate, etaSeconds, cost }: Told): string {
  const { people, changed, unchanged, unscorable, leftToStream, failed, throttled } = counts;
  const left = etaSeconds === undefined ? '' : `, about ${duration(etaSeconds)} left`;
  const parts = [
    `${Math.floor(progress * 100)} %`,
    `${count(people)} people`,
    `${count(Math.round(rate))}/s${left}`,
    `${count(changed)} changed`,
    `${count(unchanged)} unchanged`,
    ...(unscorable > 0 ? [`${count(unscorable)} unscorable`] : []),
    ...(leftToStream > 0 ? [`${count(leftToStream)} left to the stream`] : []),
    ...(failed > 0 ? [`${count(failed)} failed`] : []),
    ...(throttled > 0 ? [`${count(throttled)} calls throttled`] : []),
    `$${cost.toFixed(cost < 1 ? 4 : 2)}`,
  ];
  return parts.join(', ');
}

export function jobInWords(job: Told): string {
  const { jobId, state, asOf, scorecard, dryRun, report, counts } = job;
  const what = `${dryRun ? 'dry run' : 'sweep'} ${jobId}, ${scorecard.id} ${scorecard.version}, as of ${asOf}: ${state}`;
  const lines = [what, progressInWords({ ...job, etaSeconds: undefined })];
  if (report !== undefined) lines.push(...reportInWords(report));
  if (counts.failed > 0) lines.push(`who could not be scored: GET /v1/rescore-jobs/${jobId}/unscored`);
  return lines.join('\n');
}

function reportInWords({ migration, stability, coverage, stale, since, alarms }: JobReport): string[] {
  const { worst } = stability;
  const drift = stability.training ?? stability.since;
  const against = stability.training ? 'the training data' : 'the scores before';
  return [
    `mean coverage ${coverage.all.toFixed(3)}${since?.coverage ? ` (last sweep: ${since.coverage.before.toFixed(3)})` : ''}`,
    `without news for a year ${share(stale)}${since ? ` (last sweep: ${share(since.stale.before)})` : ''}`,
    ...(drift ? [`PSI ${drift.psi.toFixed(4)} against ${against} (chance alone: ${drift.chance.toFixed(4)})`] : []),
    ...(worst ? [`CSI ${worst.psi.toFixed(4)} of ${worst.id} (chance alone: ${worst.chance.toFixed(4)})`] : []),
    ...(alarms.length > 0 ? [`to look into: ${alarms.join(', ')}`] : []),
    ...migration
      .filter(({ from, to }) => from !== to)
      .sort((a, b) => b.people - a.people)
      .map(({ from, to, people }) => `  ${from} -> ${to}: ${count(people)}`),
  ];
}

const share = (value: number) => `${(100 * value).toFixed(1)} %`;
