import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { People, ScannedPerson, Segment } from '../schemas/scan.ts';
import type { StoredProfile, StoredScore, StoredTombstone } from '../schemas/stored.ts';
import { currentFrom, profileFrom } from './items.ts';
import type { Item } from './read-page.ts';
import { scanPage } from './scan-page.ts';

/** Everybody in a segment, some at a time. What is damaged is told and stops nothing; throws what the store throws. */
export async function* scanPeople(
  client: DynamoDBClient,
  table: string,
  { segment, segments, after, limit }: Segment,
): AsyncGenerator<People> {
  let carried: Item[] = [];
  let checkpoint = after;
  // SCORE is the last item of a person, there or not.
  let key = after === undefined ? undefined : { pk: { S: after }, sk: { S: 'SCORE' } };
  do {
    const page = await scanPage(client, {
      TableName: table,
      Segment: segment,
      TotalSegments: segments,
      ExclusiveStartKey: key,
      Limit: limit,
      ReturnConsumedCapacity: 'TOTAL',
    });
    key = undefined;
    for (const { Items = [], LastEvaluatedKey, ConsumedCapacity } of page) {
      key ??= LastEvaluatedKey as typeof key;
      const { people, rest } = gathered([...carried, ...Items]);
      carried = rest;
      checkpoint = people.at(-1)?.subjectId ?? checkpoint;
      yield { people, checkpoint, readUnits: ConsumedCapacity?.CapacityUnits ?? 0 };
    }
  } while (key !== undefined);
  const last = carried.map((profile) => personOf(profile, undefined));
  yield { people: last, checkpoint: last[0]?.subjectId ?? checkpoint, readUnits: 0 };
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
