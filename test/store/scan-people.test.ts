import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, expect, test } from 'vitest';
import type { People, ScannedPerson, Segment } from '../../lib/schemas/scan.ts';
import { scanPeople } from '../../lib/store/scan-people.ts';
import { computeScore } from '../../lib/usecases/compute-score.ts';
import { eraseProfile } from '../../lib/usecases/erase-profile.ts';
import { day } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { NOW, TODAY, worldOn } from './world.ts';

const SEGMENTS = [1, 2, 7];
const LIMITS = [1, 2, 3, 4, 5];

describeOnEachEngine('a scan of everybody', (engine) => {
  const world = worldOn(engine);
  const expected = new Map<string, string>();

  beforeAll(async () => {
    const score = (subjectId: string) => computeScore(world.dependencies, { subjectId, asOf: day(TODAY) });
    for (let n = 0; n < 8; n += 1) {
      await world.put(`scored-${n}`, { income: 60 + n });
      await score(`scored-${n}`);
      expected.set(`scored-${n}`, 'person with a score');
      await world.put(`new-${n}`, { income: 60 + n });
      expected.set(`new-${n}`, 'person');
    }
    for (const id of ['erased-1', 'erased-2']) {
      await world.put(id, { income: 90 });
      await score(id);
      await eraseProfile(world.dependencies, id, NOW);
      expected.set(id, 'erased');
    }
    const put = (pk: string, sk: string, more: object) =>
      world.client.send(
        new PutItemCommand({ TableName: engine.tables.subjects, Item: { pk: { S: pk }, sk: { S: sk }, ...more } }),
      );
    await put('broken-profile', 'PROFILE', { version: { N: '1' }, evidence: { NULL: true } });
    expected.set('broken-profile', "damaged PROFILE: an item lacks its text attribute 'evidence'");
    await world.put('broken-score', { income: 70 });
    await put('broken-score', 'SCORE', { detail: { S: '["Ada' } });
    expected.set('broken-score', 'damaged SCORE: an attribute cannot be read');
    await world.put('score-only', { income: 80 });
    await score('score-only');
    await world.store.deleteProfile('score-only', 9);
    expected.set('score-only', 'score-only');
  });

  async function pagesOf(place: Segment): Promise<People[]> {
    const pages: People[] = [];
    for await (const page of scanPeople(world.client, engine.tables.subjects, place)) pages.push(page);
    return pages;
  }

  function told(person: ScannedPerson): string {
    if (person.found === 'damaged') return `damaged ${person.item}: ${person.why}`;
    return person.found === 'person' && person.current !== undefined ? 'person with a score' : person.found;
  }

  const sorted = (people: Iterable<readonly [string, string]>) => [...people].sort(([a], [b]) => (a < b ? -1 : 1));

  test.each(SEGMENTS.flatMap((segments) => LIMITS.map((limit) => [segments, limit] as const)))(
    'meets each person once and whole, in %i segments with pages of %i items',
    async (segments, limit) => {
      const people: ScannedPerson[] = [];
      for (let segment = 0; segment < segments; segment += 1)
        for (const page of await pagesOf({ segment, segments, limit })) people.push(...page.people);
      expect(sorted(people.map((person) => [person.subjectId, told(person)]))).toEqual(sorted(expected));
    },
  );

  test.each(LIMITS)(
    'goes on from any checkpoint without missing or repeating anybody, with pages of %i',
    async (limit) => {
      const place = { segment: 0, segments: 2, limit };
      const pages = await pagesOf(place);
      const all = pages.flatMap(({ people }) => people);
      for (let done = 1; done <= pages.length; done += 1) {
        const after = pages[done - 1]?.checkpoint;
        const before = pages.slice(0, done).flatMap(({ people }) => people);
        const later = (await pagesOf({ ...place, after })).flatMap(({ people }) => people);
        expect([...before, ...later]).toEqual(all);
      }
    },
  );

  test('says what each page cost, and reads profile and score as the store does', async () => {
    const pages = await pagesOf({ segment: 0, segments: 1 });
    const kilobytes = pages.reduce((sum, { readUnits }) => sum + readUnits, 0) * 8;
    expect(kilobytes).toBeGreaterThanOrEqual(4);
    expect(kilobytes).toBeLessThan(40);
    for (const person of pages.flatMap(({ people }) => people)) {
      if (person.found !== 'person') continue;
      const { profile, current } = person;
      expect({ profile, current }).toEqual(await world.store.readSubject(person.subjectId, { consistent: true }));
    }
  });

  test('of a table that is not there is told as any other call of the store', async () => {
    const scan = scanPeople(world.client, 'no-such-table', { segment: 0, segments: 1 });
    await expect(scan.next()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  /** A client of its own that tells of its scans, and may fail them. */
  function watched(fails: (n: number) => boolean = () => false) {
    const scans = { begun: 0, ended: 0 };
    const client = new DynamoDBClient(engine.clientConfig);
    client.middlewareStack.add(
      (next) => async (args) => {
        scans.begun += 1;
        if (fails(scans.begun)) throw Object.assign(new Error('busy'), { name: 'ThrottlingException' });
        return next(args).finally(() => {
          scans.ended += 1;
        });
      },
      { step: 'initialize' },
    );
    return { client, scans };
  }
  const later = (ms = 150) => new Promise((resolve) => setTimeout(resolve, ms));

  test('has the next page on its way while somebody is at the people of this one, and no further page', async () => {
    const { client, scans } = watched();
    const scan = scanPeople(client, engine.tables.subjects, { segment: 0, segments: 1, limit: 4 });
    await scan.next();
    await expect.poll(() => scans.ended, { timeout: 10_000 }).toBe(2);
    await later();
    expect(scans.begun).toBe(2);
    await scan.next();
    await expect.poll(() => scans.ended, { timeout: 10_000 }).toBe(3);
    await scan.return(undefined);
    await later();
    expect(scans.begun).toBe(3);
    client.destroy();
  });

  test('gives the people of this page though the next one cannot be had, and then says so', async () => {
    const { client } = watched((n) => n > 1);
    const scan = scanPeople(client, engine.tables.subjects, { segment: 0, segments: 1, limit: 4 });
    const { value } = await scan.next();
    await later(30);
    expect((value as People).people.length).toBeGreaterThan(0);
    await expect(scan.next()).rejects.toMatchObject({ kind: 'throttled' });
    const { checkpoint } = value as People;
    const rest = await pagesOf({ segment: 0, segments: 1, after: checkpoint });
    const all = await pagesOf({ segment: 0, segments: 1 });
    const names = (pages: People[]) => pages.flatMap(({ people }) => people.map(({ subjectId }) => subjectId));
    expect([...names([value as People]), ...names(rest)]).toEqual(names(all));
    client.destroy();
  });
});
