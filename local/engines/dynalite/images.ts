import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { AttributeValue } from 'aws-lambda';
import type { Table } from '../../service/tables.ts';
import { REGION } from '../engine.ts';
import type { Unnumbered } from './journal.ts';

export type Item = Record<string, AttributeValue>;

export interface ItemChange {
  old: Item | undefined;
  item: Item | undefined;
  /** The database's own doing: the item had expired. */
  expired: boolean;
}

// As on AWS, so that a handler can tell an expiry from a deletion.
const EXPIRY = { type: 'Service', principalId: 'dynamodb.amazonaws.com' };

/** The stream record of a change, or nothing when the item stays what it was. */
export function recordOf({ create }: Table, { old, item, expired }: ItemChange): Unnumbered | undefined {
  if (isDeepStrictEqual(old, item)) return undefined;
  const image = item ?? old ?? {};
  const keys = (create.KeySchema ?? []).map(({ AttributeName = '' }) => [AttributeName, image[AttributeName]]);
  const about = {
    ApproximateCreationDateTime: Math.floor(Date.now() / 1000),
    Keys: Object.fromEntries(keys),
    ...(item && { NewImage: item }),
    ...(old && { OldImage: old }),
    SizeBytes: JSON.stringify([old, item]).length,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  } as const;
  return (SequenceNumber) => ({
    eventID: randomUUID(),
    eventName: eventName(old, item),
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    dynamodb: { ...about, SequenceNumber },
    eventSourceARN: `arn:aws:dynamodb:${REGION}:000000000000:table/${create.TableName}/stream/local`,
    ...(expired && { userIdentity: EXPIRY }),
  });
}

function eventName(old: Item | undefined, item: Item | undefined): 'INSERT' | 'MODIFY' | 'REMOVE' {
  if (!item) return 'REMOVE';
  return old ? 'MODIFY' : 'INSERT';
}
