import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, expect, test } from 'vitest';
import { TahiniError } from '../../lib/errors.ts';
import type { SweepCounts } from '../../lib/schemas/job.ts';
import type { Segment } from '../../lib/schemas/scan.ts';
import { cancelRescore, resumeRescore } from '../../lib/usecases/rescore/begin-rescore.ts';
import { scoreProfile } from '../../lib/usecases/score-profile.ts';
import { day } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { sweepOn } from './sweep-world.ts';
import { ago, TODAY, worldOn } from './world.ts';

const addsUp = ({ people, changed, unchanged, unscorable, leftToStream, failed }: SweepCounts) =>
  expect(changed + unchanged + unscorable + leftToStream + failed).toBe(people);

describeOnEachEngine('a sweep', (engine) => {
  const world = worldOn(engine);
  const sweep = sweepOn(engine, world);
  const N = 90;
  let names: string[] = [];

  beforeEach(async () => {
    sweep.queue.length = 0;
    const former = await sweep.store.readRunning();
    if (former !== undefined) await sweep.store.releaseRunning(former);
    await sweep.forget(names);
    names = await sweep.people(N, `p${Math.random().toString(36).slice(2, 8)}`);
  });

  /** Everybody has the score that the pure function gives them on that day. */
  const everybodyIsRight = async (asOf = day(TODAY)) => {
    const subjects = await Promise.all(names.map((name) => sweep.store.readSubject(name, { consistent: true })));
    for (const { profile, current } of subjects) {
      const { computed } = scoreProfile(world.dependencies, profile!, undefined, asOf);
      expect(current).toMatchObject({ score: computed.score, points: computed.points, inputs: computed.inputs });
    }
  };

  test('scores everybody once, and the next one finds nothing to write', async () => {
    const { job, begun } = await sweep.start();
    expect(begun).toBe(true);
    await sweep.drain();
    const first = await sweep.job(job.jobId);
    expect(first).toMatchObject({ state: 'finished', open: [], counts: { people: N, changed: N, written: N } });
    expect(first.counts.writeUnits).toBeGreaterThanOrEqual(N);
    addsUp(first.counts);
    await everybodyIsRight();
    expect(first.tally.before.every((count) => count === 0)).toBe(true);
    expect(first.tally.after.reduce((sum, count) => sum + count)).toBe(N);
    for (const cells of first.tally.cells) expect(cells.reduce((sum, count) => sum + count)).toBe(N);
    const { job: again } = await sweep.start({ segments: 1 });
    await sweep.drain();
    const second = await sweep.job(again.jobId);
    expect(second.counts).toMatchObject({ people: N, unchanged: N, written: 0 });
    addsUp(second.counts);
    expect(second.counts.readUnits).toBeGreaterThan(N / 9);
    // Nobody's item: only how far the one segment is.
    expect(second.counts.writeUnits).toBeLessThanOrEqual(2);
  });

  test('counts everybody once though its workers die again and again', async () => {
    const { job } = await sweep.start();
    let left = 12;
    /** A worker that dies at one of its next calls, before the store has it or after, and calls nobody any more. */
    const dying = () => {
      let calls = Math.floor(Math.random() * 8);
      let dead = false;
      const mayDie = async <T>(call: () => Promise<T>): Promise<T> => {
        if (dead) throw new Error('killed');
        calls -= 1;
        dead = left > 0 && calls < 0;
        if (!dead) return call();
        left -= 1;
        if (Math.random() < 0.5) await call();
        throw new Error('killed');
      };
      const { store } = sweep;
      return {
        store: {
          ...store,
          scanPeople: (place: Segment) => store.scanPeople({ ...place, limit: 7 }),
          putScore: (...args: Parameters<typeof store.putScore>) => mayDie(() => store.putScore(...args)),
          saveSegment: (...args: Parameters<typeof store.saveSegment>) => mayDie(() => store.saveSegment(...args)),
          closeSegment: (...args: Parameters<typeof store.closeSegment>) => mayDie(() => store.closeSegment(...args)),
          moveJob: (...args: Parameters<typeof store.moveJob>) => mayDie(() => store.moveJob(...args)),
        },
        now: () => Date.now() + performance.now() * 1e5,
      };
    };
    const { deaths } = await sweep.drain(dying);
    expect(deaths).toBe(12);
    const done = await sweep.job(job.jobId);
    expect(done).toMatchObject({
      state: 'finished',
      open: [],
      counts: { people: N, changed: N, written: N, failed: 0 },
    });
    // Whose score was written before a worker died is not taken for somebody who had it all along.
    expect(Object.keys(done.tally.bands).every((change) => change.startsWith('unscored>'))).toBe(true);
    expect(done.tally.after.reduce((sum, count) => sum + count)).toBe(N);
    await everybodyIsRight();
  });

  test('has the units of scores whose writer was killed before it said so', async () => {
    const { job } = await sweep.start({ segments: 1 });
    const { store } = sweep;
    const began = Date.now();
    let writes = 0;
    const dying = () => ({
      // Nothing is saved before the end, and one is written after the other.
      now: () => began,
      store: {
        ...store,
        scanPeople: (place: Segment) => store.scanPeople({ ...place, limit: 2 }),
        putScore: async (...args: Parameters<typeof store.putScore>) => {
          const held = await store.putScore(...args);
          writes += 1;
          if (writes === N / 2) throw new Error('killed');
          return held;
        },
      },
    });
    expect(await sweep.drain(dying)).toEqual({ deaths: 1 });
    const { counts, parts } = await sweep.job(job.jobId);
    expect(counts).toMatchObject({ people: N, changed: N, written: N, writeUnits: N });
    expect(parts[0]).toMatchObject({ attempt: 2, begunAt: began, savedAt: began });
  });

  test('takes every message twice, out of order and at once, and still counts everybody once', async () => {
    const { job } = await sweep.start({ segments: 5 });
    const twice = [...sweep.queue, ...sweep.queue].sort(() => Math.random() - 0.5);
    sweep.queue.length = 0;
    await Promise.all(twice.map((message) => sweep.work(message)));
    await sweep.drain();
    const done = await sweep.job(job.jobId);
    expect(done).toMatchObject({ state: 'finished', open: [], counts: { people: N, changed: N } });
    addsUp(done.counts);
    await everybodyIsRight();
  });

  test('hands a segment on before its time is up, and goes on where it was', async () => {
    const { job } = await sweep.start({ segments: 1 });
    await sweep.drain(() => {
      // Time runs whenever a worker looks at it: enough for a page or two.
      let left = 900_000;
      const remaining = () => {
        left -= 150_000;
        return left;
      };
      return { remaining };
    });
    const done = await sweep.job(job.jobId);
    expect(done.parts[0]!.lap).toBeGreaterThan(2);
    expect(done).toMatchObject({ state: 'finished', counts: { people: N, changed: N, written: N } });
  });

  test('a message of a former lap has nothing to say', async () => {
    const { job } = await sweep.start({ segments: 1 });
    const [first] = sweep.queue;
    await sweep.work({ ...first!, lap: 1 }, { remaining: () => 1000 });
    expect(await sweep.work(first!)).toBe('stale');
    expect((await sweep.job(job.jobId)).parts[0]).toMatchObject({ lap: 1, attempt: 1 });
  });

  test('who cannot be scored stops nobody, and is listed with the reason', async () => {
    const broken = names.filter((_, n) => n % 20 === 0);
    for (const name of broken) {
      const { profile } = await sweep.store.readSubject(name, { consistent: true });
      await sweep.store.putProfile(name, { ...profile!, evidence: `${profile!.evidence.slice(0, -9)}}` }, 1);
    }
    const { job } = await sweep.start();
    await sweep.drain();
    const { counts } = await sweep.job(job.jobId);
    expect(counts).toMatchObject({ people: N, changed: N - broken.length, failed: broken.length });
    const listed = await sweep.store.listUnsweepable(job.jobId, { limit: 100, after: undefined });
    expect(listed.map(({ subjectId }) => subjectId).sort()).toEqual([...broken].sort());
    for (const { reason } of listed) expect(reason).toMatch(/^[\w-]+$/);
  });

  test('a busy store is asked again, and says so in the counts', async () => {
    const { job } = await sweep.start();
    let calls = 0;
    await sweep.drain(() => ({
      store: {
        ...sweep.store,
        putScore: (...args) => {
          calls += 1;
          if (calls % 3 === 0) throw new TahiniError('throttled', 'The store is busy.', { retryAfter: 2 });
          return sweep.store.putScore(...args);
        },
      },
    }));
    const { counts } = await sweep.job(job.jobId);
    expect(counts).toMatchObject({ people: N, changed: N, written: N });
    expect(counts.throttled).toBeGreaterThan(N / 4);
  });

  test('a store that is busy until the time is up has the segment handed on, and nobody is counted twice', async () => {
    const { job } = await sweep.start({ segments: 1 });
    let left = N / 2;
    await sweep.drain(() => {
      let remaining = 900_000;
      return {
        remaining: () => remaining,
        store: {
          ...sweep.store,
          putScore: (...args) => {
            left -= 1;
            if (left > 0 || left < -40) return sweep.store.putScore(...args);
            remaining = 1000;
            throw new TahiniError('throttled', 'The store is busy.', { retryAfter: 2 });
          },
        },
      };
    });
    const done = await sweep.job(job.jobId);
    expect(done).toMatchObject({ state: 'finished', counts: { people: N, changed: N, failed: 0 } });
    expect(done.parts[0]!.lap).toBeGreaterThan(0);
    // What sent it away is seen, though nothing else of that worker was saved.
    expect(done.counts.throttled).toBeGreaterThan(0);
    await everybodyIsRight();
  });

  test('a pace that a worker cannot keep in its time has the segment handed on, not the worker killed', async () => {
    const { job } = await sweep.start({ segments: 1, pace: 1 });
    /** So much faster than it is. */
    const HASTE = 30;
    const now = () => Date.now() + performance.now() * HASTE;
    const left: (() => number)[] = [];
    await sweep.drain(() => {
      const until = now() + 80_000;
      left.push(() => until - now());
      return {
        now,
        remaining: left.at(-1)!,
        pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms / HASTE)),
        // All of them at once, and they take a minute and a half.
        store: sweep.store,
        send: async (messages) => {
          expect(left.at(-1)!()).toBeGreaterThan(0);
          sweep.queue.push(...messages);
        },
      };
    });
    const done = await sweep.job(job.jobId);
    expect(done).toMatchObject({ state: 'finished', counts: { people: N, changed: N, written: N } });
    expect(done.parts[0]!.lap).toBeGreaterThanOrEqual(1);
    // A second each, less what the first of each worker was let off.
    expect(done.parts[0]!.lap).toBeLessThan(6);
    await everybodyIsRight();
  });

  test('is cancelled at the next saved place, and resumed from there', async () => {
    const { job } = await sweep.start({ segments: 1 });
    let written = 0;
    await sweep.drain(() => ({
      now: () => Date.now() + performance.now() * 1e6,
      store: {
        ...sweep.store,
        scanPeople: (place) => sweep.store.scanPeople({ ...place, limit: 7 }),
        putScore: async (...args) => {
          written += 1;
          if (written === N / 2) await cancelRescore(sweep, job.jobId, Date.now());
          return sweep.store.putScore(...args);
        },
      },
    }));
    const stopped = await sweep.job(job.jobId);
    expect(stopped).toMatchObject({ state: 'cancelled', open: [0] });
    expect(stopped.counts.people).toBeGreaterThan(0);
    expect(stopped.counts.people).toBeLessThan(N);
    await resumeRescore(
      { store: sweep.store, send: async (messages) => void sweep.queue.push(...messages) },
      job.jobId,
      Date.now(),
    );
    await sweep.drain();
    expect(await sweep.job(job.jobId)).toMatchObject({ state: 'finished', counts: { people: N, changed: N } });
    await everybodyIsRight();
  });

  test('there is one at a time, unless it is forced', async () => {
    const { job } = await sweep.start();
    const second = await sweep.start();
    expect(second).toMatchObject({ begun: false, job: { jobId: job.jobId } });
    const third = await sweep.start({ force: true });
    expect(third.begun).toBe(true);
    await sweep.drain();
    const counts = (await Promise.all([job, third.job].map(({ jobId }) => sweep.job(jobId)))).map((one) => one.counts);
    expect(counts.map(({ people }) => people)).toEqual([N, N]);
    expect(counts[0]!.written + counts[1]!.written).toBe(N);
  });

  test('many begin at once, and one does', async () => {
    const all = await Promise.allSettled(Array.from({ length: 6 }, () => sweep.start()));
    const begun = all.filter((one) => one.status === 'fulfilled' && one.value.begun);
    expect(begun).toHaveLength(1);
    await sweep.drain();
  });

  test('what was said after its day is left to the stream', async () => {
    await world.put(names[0]!, { income: 999 }, { on: TODAY });
    const { job } = await sweep.start({ asOf: day(ago(1)) });
    await sweep.drain();
    expect((await sweep.job(job.jobId)).counts).toMatchObject({ people: N, leftToStream: 1, changed: N - 1 });
    expect(await sweep.store.readCurrent(names[0]!, { consistent: true })).toBeUndefined();
  });

  test('a dry run counts and writes nobody', async () => {
    const { job } = await sweep.start({ dryRun: true });
    await sweep.drain();
    expect((await sweep.job(job.jobId)).counts).toMatchObject({ people: N, changed: N, written: 0 });
    expect(await sweep.store.readCurrent(names[0]!, { consistent: true })).toBeUndefined();
  });

  test('the erased are passed over, also when they go while it runs', async () => {
    const { job } = await sweep.start({ segments: 1 });
    await sweep.store.putTombstone(names[3]!, { erased: true, profileVersion: 1 }, 2e9);
    await sweep.drain();
    expect((await sweep.job(job.jobId)).counts).toMatchObject({ people: N - 1, changed: N - 1 });
    expect(await sweep.store.readCurrent(names[3]!, { consistent: true })).toMatchObject({ erased: true });
  });

  test('an item that is nobody of ours stops nothing', async () => {
    const Item = { pk: { S: 'stranger' }, sk: { S: 'PROFILE' }, evidence: { BOOL: true } };
    await world.client.send(new PutItemCommand({ TableName: engine.tables.subjects, Item }));
    const { job } = await sweep.start();
    await sweep.drain();
    expect((await sweep.job(job.jobId)).counts).toMatchObject({ people: N + 1, failed: 1 });
    await sweep.store.deleteProfile('stranger', 1);
  });
});
