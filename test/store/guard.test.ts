import { beforeAll, expect, test } from 'vitest';
import type { StoredProfile, StoredScore } from '../../lib/schemas/stored.ts';
import { computeScore } from '../../lib/usecases/compute-score.ts';
import type { Dependencies } from '../../lib/usecases/dependencies.ts';
import { scoreOnChange } from '../../lib/usecases/score-on-change.ts';
import { scoreProfile } from '../../lib/usecases/score-profile.ts';
import { day } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { intercept, TODAY, worldOn } from './world.ts';

const today = day(TODAY);
const GUARDS = [0, 1].flatMap((a) =>
  [0, 1].flatMap((v) => [0, 1].map((d) => ({ activationSeq: 9 + a, profileVersion: 9 + v, asOf: today + d }))),
);

describeOnEachEngine('an older score never replaces a newer one', (engine) => {
  const world = worldOn(engine);
  let sample: StoredScore;
  /** Versions 1, 2, ... of one person: what the stream will hand over. */
  let history: StoredProfile[];
  beforeAll(async () => {
    history = [];
    for (const income of [60, 150, 20, 150, 150, 60]) {
      await world.put('model', { income: { value: income, revision: history.length + 1, observedAt: TODAY } });
      history.push((await world.store.readSubject('model', { consistent: true })).profile!);
    }
    sample = scoreProfile(world.dependencies, history[0]!, undefined, today).computed;
  });
  const change = (subjectId: string, version: number) => ({
    subjectId,
    before: history[version - 2],
    after: history[version - 1]!,
  });
  const current = async (id: string) => (await world.store.readCurrent(id, { consistent: true })) as StoredScore;
  const scoreOf = (version: number) =>
    scoreProfile(world.dependencies, history[version - 1]!, undefined, today).computed.score;

  test('in the order activation, version, day, and never of an older profile; each pair of the eight', async () => {
    const order = GUARDS.map((guard, rank) => ({ guard, rank }));
    await Promise.all(
      order.flatMap(({ guard: first, rank: a }) =>
        order.map(async ({ guard: second, rank: b }) => {
          const id = `pair-${a}-${b}`;
          expect(await world.store.putScore(id, { ...sample, ...first })).toBe(true);
          const counts = b >= a && second.profileVersion >= first.profileVersion;
          expect(await world.store.putScore(id, { ...sample, ...second }), `${a} then ${b}`).toBe(counts);
          expect(await current(id)).toMatchObject(counts ? second : first);
        }),
      ),
    );
  });

  test('by number and not by letter: 9 before 10, 99 999 before 100 000', async () => {
    for (const [low, high] of [
      [9, 10],
      [99, 100],
      [99_999, 100_000],
    ] as const) {
      for (const part of ['activationSeq', 'profileVersion', 'asOf'] as const) {
        const id = `digits-${part}-${low}`;
        await world.store.putScore(id, { ...sample, [part]: high });
        expect(await world.store.putScore(id, { ...sample, [part]: low }), id).toBe(false);
        await world.store.putDecision(id, { ...sample, [part]: low }, 2e9);
        await world.store.putDecision(id, { ...sample, [part]: high }, 2e9);
        expect((await world.decisions(id)).map((decision) => decision[part])).toEqual([low, high]);
      }
    }
  });

  test('when version 2 and 4 score alike and a slow worker comes late with version 3', async () => {
    expect(scoreOf(2)).toBe(scoreOf(4));
    expect(scoreOf(3)).not.toBe(scoreOf(4));
    await scoreOnChange(world.dependencies, change('slow', 2), today);
    // The slow worker has read and computed; it writes only when the others have finished with version 4.
    const paused = Promise.withResolvers<void>();
    const store = intercept(world.store, async (name, call) => {
      if (name === 'putScore') await paused.promise;
      return call();
    });
    const slow = scoreOnChange({ ...world.dependencies, store }, change('slow', 3), today);
    await scoreOnChange(world.dependencies, change('slow', 3), today);
    await scoreOnChange(world.dependencies, change('slow', 4), today);
    paused.resolve();
    await slow;
    expect(await current('slow')).toMatchObject({ profileVersion: 4, score: scoreOf(4) });
  });

  /** Cheap reads see the state before the last write. */
  function behind(): Dependencies {
    const former = new Map<string, StoredScore | undefined>();
    const store = intercept(world.store, async (name, call, args) => {
      const id = String(args[0]);
      if (name === 'readCurrent' && !(args[1] as { consistent: boolean }).consistent) return former.get(id);
      if (name !== 'putScore') return call();
      const known = await current(id);
      const done = await call();
      if (done === true) former.set(id, known);
      return done;
    });
    return { ...world.dependencies, store };
  }

  test('nor does a read that is a moment old hide a change, or tell a false story of it', async () => {
    const dependencies = behind();
    let previous: number | undefined;
    for (let version = 1; version <= history.length; version += 1) {
      await scoreOnChange(dependencies, change('stale', version), today);
      const now = await current('stale');
      expect(now.score, `version ${version}`).toBe(scoreOf(version));
      if (now.profileVersion === version && version > 1) {
        expect(now.previous?.score, `before version ${version}`).toBe(previous);
        expect(now.causes).toEqual({ ageing: 0, data: scoreOf(version)! - previous!, scorecard: 0 });
      }
      previous = now.score;
    }
  });

  test('and whoever asks for a score at any moment is not told an older one than is stored', async () => {
    await world.put('reader', { income: 60 });
    const { stored: first } = await computeScore(world.dependencies, { subjectId: 'reader', asOf: today });
    await world.store.putScore('reader', { ...first, profileVersion: 5, score: 99 });
    const { stored } = await computeScore(world.dependencies, { subjectId: 'reader', asOf: today });
    expect(stored).toMatchObject({ profileVersion: 5, score: 99 });
    expect(await current('reader')).toMatchObject({ profileVersion: 5, score: 99 });
  });
});
