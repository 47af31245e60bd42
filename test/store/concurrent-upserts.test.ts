import { expect, test } from 'vitest';
import { TahiniError } from '../../lib/errors.ts';
import { merge, noEvidence } from '../../lib/scoring/evidence.ts';
import { pack } from '../../lib/scoring/pack.ts';
import { service, states } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { tiny } from '../support/tiny-card.ts';
import { ago, dawdling, intercept, sleepUpTo, worldOn } from './world.ts';

const SOURCES = ['bank', 'telecom', 'shop', 'lender', 'tax'];
const CALLS = 50;

describeOnEachEngine('many writers at once', (engine) => {
  const world = worldOn(engine);

  test(`lose nothing that was acknowledged: ${CALLS} calls of ${SOURCES.length} sources about one person`, async () => {
    const versions: number[] = [];
    const store = intercept(dawdling(world.store, 2), async (name, call, [, profile]) => {
      const answer = await call();
      if (name === 'putProfile' && answer === true) versions.push((profile as { version: number }).version);
      return answer;
    });
    const dependencies = world.with({ store });
    const calls = Array.from({ length: CALLS }, async (_, n) => {
      // Every call has a fact or a source of its own, so that its effect can be told from all others.
      const said = {
        caller: service('partner', `${SOURCES[n % SOURCES.length]}-${n % 10}`),
        income: 10 + n,
        revision: n,
      };
      await sleepUpTo(60);
      const facts = { income: { value: said.income, revision: said.revision, observedAt: ago(3) } };
      const reply = await world.put('ada', facts, { caller: said.caller, dependencies }).catch((error: unknown) => {
        if (error instanceof TahiniError && error.kind === 'contention') return undefined;
        throw error;
      });
      return { ...said, reply };
    });
    const answers = await Promise.all(calls);
    const acknowledged = answers.filter(({ reply }) => reply !== undefined);
    expect(acknowledged.length).toBeGreaterThan(10);
    const told = (said: (typeof answers)[number]) =>
      states(tiny.dictionary, said.caller, ago(3), { income: said.income }, said.revision);
    const expected = pack(acknowledged.map(told).reduce(merge, noEvidence(tiny.dictionary)));
    const { profile } = await world.store.readSubject('ada', { consistent: true });
    // Exactly what was acknowledged: all of it, and nothing of those who were told to come again.
    expect(profile?.evidence).toBe(expected);
    expect(versions).toEqual(Array.from({ length: versions.length }, (_, n) => n + 1));
    expect(profile?.version).toBe(versions.length);
    for (const { reply } of acknowledged) expect([...reply!.accepted, ...reply!.ignored]).toEqual(['income']);
    const accepting = acknowledged.filter(({ reply }) => reply!.accepted.length > 0);
    expect(accepting.map(({ reply }) => reply!.version).sort((a, b) => a - b)).toEqual(versions);
  });

  test('of two who saw the same version, If-Match lets one write, and the other is told', async () => {
    await world.put('bob', { income: 60 });
    const store = dawdling(world.store, 5);
    const both = await Promise.allSettled(
      ['one', 'two'].map((name) =>
        world.put(
          'bob',
          { income: 80 },
          { caller: service('partner', name), ifMatch: 1, dependencies: world.with({ store }) },
        ),
      ),
    );
    const outcome = both.map((each) => (each.status === 'fulfilled' ? each.value.version : each.reason.kind));
    expect(outcome.sort()).toEqual([2, 'stale-if-match']);
    expect((await world.store.readSubject('bob', { consistent: true })).profile?.version).toBe(2);
  });

  test('of many who enrol the same person at once, one creates them', async () => {
    const names = Array.from({ length: 6 }, (_, n) => `source-${n}`);
    const replies = await Promise.all(
      names.map((name) =>
        world.put(
          'carla',
          { orders: 5 },
          { caller: service('partner', name), dependencies: world.with({ store: dawdling(world.store, 1) }) },
        ),
      ),
    );
    expect(replies.filter(({ became }) => became === 'created')).toHaveLength(1);
    expect(replies.map(({ version }) => version).sort()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('a rate limit counts each of them once', async () => {
    const asked = Array.from({ length: 30 }, () =>
      world.store.countUse('dora', 12, Math.floor(Date.now() / 1000) + 3600),
    );
    expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(12);
  });
});
