import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { formatDay } from '../../lib/scoring/calendar.ts';
import { pack } from '../../lib/scoring/pack.ts';
import { dynamodbStore } from '../../lib/store/dynamodb.ts';
import { metered } from '../../lib/store/meter.ts';
import { day, service, states } from '../support/builders.ts';
import { describeOnEachEngine, type TestEngine } from '../support/engines.ts';
import { tiny } from '../support/tiny-card.ts';
import { sweepOn } from './sweep-world.ts';
import { TODAY, worldOn } from './world.ts';

const N = 100;
const NEWS = 10;

/** A store of its own, and the units that it alone consumed. */
function watched(engine: TestEngine) {
  const client = new DynamoDBClient(engine.clientConfig);
  const meter = metered(client);
  return { store: dynamodbStore(client, engine.tables), meter };
}

describeOnEachEngine('what a sweep costs', (engine) => {
  const world = worldOn(engine);
  const sweep = sweepOn(engine, world);

  test('an unchanged person costs no write, a changed one a unit, and one more for the decision', async () => {
    const [people, stream] = [watched(engine), watched(engine)];
    const streams = await engine.drive({
      'publish-change': world.handlers(world.with({ store: stream.store }))['publish-change'],
    });
    const names = await sweep.people(N);
    const sweepAll = async () => {
      const { job } = await sweep.start({ segments: 1 });
      await sweep.drain(() => ({ store: { ...sweep.store, putScore: people.store.putScore } }));
      await streams.idle();
      const { counts } = await sweep.job(job.jobId);
      const units = { scores: people.meter.writeUnits, decisions: stream.meter.writeUnits };
      Object.assign(people.meter, { writeUnits: 0 });
      Object.assign(stream.meter, { writeUnits: 0 });
      return { counts, units };
    };
    const first = await sweepAll();
    expect(first).toMatchObject({ counts: { changed: N }, units: { scores: N, decisions: N } });
    // One in ten says something, of which no stream function hears.
    const on = formatDay(day(TODAY) - 3);
    const evidence = pack(states(tiny.dictionary, service('partner', 'bank'), on, { income: 900, orders: 0 }));
    for (const name of names.slice(-NEWS)) {
      await sweep.store.putProfile(name, { version: 2, evidence, consents: {}, requestId: undefined }, 1);
    }
    const second = await sweepAll();
    expect(second).toMatchObject({
      counts: { changed: NEWS, unchanged: N - NEWS, written: NEWS },
      units: { scores: NEWS, decisions: NEWS },
    });
    const third = await sweepAll();
    expect(third).toMatchObject({
      counts: { changed: 0, unchanged: N, written: 0 },
      units: { scores: 0, decisions: 0 },
    });
  });
});
