import type { JobDetailReply } from '../../../lib/schemas/api/replies/rescore.ts';
import { api } from '../api/api.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Asking } from '../parts/Asking.tsx';
import { Card } from '../parts/Card.tsx';
import { Meter } from '../parts/Meter.tsx';
import { Counts } from './Counts.tsx';
import { clock, dollars, kindOf } from './words.ts';

/** How a job went or goes: what it has counted, and while it can be cancelled or resumed, a way to do so. */
export function JobState({ job, onChange }: { job: JobDetailReply; onChange(): void }) {
  const texts = useTexts();
  const { t, number, percent, moment } = texts;
  const { state, progress, segments, rate, etaSeconds, cost, dryRun } = job;
  const kind = kindOf(job);
  const title = state === 'finished' ? t.portfolio.states.finished : t.portfolio[state][kind];
  const tiles: [string, string][] = [
    [t.portfolio.rate, number(rate, rate < 100 ? 1 : 0)],
    ...(etaSeconds === undefined ? [] : [[t.portfolio.eta, clock(etaSeconds)] satisfies [string, string]]),
    [t.portfolio.segments, t.common.of(number(segments.all - segments.open), number(segments.all))],
    [dryRun ? t.portfolio.costDry : t.portfolio.cost, dollars(cost, texts)],
  ];
  return (
    <Card
      title={title}
      lead={t.portfolio.startedBy(moment(job.startedAt), job.startedBy)}
      aside={<Steer {...{ job, onChange }} />}
    >
      {state !== 'finished' && (
        <div class="job-progress">
          <Meter label={t.portfolio.progress} value={progress} says={percent(progress)} />
          <b>{percent(progress)}</b>
        </div>
      )}
      {state === 'cancelled' && <p class="soft">{t.portfolio.cancelledLead}</p>}
      <dl class="figures-row job-figures">
        {tiles.map(([says, value]) => (
          <div key={says}>
            <dt>{says}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Counts counts={job.counts} />
    </Card>
  );
}

/** A job that runs can be cancelled, one that was cancelled resumed. */
function Steer({ job: { jobId, state, asOf }, onChange }: { job: JobDetailReply; onChange(): void }) {
  const { t, day } = useTexts();
  if (state === 'finished') return null;
  const isRunning = state === 'running';
  return (
    <Asking
      key={state}
      action={isRunning ? t.portfolio.cancelJob : t.portfolio.resume}
      title={isRunning ? t.portfolio.cancelTitle : t.portfolio.resumeTitle}
      danger={isRunning}
      ask={() => (isRunning ? api.cancelRescore({ id: jobId }) : api.resumeRescore({ id: jobId }))}
      onDone={onChange}
    >
      <p>{isRunning ? t.portfolio.cancelSays : t.portfolio.resumeSays(day(asOf))}</p>
    </Asking>
  );
}
