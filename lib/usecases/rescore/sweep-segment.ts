import { passesByItself } from '../../errors.ts';
import type { RescoreJob, SegmentMessage } from '../../schemas/job.ts';
import { finishJob } from './finish-job.ts';
import type { SegmentOutcome, SweepDependencies } from './sweep-means.ts';
import { MARGIN_MS, Worker } from './sweep-worker.ts';

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
  const claimed = await store.claimSegment(message, dependencies.now());
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
