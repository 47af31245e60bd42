import type { Item } from './items.ts';

/** What changed of one item: its images before and after, under the key that a batch gives them. */
export interface Change {
  before: Item | undefined;
  after: Item;
}

const STREAM = 'arn:aws:dynamodb:us-east-1:000000000000:table/tahini-dev-subjects/stream/2026-01-01T00:00:00.000';

/** A batch as Lambda hands it to a function, with both images. */
export function streamEvent(changes: readonly Change[]) {
  return { Records: changes.map(record) };
}

function record({ before, after }: Change, index: number) {
  return {
    eventID: `c4ca4238a0b923820dcc509a6f75849b-${index}`,
    eventName: before === undefined ? 'INSERT' : 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: 'us-east-1',
    dynamodb: {
      ApproximateCreationDateTime: 1_782_820_800,
      Keys: { pk: after.pk, sk: after.sk },
      NewImage: after,
      ...(before && { OldImage: before }),
      SequenceNumber: `4421584500000000017450439${String(index).padStart(3, '0')}`,
      SizeBytes: JSON.stringify([before, after]).length,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    eventSourceARN: STREAM,
  };
}
