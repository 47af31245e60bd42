import { beforeEach, expect, test } from 'vitest';
import { cancelRescore, resumeRescore } from '../../lib/usecases/rescore/begin-rescore.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { sweepOn } from './sweep-world.ts';
import { worldOn } from './world.ts';

const HOUR_MS = 3_600_000;

describeOnEachEngine('a sweep of which a segment always fails', (engine) => {
  const sweep = sweepOn(engine, worldOn(engine));
  const send = async (messages: readonly (typeof sweep.queue)[number][]) => void sweep.queue.push(...messages);
  const means = () => ({ store: sweep.store, send });
  const begunAt = Date.now();
  const after = (hours: number) => ({ now: begunAt + hours * HOUR_MS });

  beforeEach(async () => {
    sweep.queue.length = 0;
    const former = await sweep.store.readRunning();
    if (former !== undefined) await cancelRescore(means(), former, begunAt);
  });

  /** Two of its three segments are through; the message of the last one was received to no avail, and is a dead letter. */
  async function stuck() {
    const { job } = await sweep.start({ now: begunAt });
    for (const message of sweep.queue.splice(0)) if (message.segment !== 1) await sweep.work(message);
    return job;
  }

  test('is what a second start tells of for a day, and then makes room for the next one', async () => {
    const job = await stuck();
    expect(await sweep.start(after(23))).toMatchObject({ job: { jobId: job.jobId }, begun: false });
    const next = await sweep.start(after(25));
    expect(next).toMatchObject({ begun: true, givenUp: job.jobId });
    expect(next.job.jobId).not.toBe(job.jobId);
    expect(await sweep.store.readJob(job.jobId)).toMatchObject({ state: 'cancelled', open: [1] });
    expect(await sweep.store.readRunning()).toBe(next.job.jobId);
    await sweep.drain();
    expect(await sweep.job(next.job.jobId)).toMatchObject({ state: 'finished' });
  });

  test('is begun anew by nobody who asks for this very job', async () => {
    const job = await stuck();
    expect(await sweep.start({ ...after(25), jobId: job.jobId })).toMatchObject({
      job: { jobId: job.jobId },
      begun: false,
    });
  });

  test('has another day from when it is resumed, and ends once the cause is mended', async () => {
    const job = await stuck();
    const next = await sweep.start(after(25));
    await cancelRescore(means(), next.job.jobId, after(25).now);
    sweep.queue.length = 0;
    await resumeRescore(means(), job.jobId, after(26).now);
    expect(await sweep.start(after(49))).toMatchObject({ job: { jobId: job.jobId }, begun: false });
    await sweep.drain();
    expect(await sweep.job(job.jobId)).toMatchObject({ state: 'finished', open: [] });
  });

  test('makes room for one only, though many begin at once', async () => {
    await stuck();
    const starts = await Promise.all(Array.from({ length: 5 }, () => sweep.start(after(25))));
    const running = await sweep.store.readRunning();
    expect(starts.filter(({ begun }) => begun).map(({ job }) => job.jobId)).toEqual([running]);
    expect(new Set(starts.map(({ job }) => job.jobId))).toEqual(new Set([running]));
  });
});
