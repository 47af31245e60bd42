import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { currentFrom, profileFrom } from './items.ts';

type Image = Record<string, AttributeValue>;

/** A stream record of a PROFILE item; undefined when it is of another item, or the item is gone. */
export function profileChange(record: DynamoDBRecord) {
  const images = imagesOf(record, 'PROFILE');
  if (images === undefined) return undefined;
  const { subjectId, before, after } = images;
  return { subjectId, before: readable(before, profileFrom), after: profileFrom(after) };
}

/** A stream record of a SCORE item, as above. */
export function scoreChange(record: DynamoDBRecord) {
  const images = imagesOf(record, 'SCORE');
  if (images === undefined) return undefined;
  const { subjectId, before, after } = images;
  return { subjectId, before: readable(before, currentFrom), after: currentFrom(after) };
}

/** When an item was changed, in milliseconds since 1970: the same whenever the stream tells of it. */
export function changedAt({ dynamodb }: DynamoDBRecord): number {
  return Math.round((dynamodb?.ApproximateCreationDateTime ?? 0) * 1000);
}

/** A damaged item that was put right is a change like any other: what it was before it cannot tell. */
function readable<T>(image: Image | undefined, read: (image: Image) => T): T | undefined {
  try {
    return image && read(image);
  } catch {
    return undefined;
  }
}

function imagesOf({ dynamodb }: DynamoDBRecord, sk: string) {
  const subjectId = dynamodb?.Keys?.pk?.S;
  if (subjectId === undefined || dynamodb?.Keys?.sk?.S !== sk || dynamodb.NewImage === undefined) return undefined;
  return { subjectId, before: dynamodb.OldImage as Image | undefined, after: dynamodb.NewImage as Image };
}
