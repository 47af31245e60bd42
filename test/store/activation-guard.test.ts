import { beforeAll, expect, test } from 'vitest';
import type { StoredProfile, StoredScore } from '../../lib/schemas/stored.ts';
import { loadScorecard } from '../../lib/scorecards/load.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { computeScore } from '../../lib/usecases/compute-score.ts';
import type { Dependencies } from '../../lib/usecases/dependencies.ts';
import { publishChange } from '../../lib/usecases/publish-change.ts';
import { scoreOnChange } from '../../lib/usecases/score-on-change.ts';
import { day } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { tiny, tinyCard } from '../support/tiny-card.ts';
import { altered } from '../support/write-card.ts';
import { intercept, TODAY, worldOn } from './world.ts';

const asOf = day(TODAY);
/** Five points more generous with those of whom no loans are known. */
const generous = loadScorecard(
  altered(tinyCard, { version: '2', 'characteristics.0.missing.points': 9 }),
  tiny.dictionary,
);

describeOnEachEngine('across activations', (engine) => {
  const world = worldOn(engine);
  /** Versions 1 and 2 of one person. */
  let history: StoredProfile[];
  beforeAll(async () => {
    history = [];
    for (const income of [20, 150]) {
      await world.put('model', { income: { value: income, revision: history.length, observedAt: TODAY } });
      history.push((await world.store.readSubject('model', { consistent: true })).profile!);
    }
  });
  const under = (activationSeq: number, card: Scorecard = tiny.card, changes: Partial<Dependencies> = {}) =>
    world.with({
      card,
      activationSeq,
      cardByHash: (hash) => [tiny.card, generous].find((c) => c.hash === hash),
      ...changes,
    });
  const change = (subjectId: string, version: number) => ({
    subjectId,
    before: history[version - 2],
    after: history[version - 1]!,
  });
  const current = async (id: string) => (await world.store.readCurrent(id, { consistent: true })) as StoredScore;

  /** A worker that has read and computed, and writes only when told. */
  function slow(dependencies: Dependencies) {
    const paused = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    const store = intercept(world.store, async (name, call) => {
      if (name === 'putScore') {
        reached.resolve();
        await paused.promise;
      }
      return call();
    });
    return { dependencies: { ...dependencies, store }, reached: reached.promise, go: paused.resolve };
  }

  test('an undone activation does not come back through a worker that was slow', async () => {
    await world.put('undone', { income: 60 });
    const compute = (dependencies: Dependencies) => computeScore(dependencies, { subjectId: 'undone', asOf });
    await compute(under(1));
    const first = await current('undone');
    const worker = slow(under(2, generous));
    const late = compute(worker.dependencies);
    await worker.reached;
    // Undone meanwhile: the score says the same as before, and yet it has to hold against the slow one.
    const { transition } = await compute(under(3));
    expect(transition).toEqual({ action: 'confirm' });
    worker.go();
    await late;
    expect(await current('undone')).toEqual({ ...first, activationSeq: 3 });
  });

  test('what is confirmed is no change: it costs one write and leaves no decision, and only once', async () => {
    await world.put('same', { income: 60 });
    const compute = (seq: number) => computeScore(under(seq), { subjectId: 'same', asOf });
    await compute(1);
    const before = await current('same');
    await compute(2);
    const after = await current('same');
    expect(await publishChange(world.dependencies, { subjectId: 'same', before, after })).toBeUndefined();
    expect(await world.decisions('same')).toEqual([]);
    expect((await compute(2)).transition).toEqual({ action: 'ignore', why: 'unchanged' });
  });

  test('a record that comes again after an activation does not bring the person’s former facts back', async () => {
    for (const version of [1, 2]) await scoreOnChange(under(1), change('again', version), asOf);
    const before = await current('again');
    expect(await scoreOnChange(under(2, generous), change('again', 1), asOf)).toEqual({
      action: 'ignore',
      why: 'older',
    });
    expect(await current('again')).toEqual(before);
  });

  test('nor does a worker with the new card that was slow, while one with the former card went on', async () => {
    const worker = slow(under(2, generous));
    const late = scoreOnChange(worker.dependencies, change('zombie', 1), asOf);
    await worker.reached;
    for (const version of [1, 2]) await scoreOnChange(under(1), change('zombie', version), asOf);
    const before = await current('zombie');
    worker.go();
    await late;
    expect(await current('zombie')).toEqual(before);
  });

  test('a change that a worker with the former card is refused is known to be unscored', async () => {
    await scoreOnChange(under(1), change('refused', 1), asOf);
    const worker = slow(under(1));
    const late = scoreOnChange(worker.dependencies, change('refused', 2), asOf);
    await worker.reached;
    // Somebody asks for the score by the new card, and has not seen version 2.
    await scoreOnChange(under(2, generous), change('refused', 1), asOf);
    worker.go();
    expect(await late).toEqual({ action: 'ignore', why: 'former-activation' });
    await scoreOnChange(under(2, generous), change('refused', 2), asOf);
    expect(await current('refused')).toMatchObject({ activationSeq: 2, profileVersion: 2 });
  });
});
