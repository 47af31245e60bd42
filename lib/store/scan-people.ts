import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { People, ScannedPerson, Segment } from '../schemas/scan.ts';
import type { StoredProfile, StoredScore, StoredTombstone } from '../schemas/stored.ts';
import { currentFrom, profileFrom } from './items.ts';
import type { Item, Key } from './read-page.ts';
import { Landing, type Page, scanPage } from './scan-page.ts';

/**
 * Everybody in a segment, some at a time. What is damaged is told and stops nothing; throws what the store throws.
 *
 * While the people of a page are settled by whoever asked for them, the next page is on its way, and no further one:
 * two pages lie in memory. Whoever stops in between has read a page for nothing, which no `readUnits` tell of.
 */
export async function* scanPeople(client: DynamoDBClient, table: string, segment: Segment): AsyncGenerator<People> {
  const stopped = new AbortController();
  // One holds the page that is read, the other takes the next one.
  const landings = [new Landing(), new Landing()];
  const ask = (from: Key | undefined) => {
    const landing = landings.shift() as Landing;
    landings.push(landing);
    return asking(client, table, segment, from, { abortSignal: stopped.signal, landing });
  };
  const { after } = segment;
  let carried: Item[] = [];
  let checkpoint = after;
  // SCORE is the last item of a person, there or not.
  let page: Promise<Page> | undefined = ask(after === undefined ? undefined : { pk: { S: after }, sk: { S: 'SCORE' } });
  try {
    while (page !== undefined) {
      const { pieces, next }: Page = await page;
      page = next && ask(next);
      for (const { Items = [], LastEvaluatedKey, ConsumedCapacity } of pieces) {
        page ??= LastEvaluatedKey && ask(LastEvaluatedKey);
        const { people, rest } = gathered([...carried, ...Items]);
        carried = rest;
        checkpoint = people.at(-1)?.subjectId ?? checkpoint;
        yield { people, checkpoint, readUnits: ConsumedCapacity?.CapacityUnits ?? 0 };
      }
    }
    const last = carried.map((profile) => personOf(profile, undefined));
    yield { people: last, checkpoint: last[0]?.subjectId ?? checkpoint, readUnits: 0 };
  } finally {
    stopped.abort();
  }
}

function asking(
  client: DynamoDBClient,
  table: string,
  { segment, segments, limit }: Segment,
  from: Key | undefined,
  how: Parameters<typeof scanPage>[2],
): Promise<Page> {
  const page = scanPage(
    client,
    {
      TableName: table,
      Segment: segment,
      TotalSegments: segments,
      ExclusiveStartKey: from,
      Limit: limit,
      ReturnConsumedCapacity: 'TOTAL',
    },
    how,
  );
  // It may fail before anybody waits for it, or after nobody does any more.
  page.catch(() => undefined);
  return page;
}

/** The items of one person follow one another; `rest` is of somebody whose SCORE may still come. */
function gathered(items: readonly Item[]): { people: ScannedPerson[]; rest: Item[] } {
  const people: ScannedPerson[] = [];
  let profile: Item | undefined;
  for (const item of items) {
    if (profile !== undefined && profile.pk?.S !== item.pk?.S) {
      people.push(personOf(profile, undefined));
      profile = undefined;
    }
    if (item.sk?.S === 'PROFILE') profile = item;
    else if (item.sk?.S === 'SCORE') {
      people.push(personOf(profile, item));
      profile = undefined;
    }
  }
  return { people, rest: profile === undefined ? [] : [profile] };
}

function personOf(profileItem: Item | undefined, scoreItem: Item | undefined): ScannedPerson {
  const subjectId = (profileItem ?? scoreItem)?.pk?.S ?? '';
  let item: 'PROFILE' | 'SCORE' = 'PROFILE';
  try {
    const profile = profileItem && profileFrom(profileItem);
    item = 'SCORE';
    const current = scoreItem && currentFrom(scoreItem);
    return together(subjectId, profile, current);
  } catch (error) {
    return { subjectId, found: 'damaged', item, why: whyOf(error) };
  }
}

function together(
  subjectId: string,
  profile: StoredProfile | undefined,
  current: StoredScore | StoredTombstone | undefined,
): ScannedPerson {
  if (current !== undefined && 'erased' in current) return { subjectId, found: 'erased', tombstone: current, profile };
  if (profile !== undefined) return { subjectId, found: 'person', profile, current };
  return { subjectId, found: 'score-only', current: current as StoredScore };
}

/** JSON.parse quotes what it could not read. */
function whyOf(error: unknown): string {
  return error instanceof RangeError ? error.message : 'an attribute cannot be read';
}
