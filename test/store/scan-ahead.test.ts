import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, expect, test } from 'vitest';
import { scanPeople } from '../../lib/store/scan-people.ts';
import { day } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { putPeople } from '../support/sweep-people.ts';
import { TODAY, worldOn } from './world.ts';

describeOnEachEngine('a scan that reads a page ahead', (engine) => {
  const world = worldOn(engine);
  const names = Array.from({ length: 1000 }, (_, n) => `person-${n}`);
  beforeAll(() => putPeople(world.store, names, day(TODAY)));

  test('holds what has arrived meanwhile apart from what is still being read', async () => {
    const found = new Map<string, unknown>();
    let pieces = 0;
    // Two pages of three pieces each; between any two there is time for the next page to arrive.
    for await (const { people } of scanPeople(world.client, engine.tables.subjects, {
      segment: 0,
      segments: 1,
      limit: 500,
    })) {
      pieces += 1;
      for (const person of people) found.set(person.subjectId, person);
      await sleep(25);
    }
    expect(pieces).toBeGreaterThan(5);
    expect(found.size).toBe(names.length);
    for (const name of names) {
      const { profile } = await world.store.readSubject(name, { consistent: true });
      expect(found.get(name)).toMatchObject({ found: 'person', profile });
    }
  });
});
