import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { Store } from '../schemas/stored.ts';
import { calling, ifHolds } from './errors.ts';
import { currentFrom, profileItem, recordFrom, scoreAttributes } from './items.ts';

type Subjects = Pick<
  Store,
  'readSubject' | 'readCurrent' | 'putProfile' | 'putScore' | 'putTombstone' | 'deleteProfile'
>;

/**
 * No score yet, or a tombstone that a new enrolment passed (a tombstone has no activationSeq, so it fails the rest), or
 * (activationSeq, profileVersion, asOf) does not go backwards. Without nested brackets: dynalite's parser takes exponential time on them.
 */
const MAY_REPLACE = [
  'attribute_not_exists(pk)',
  'erased = :true AND profileVersion < :version',
  'activationSeq < :seq',
  'activationSeq = :seq AND profileVersion < :version',
  'activationSeq = :seq AND profileVersion = :version AND asOf <= :asOf',
].join(' OR ');

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
      const command = new PutItemCommand({
        TableName: table,
        Item: { ...key(subjectId, 'SCORE'), ...scoreAttributes(score) },
        ConditionExpression: MAY_REPLACE,
        ExpressionAttributeValues: {
          ':true': { BOOL: true },
          ':seq': { N: String(score.activationSeq) },
          ':version': { N: String(score.profileVersion) },
          ':asOf': { N: String(score.asOf) },
        },
      });
      return ifHolds(() => client.send(command));
    },

    async putTombstone(subjectId, { profileVersion }, expiresAt) {
      const version = { N: String(profileVersion) };
      const command = new PutItemCommand({
        TableName: table,
        Item: {
          ...key(subjectId, 'SCORE'),
          erased: { BOOL: true },
          profileVersion: version,
          expiresAt: { N: String(expiresAt) },
        },
        ConditionExpression: 'attribute_not_exists(pk) OR profileVersion <= :version',
        ExpressionAttributeValues: { ':version': version },
      });
      await ifHolds(() => client.send(command));
    },

    async deleteProfile(subjectId, version) {
      const command = new DeleteItemCommand({
        TableName: table,
        Key: key(subjectId, 'PROFILE'),
        ConditionExpression: 'attribute_not_exists(pk) OR #version <= :version',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':version': { N: String(version) } },
      });
      await ifHolds(() => client.send(command));
    },
  };
}
