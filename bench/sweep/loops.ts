import { type AttributeValue, type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { scanPeople } from '../../lib/store/scan-people.ts';
import { judgeProfile } from '../../lib/usecases/score-profile.ts';
import { SCORING, SWEEP_DAY } from './templates.ts';

type Item = Record<string, AttributeValue>;
/** Goes through persons until it has `most`, at the end of a page; says through how many it went. */
type Loop = (client: DynamoDBClient, most: number) => Promise<number>;

const TABLE = 'Subjects';

/** Scans and parses every item to plain values, as the document client does, and nothing else. */
const bare: Loop = async (client, most) => {
  let people = 0;
  for await (const { Items = [] } of paginateScan({ client }, { TableName: TABLE })) {
    for (const item of Items) if (plain(item).sk === 'SCORE') people += 1;
    if (people >= most) break;
  }
  return people;
};

/** Scans, decodes, scores and compares with the stored score. */
const sweep: Loop = async (client, most) => {
  let people = 0;
  for await (const page of scanPeople(client, TABLE, { segment: 0, segments: 1 })) {
    for (const person of page.people) {
      if (person.found !== 'person') throw new Error('somebody came without a profile');
      const { transition } = judgeProfile(SCORING, person.profile, person.current, SWEEP_DAY);
      if (transition.action !== 'ignore' || transition.why !== 'unchanged') throw new Error('a score changed');
    }
    people += page.people.length;
    if (people >= most) break;
  }
  return people;
};

function plain(item: Item): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const name of Object.keys(item)) {
    const { S, N, B } = item[name] as AttributeValue;
    out[name] = S ?? (N === undefined ? B : Number(N));
  }
  return out;
}

export const LOOPS = { bare, sweep };
export type LoopKind = keyof typeof LOOPS;
