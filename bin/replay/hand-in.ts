import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { asStoredNow, movedOn } from './as-stored.ts';
import { type FailureDocument, itemOf } from './document.ts';
import { withoutErased } from './erased.ts';
import { handOver, type Invoke, NotTaken } from './hand-over.ts';
import { newlySetAside, setAsideOf } from './set-aside.ts';

export interface HandedIn {
  /** Records of people who were erased since. */
  leftOut: number;
  /** Records that the function has set aside again. */
  setAside: number;
}

const MOST_ROUNDS = 5;

/** Hands in what still matters of a document; throws NotTaken. */
export async function handIn(
  document: FailureDocument,
  { client, operationsTable, invoke }: { client: DynamoDBClient; operationsTable: string; invoke: Invoke },
): Promise<HandedIn> {
  const wanted = await withoutErased(client, document.records);
  const first = await asStoredNow(client, wanted);
  if (first.some(({ dynamodb }) => dynamodb.NewImage === undefined)) {
    throw new NotTaken('a score in it was too large to be kept: only its name is there');
  }
  const there = new Set(first.map(itemOf));
  const place = { table: operationsTable, functionName: document.functionName };
  const before = await setAsideOf(client, place, first);
  let records = first;
  for (let round = 1; records.length > 0; round += 1) {
    if (round > MOST_ROUNDS) throw new NotTaken('somebody in it changes too fast: hand it in again');
    await handOver(document, records, invoke);
    // A change while the function worked may have been judged against the score before it.
    records = await asStoredNow(client, await movedOn(client, records));
  }
  return {
    leftOut: document.records.length - wanted.filter((record) => there.has(itemOf(record))).length,
    setAside: newlySetAside(before, await setAsideOf(client, place, first)),
  };
}
