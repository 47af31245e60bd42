import { type AttributeValue, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { ScannedPerson } from '../schemas/scan.ts';
import type { Store } from '../schemas/stored.ts';
import { calling } from './errors.ts';
import { currentFrom, profileFrom } from './items.ts';

type Item = Record<string, AttributeValue>;

/** Pages of the Subjects table: PROFILE and SCORE of a person lie side by side, in this order. */
export function scanningIn(client: DynamoDBClient, table: string): Pick<Store, 'scanPeople'> {
  return {
    async scanPeople({ segment, segments, after, limit }) {
      let from: Item | undefined = after === undefined ? undefined : { pk: { S: after }, sk: { S: 'SCORE' } };
      const found: Item[] = [];
      for (;;) {
        const command: ScanCommand = new ScanCommand({
          TableName: table,
          Segment: segment,
          TotalSegments: segments,
          ...(from === undefined ? {} : { ExclusiveStartKey: from }),
          ...(limit === undefined ? {} : { Limit: limit }),
        });
        const { Items = [], LastEvaluatedKey } = await calling(() => client.send(command));
        found.push(...Items);
        const last = LastEvaluatedKey === undefined;
        // Whoever is cut by the page's end comes with the next page, unless that leaves nobody.
        const cut = last || found.at(-1)?.sk?.S !== 'PROFILE' ? found.length : found.length - 1;
        const people = peopleIn(found.slice(0, cut));
        if (last || people.length > 0) return { people, after: people.at(-1)?.subjectId ?? after, last };
        from = LastEvaluatedKey;
      }
    },
  };
}

function peopleIn(items: readonly Item[]): ScannedPerson[] {
  const people: ScannedPerson[] = [];
  for (let i = 0; i < items.length; i += 1) {
    const own = [items[i]!];
    while (items[i + 1]?.pk?.S === own[0]!.pk?.S) {
      i += 1;
      own.push(items[i]!);
    }
    people.push(personOf(own));
  }
  return people;
}

function personOf(items: readonly Item[]): ScannedPerson {
  const subjectId = items[0]!.pk?.S ?? '';
  const [profile, current] = ['PROFILE', 'SCORE'].map((sk) => items.find((item) => item.sk?.S === sk));
  try {
    return { subjectId, profile: profile && profileFrom(profile), current: current && currentFrom(current) };
  } catch {
    return { subjectId, damaged: 'damaged-item' };
  }
}
