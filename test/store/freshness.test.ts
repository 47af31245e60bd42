import { beforeEach, expect, test } from 'vitest';
import type { FullSweep } from '../../lib/schemas/job.ts';
import type { StoredScore } from '../../lib/schemas/stored.ts';
import { freshAsOf } from '../../lib/usecases/fresh-as-of.ts';
import { cancelRescore, resumeRescore } from '../../lib/usecases/rescore/begin-rescore.ts';
import { MOST_UNJUDGED } from '../../lib/usecases/rescore/sweep-tally.ts';
import { scoreProfile } from '../../lib/usecases/score-profile.ts';
import { day } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { sweepOn } from './sweep-world.ts';
import { TODAY, worldOn } from './world.ts';

const today = day(TODAY);
const LATER = today + 40;

describeOnEachEngine('the day for which a score is known to stand', (engine) => {
  const world = worldOn(engine);
  const sweep = sweepOn(engine, world);
  let names: string[];

  beforeEach(async () => {
    sweep.queue.length = 0;
    const former = await sweep.store.readRunning();
    if (former !== undefined) await sweep.store.releaseRunning(former);
    for (const name of names ?? []) {
      await sweep.store.deleteProfile(name, 1e9);
      await sweep.store.putTombstone(name, { erased: true, profileVersion: 1e9 }, 1);
    }
    names = await sweep.people(12, `f${Math.random().toString(36).slice(2, 8)}`);
  });

  const run = async (asOf: number, more: object = {}) => {
    const { job } = await sweep.start({ asOf, ...more });
    await sweep.drain();
    return job;
  };
  const scoreOf = async (name: string) =>
    (await sweep.store.readCurrent(name, { consistent: true })) as StoredScore | undefined;
  const lastSweep = () => sweep.store.readFullSweep({ consistent: true });
  /** Each person's, after checking that the score does stand on that day. */
  const fresh = async (last?: FullSweep) => {
    const known = last ?? (await lastSweep());
    const days: number[] = [];
    for (const name of names) {
      const { profile, current } = await sweep.store.readSubject(name, { consistent: true });
      const score = current as StoredScore;
      const asOf = freshAsOf(name, score, known);
      const { computed } = scoreProfile(world.dependencies, profile!, undefined, asOf);
      expect([computed.score, computed.dimensions]).toEqual([score.score, score.dimensions]);
      days.push(asOf);
    }
    return days;
  };
  const everybody = (asOf: number) => names.map(() => asOf);

  test('is that of the sweep which found it unchanged, and did not write it', async () => {
    await run(today);
    await run(today + 1);
    const changed = await Promise.all(names.map(async (name) => (await scoreOf(name))?.asOf === today + 1));
    expect(changed).toContain(false);
    expect(await fresh()).toEqual(everybody(today + 1));
  });

  test('is not moved by a dry run, by a sweep of some bands, or by one that is still running', async () => {
    await run(today);
    await run(LATER, { dryRun: true });
    await run(LATER, { bands: ['poor'] });
    await sweep.start({ asOf: today + 1 });
    expect((await lastSweep())?.asOf).toBe(today);
    expect(await fresh()).toEqual(await Promise.all(names.map(async (name) => (await scoreOf(name))!.asOf)));
  });

  test('is that of the score for whoever could not be judged, and of nobody else', async () => {
    await run(today);
    const [damaged, ahead, ...others] = names;
    const { profile, current } = await sweep.store.readSubject(damaged!, { consistent: true });
    await sweep.store.putProfile(damaged!, { ...profile!, version: 2, evidence: 'nonsense' }, 1);
    await world.put(ahead!, { income: 25 }, { on: TODAY });
    const { profile: aheads } = await sweep.store.readSubject(ahead!, { consistent: true });
    expect(aheads?.version).toBe(2);
    // A day before what the second one's source says of today.
    const score = { ...(current as StoredScore), asOf: today - 3 };
    const last = await lastSweep();
    await run(today - 1, { force: true });
    const after = await lastSweep();
    expect(after?.exceptions).toHaveLength(2);
    for (const name of [damaged!, ahead!]) expect(freshAsOf(name, score, after)).toBe(today - 3);
    for (const name of others) expect(freshAsOf(name, score, after)).toBe(today - 1);
    expect(last?.exceptions).toEqual([]);
    await sweep.store.deleteProfile(damaged!, 2);
  });

  test('is that of the score under another activation or card', async () => {
    await run(today);
    const last = (await lastSweep())!;
    const score = { ...(await scoreOf(names[0]!))!, asOf: today - 5 };
    expect(freshAsOf(names[0]!, score, last)).toBe(today);
    expect(freshAsOf(names[0]!, { ...score, activationSeq: 2 }, last)).toBe(today - 5);
    expect(freshAsOf(names[0]!, { ...score, card: { ...score.card, hash: 'another' } }, last)).toBe(today - 5);
    expect(freshAsOf(names[0]!, { ...score, asOf: LATER }, last)).toBe(LATER);
  });

  test('is no longer that of a sweep once a job of an earlier day writes', async () => {
    await run(today + 1);
    expect((await lastSweep())?.exceptions).toEqual([]);
    const { job } = await sweep.start({ asOf: today });
    expect((await lastSweep())?.exceptions).toBeUndefined();
    await sweep.drain();
    expect(await lastSweep()).toMatchObject({ jobId: job.jobId, asOf: today, exceptions: [] });
  });

  test('is not that of a sweep which was forced beside another, lost its place to one, or was resumed', async () => {
    const first = (await sweep.start({ asOf: today + 1 })).job;
    await run(today, { force: true });
    expect((await sweep.store.readJob(first.jobId))?.state).toBe('finished');
    expect((await lastSweep())?.exceptions).toBeUndefined();
    const broken = (await sweep.start({ asOf: today + 2 })).job;
    await cancelRescore(sweep, broken.jobId, Date.now());
    sweep.queue.length = 0;
    const send = async (messages: readonly (typeof sweep.queue)[number][]) => void sweep.queue.push(...messages);
    await resumeRescore({ store: sweep.store, send }, broken.jobId, Date.now());
    await sweep.drain();
    expect(await lastSweep()).toMatchObject({ jobId: broken.jobId, exceptions: undefined });
  });

  test('is not that of a sweep that could not judge too many, though the next one is held against it', async () => {
    for (const name of names.slice(0, 3)) {
      const { profile } = await sweep.store.readSubject(name, { consistent: true });
      await sweep.store.putProfile(name, { ...profile!, evidence: 'nonsense' }, 1);
    }
    const strangers = await sweep.people(MOST_UNJUDGED, `s${Math.random().toString(36).slice(2, 8)}`);
    await Promise.all(
      strangers.map(async (name) => {
        const { profile } = await sweep.store.readSubject(name, { consistent: true });
        await sweep.store.putProfile(name, { ...profile!, evidence: 'nonsense' }, 1);
      }),
    );
    const job = await run(today);
    expect(await lastSweep()).toMatchObject({ jobId: job.jobId, exceptions: undefined });
    for (const name of [...strangers, ...names.slice(0, 3)]) await sweep.store.deleteProfile(name, 9);
    const next = await run(today);
    const { report } = (await sweep.store.readReport(next.jobId))! as { report: { since: object } };
    expect(report.since).toMatchObject({ jobId: job.jobId });
  });

  test('a sweep that is ended twice is held against the one before it, not against itself', async () => {
    const before = await run(today);
    const { job } = await sweep.start({ asOf: today, segments: 1 });
    let dies = true;
    await sweep.drain(() => ({
      store: {
        ...sweep.store,
        moveJob: (...args: Parameters<typeof sweep.store.moveJob>) => {
          if (!dies) return sweep.store.moveJob(...args);
          dies = false;
          throw new Error('killed');
        },
      },
    }));
    expect(await lastSweep()).toMatchObject({ jobId: job.jobId, former: before.jobId });
    const { report } = (await sweep.store.readReport(job.jobId))! as { report: { since: object } };
    expect(report.since).toMatchObject({ jobId: before.jobId });
  });
});
