import { useEffect, useState } from 'preact/hooks';
import type { JobStatusReply } from '../../../lib/schemas/api/replies/rescore.ts';
import type { CardName } from '../../../lib/schemas/registry.ts';
import { api } from '../api/api.ts';
import type { Problem, Result } from '../api/result.ts';

const LOOK_EVERY_MS = 1000;

/** A dry run of one card: found when it runs already, begun, watched, cancelled. `onEnd` when it has finished. */
export function useDryRun(card: CardName, onEnd: () => void) {
  const [job, setJob] = useState<JobStatusReply>();
  const [other, setOther] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const take = (result: Result<JobStatusReply>) => {
    setProblem(result.ok ? undefined : result.problem);
    if (!result.ok) return;
    const isOurs = result.data.dryRun && result.data.scorecard.hash === card.hash;
    setOther(isOurs ? undefined : result.data.jobId);
    if (isOurs) setJob(result.data);
    if (isOurs && result.data.state === 'finished') onEnd();
  };
  useEffect(() => {
    running(card).then((found) => found && take(found));
  }, [card.hash]);
  useEffect(() => {
    if (job?.state !== 'running') return;
    const timer = setTimeout(() => api.getRescore({ id: job.jobId }).then(take), LOOK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [job]);
  const doing = async (what: Promise<Result<JobStatusReply>>) => {
    setBusy(true);
    take(await what);
    setBusy(false);
  };
  const { id, version } = card;
  return {
    job,
    /** Another sweep that is in the way. */
    other,
    problem,
    busy,
    start: () => doing(api.startRescore({ body: { scorecard: { id, version }, dryRun: true } })),
    cancel: () => job && doing(api.cancelRescore({ id: job.jobId })),
  };
}

/** The latest jobs come first, and only one runs unless somebody forces another. */
async function running({ hash }: CardName): Promise<Result<JobStatusReply> | undefined> {
  const jobs = await api.listRescores({ limit: 5 });
  const found = jobs.ok
    ? jobs.data.jobs.find((each) => each.dryRun && each.state === 'running' && each.scorecard.hash === hash)
    : undefined;
  return found && api.getRescore({ id: found.jobId });
}
