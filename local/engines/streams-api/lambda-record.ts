import type { _Record, AttributeValue as ApiValue } from '@aws-sdk/client-dynamodb-streams';
import type { AttributeValue, DynamoDBRecord } from 'aws-lambda';
import type { Change } from '../engine.ts';

type ApiItem = Record<string, ApiValue> | undefined;

/** The streams API's record as Lambda hands it to a function: times in seconds, binaries in base64. */
export function toLambdaRecord(record: _Record, eventSourceARN: string): Change {
  const { dynamodb, eventName, eventID, eventVersion, awsRegion, userIdentity } = record;
  const images = { Keys: dynamodb?.Keys, NewImage: dynamodb?.NewImage, OldImage: dynamodb?.OldImage };
  return {
    eventID,
    eventName: eventName as DynamoDBRecord['eventName'],
    eventVersion,
    eventSource: 'aws:dynamodb',
    awsRegion,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor((dynamodb?.ApproximateCreationDateTime?.getTime() ?? 0) / 1000),
      ...Object.fromEntries(Object.entries(images).flatMap(([name, item]) => (item ? [[name, toItem(item)]] : []))),
      SequenceNumber: dynamodb?.SequenceNumber ?? '',
      SizeBytes: dynamodb?.SizeBytes,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    eventSourceARN,
    ...(userIdentity && {
      userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId },
    }),
  };
}

/** As Lambda writes an item in JSON. */
export function toItem(item: ApiItem): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(item ?? {}).map(([name, value]) => [name, toValue(value)]));
}

function toValue(value: ApiValue): AttributeValue {
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  if (value.L !== undefined) return { L: value.L.map(toValue) };
  if (value.M !== undefined) return { M: toItem(value.M) };
  return value as AttributeValue;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
