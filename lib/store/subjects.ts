import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { Store, StoredScore } from '../schemas/stored.ts';
import { calling, ifHolds } from './errors.ts';
import { currentFrom, profileItem, recordFrom, scoreAttributes, versionsIn } from './items.ts';

type Subjects = Pick<
  Store,
  'readSubject' | 'readVersions' | 'readCurrent' | 'putProfile' | 'putScore' | 'putTombstone' | 'deleteProfile'
>;

/**
 * No score yet, or one that goes backwards neither in order nor to an older profile, or a tombstone that a new enrolment
 * passed. A tombstone has no guard, a score no erasedVersion; a comparison with an absent attribute is false.
 */
const MAY_REPLACE =
  'attribute_not_exists(pk) OR (guard <= :guard AND profileVersion <= :version) OR erasedVersion < :version';

const NUMBER = { ':number': { S: 'N' } };

/** Nothing of a later version, be it score or tombstone; an item that is neither is damaged, and must not stand in the way. */
const MAY_ERASE =
  'profileVersion <= :version OR erasedVersion <= :version OR NOT attribute_type(profileVersion, :number) AND NOT attribute_type(erasedVersion, :number)';

/** (activationSeq, profileVersion, asOf) as text whose order is theirs. */
function guardOf({ activationSeq, profileVersion, asOf }: StoredScore): string {
  const padded = (value: number, width: number) => String(value).padStart(width, '0');
  return `${padded(activationSeq, 6)}#${padded(profileVersion, 10)}#${padded(asOf, 6)}`;
}

/** The Subjects table: PROFILE and SCORE under one partition key. */
export function subjectsIn(client: DynamoDBClient, table: string): Subjects {
  const key = (subjectId: string, sk: string) => ({ pk: { S: subjectId }, sk: { S: sk } });
  return {
    async readSubject(subjectId, { consistent }) {
      const command = new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: subjectId } },
        ConsistentRead: consistent,
      });
      const { Items } = await calling(() => client.send(command));
      return recordFrom(Items ?? []);
    },

    async readVersions(subjectId) {
      const command = new QueryCommand({
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':pk': { S: subjectId } },
        ProjectionExpression: 'sk, #version, profileVersion, erasedVersion',
        ConsistentRead: true,
      });
      const { Items = [] } = await calling(() => client.send(command));
      return versionsIn(Items);
    },

    async readCurrent(subjectId, { consistent }) {
      const command = new GetItemCommand({
        TableName: table,
        Key: key(subjectId, 'SCORE'),
        ConsistentRead: consistent,
      });
      const { Item } = await calling(() => client.send(command));
      return Item && currentFrom(Item);
    },

    putProfile(subjectId, profile, expected) {
      const command = new PutItemCommand({
        TableName: table,
        Item: profileItem(subjectId, profile),
        ...(expected === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#version = :expected',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':expected': { N: String(expected) } },
            }),
      });
      return ifHolds(() => client.send(command));
    },

    putScore(subjectId, score) {
      const guard = { S: guardOf(score) };
      const command = new PutItemCommand({
        TableName: table,
        Item: { ...key(subjectId, 'SCORE'), guard, ...scoreAttributes(score) },
        ConditionExpression: MAY_REPLACE,
        ExpressionAttributeValues: { ':guard': guard, ':version': { N: String(score.profileVersion) } },
      });
      return ifHolds(() => client.send(command));
    },

    putTombstone(subjectId, { profileVersion }, expiresAt) {
      const version = { N: String(profileVersion) };
      const command = new PutItemCommand({
        TableName: table,
        Item: { ...key(subjectId, 'SCORE'), erasedVersion: version, expiresAt: { N: String(expiresAt) } },
        ConditionExpression: MAY_ERASE,
        ExpressionAttributeValues: { ':version': version, ...NUMBER },
      });
      return ifHolds(() => client.send(command));
    },

    deleteProfile(subjectId, version) {
      const command = new DeleteItemCommand({
        TableName: table,
        Key: key(subjectId, 'PROFILE'),
        ConditionExpression: '#version <= :version OR NOT attribute_type(#version, :number)',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': { N: String(version) }, ...NUMBER },
      });
      return ifHolds(() => client.send(command));
    },
  };
}
