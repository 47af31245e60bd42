import { beforeAll, expect, test } from 'vitest';
import { TahiniError } from '../../lib/errors.ts';
import type { Dependencies } from '../../lib/usecases/dependencies.ts';
import { eraseProfile } from '../../lib/usecases/erase-profile.ts';
import { getProfile } from '../../lib/usecases/get-profile.ts';
import { self, service } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { ago, dawdling, intercept, NOW, worldOn } from './world.ts';

const enrols = { caller: self, consents: { social: true } };

describeOnEachEngine('a person who is erased', (engine) => {
  const world = worldOn(engine);
  let streams: Awaited<ReturnType<typeof engine.drive>>;
  let slow: Dependencies;
  beforeAll(async () => {
    slow = world.with({ store: dawdling(world.store, 4) });
    streams = await engine.drive(world.handlers(slow));
  });
  const kept = async (id: string) => [...(await world.items('subjects', id)), ...(await world.items('decisions', id))];
  const isTombstone = (item: Record<string, unknown>) => 'erasedVersion' in item;

  test('while everybody writes, leaves nothing behind but a tombstone, and nothing comes back', async () => {
    const people = Array.from({ length: 16 }, (_, n) => `busy-${n}`);
    await Promise.all(people.map((id) => world.put(id, { income: 60 })));
    await Promise.all(people.map((id) => amidWriters(id)));
    await streams.idle();
    for (const id of people) {
      const rest = await kept(id);
      expect(
        rest.filter((item) => !isTombstone(item)),
        id,
      ).toEqual([]);
      expect(rest, id).toHaveLength(1);
    }
    const late = people.map((id) => world.put(id, { income: 70 }, { caller: service('partner', 'late') }));
    const answers = await Promise.allSettled(late);
    expect(answers.map((answer) => answer.status === 'rejected' && answer.reason.kind)).toEqual(
      people.map(() => 'erased-subject'),
    );
  });

  async function amidWriters(id: string): Promise<void> {
    const writer = async (name: string) => {
      for (let n = 1; n <= 6; n += 1) {
        const caller = service('partner', name);
        await world
          .put(id, { income: { value: 40 + 10 * n, revision: n, observedAt: ago(14) } }, { caller, dependencies: slow })
          .catch(refusedAsExpected);
      }
    };
    await Promise.all([writer('one'), writer('two'), writer('three'), erasing(id, slow)]);
  }

  /** As a client would: again, when told to come again. */
  async function erasing(id: string, dependencies: Dependencies): Promise<void> {
    for (;;) {
      try {
        return await eraseProfile(dependencies, id, NOW);
      } catch (error) {
        if (!(error instanceof TahiniError && error.retryAfter !== undefined)) throw error;
      }
    }
  }

  test('although two writes came between the look and the tombstone', async () => {
    await world.put('twice', { income: 60 });
    let writes = 0;
    const store = intercept(world.store, async (name, call) => {
      if (name === 'putTombstone' && writes++ === 0) {
        await world.put('twice', { income: 70, orders: 1 });
        await world.put('twice', { income: 80, orders: 2 });
        await streams.idle();
      }
      return call();
    });
    await erasing('twice', world.with({ store }));
    await streams.idle();
    expect((await kept('twice')).map(isTombstone)).toEqual([true]);
  });

  test('is gone at once, although a writer who began before them creates them anew', async () => {
    await streams.idle();
    const store = intercept(world.store, async (name, call) => {
      if (name === 'putProfile') {
        await world.put('anew', { income: 60 });
        await streams.idle();
        await erasing('anew', world.dependencies);
        await streams.close();
      }
      return call();
    });
    await world.put('anew', { income: 70 }, { dependencies: world.with({ store }) }).catch(refusedAsExpected);
    await expect(getProfile(world.dependencies, 'anew')).rejects.toMatchObject({ kind: 'unknown-subject' });
    for (const income of [80, 90, 95]) {
      await expect(world.put('anew', { income })).rejects.toMatchObject({ kind: 'erased-subject' });
    }
    streams = await engine.drive(world.handlers(slow));
    await streams.idle();
    expect((await kept('anew')).map(isTombstone)).toEqual([true]);
  });

  test('is finished by the stream, when the eraser dies right after the tombstone', async () => {
    await world.put('crash', { income: 60 });
    await streams.idle();
    const store = intercept(world.store, (name, call) =>
      name === 'deleteProfile' ? Promise.reject(new Error('killed')) : call(),
    );
    await expect(eraseProfile({ ...world.dependencies, store }, 'crash', NOW)).rejects.toThrow('killed');
    await streams.idle();
    expect((await kept('crash')).map(isTombstone)).toEqual([true]);
  });

  test('leaves a tombstone that goes by itself after 30 days', async () => {
    await world.put('mortal', { income: 60 });
    await erasing('mortal', world.dependencies);
    const [tombstone] = await world.items('subjects', 'mortal');
    expect(tombstone).toEqual({
      pk: { S: 'mortal' },
      sk: { S: 'SCORE' },
      erasedVersion: { N: '2' },
      expiresAt: { N: String(Math.floor(NOW / 1000) + 30 * 86_400) },
    });
  });

  test('comes back by their own consent only, at a higher version, and a tombstone that is delivered again does no harm', async () => {
    await world.put('phoenix', { income: 60 });
    await world.put('phoenix', { income: 70 });
    await streams.idle();
    await erasing('phoenix', world.dependencies);
    await streams.idle();
    for (const by of [{}, { caller: self }, { caller: self, consents: { social: false } }]) {
      await expect(world.put('phoenix', { income: 60 }, by)).rejects.toMatchObject({ kind: 'erased-subject' });
    }
    expect(await world.put('phoenix', { income: 150 }, enrols)).toMatchObject({ version: 4, became: 'created' });
    expect(await world.put('phoenix', { income: 90 })).toMatchObject({ version: 5, became: 'changed' });
    const { profile } = await world.store.readSubject('phoenix', { consistent: true });
    expect(profile?.enrolledVersion).toBe(4);
    await streams.idle();
    const before = await kept('phoenix');
    expect(before.length).toBeGreaterThan(2);
    const tombstone = { pk: { S: 'phoenix' }, sk: { S: 'SCORE' }, erasedVersion: { N: '3' }, expiresAt: { N: '1' } };
    const record = {
      eventName: 'MODIFY' as const,
      dynamodb: { Keys: { pk: { S: 'phoenix' }, sk: { S: 'SCORE' } }, NewImage: tombstone, SequenceNumber: '1' },
    };
    expect(await world.handlers()['publish-change']({ Records: [record] })).toEqual({ batchItemFailures: [] });
    expect(await kept('phoenix')).toEqual(before);
    expect((await world.decisions('phoenix')).map(({ profileVersion }) => profileVersion)).not.toContain(1);
  });
});

/** What a writer may be told while somebody is erased. */
function refusedAsExpected(error: unknown): void {
  if (!(error instanceof TahiniError && ['erased-subject', 'contention'].includes(error.kind))) throw error;
}
