import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateQuery,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { StoredSubscription, SubscriptionStore } from '../schemas/subscription.ts';
import { calling, ifHolds } from './errors.ts';

type Item = Record<string, AttributeValue>;

/** All under one key: they are few, and the stream functions read them together. */
const LIST = { S: 'subscription#list' };
type Named = Pick<StoredSubscription, 'partnerId' | 'subscriptionId'>;
const keyOf = ({ partnerId, subscriptionId }: Named) => ({ pk: LIST, sk: { S: `${partnerId}#${subscriptionId}` } });

/** Subscriptions of the Operations table. What the sender itself notes of one leaves its version, which is the ETag. */
export function subscriptionsIn(client: DynamoDBClient, TableName: string): SubscriptionStore {
  async function list(beginning: string, ConsistentRead: boolean): Promise<StoredSubscription[]> {
    const found: StoredSubscription[] = [];
    const input = {
      TableName,
      KeyConditionExpression: beginning === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': LIST, ...(beginning === '' ? {} : { ':sk': { S: beginning } }) },
      ConsistentRead,
    };
    await calling(async () => {
      for await (const { Items = [] } of paginateQuery({ client }, input)) found.push(...Items.map(subscriptionFrom));
    });
    return found;
  }
  return {
    async readSubscription(partnerId, subscriptionId) {
      const Key = keyOf({ partnerId, subscriptionId });
      const { Item } = await calling(() => client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true })));
      return Item && subscriptionFrom(Item);
    },

    listSubscriptions: (partnerId) => list(`${partnerId}#`, true),
    allSubscriptions: () => list('', false),

    putSubscription(subscription, expected) {
      const command = new PutItemCommand({
        TableName,
        Item: itemOf(subscription),
        ...(expected === undefined ? { ConditionExpression: 'attribute_not_exists(pk)' } : ifVersion(expected)),
      });
      return ifHolds(() => client.send(command));
    },

    deleteSubscription(partnerId, subscriptionId, expected) {
      const Key = keyOf({ partnerId, subscriptionId });
      return ifHolds(() => client.send(new DeleteItemCommand({ TableName, Key, ...ifVersion(expected) })));
    },

    async noteFailing(named, since) {
      const command = new UpdateItemCommand({
        TableName,
        Key: keyOf(named),
        UpdateExpression: 'SET failingSince = :since',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(failingSince)',
        ExpressionAttributeValues: { ':since': { N: String(since) } },
      });
      await ifHolds(() => client.send(command));
    },

    async noteArriving(named) {
      const command = new UpdateItemCommand({
        TableName,
        Key: keyOf(named),
        UpdateExpression: 'REMOVE failingSince',
        ConditionExpression: 'attribute_exists(pk)',
      });
      await ifHolds(() => client.send(command));
    },

    disableSubscription(subscription, why, now) {
      const condition = ifVersion(subscription.version);
      const command = new UpdateItemCommand({
        TableName,
        Key: keyOf(subscription),
        UpdateExpression: 'SET enabled = :no, disabledFor = :why, updatedAt = :now ADD #version :one',
        ...condition,
        ExpressionAttributeValues: {
          ...condition.ExpressionAttributeValues,
          ':no': { BOOL: false },
          ':why': { S: why },
          ':now': { N: String(now) },
          ':one': { N: '1' },
        },
      });
      return ifHolds(() => client.send(command));
    },
  };
}

function ifVersion(expected: number) {
  return {
    ConditionExpression: '#version = :expected',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: { ':expected': { N: String(expected) } },
  };
}

function itemOf(subscription: StoredSubscription): Item {
  const { partnerId, subscriptionId, version, enabled, updatedAt, failingSince, disabledFor, ...rest } = subscription;
  return {
    ...keyOf({ partnerId, subscriptionId }),
    subscription: { S: JSON.stringify(rest) },
    version: { N: String(version) },
    enabled: { BOOL: enabled },
    updatedAt: { N: String(updatedAt) },
    ...(failingSince === undefined ? {} : { failingSince: { N: String(failingSince) } }),
    ...(disabledFor === undefined ? {} : { disabledFor: { S: disabledFor } }),
  };
}

type Rest = Omit<StoredSubscription, 'partnerId' | 'subscriptionId' | 'version' | 'enabled' | 'updatedAt'>;

function subscriptionFrom(item: Item): StoredSubscription {
  const [partnerId = '', subscriptionId = ''] = (item.sk?.S ?? '').split('#');
  return {
    ...(JSON.parse(item.subscription?.S ?? '{}') as Rest),
    partnerId,
    subscriptionId,
    version: Number(item.version?.N),
    enabled: item.enabled?.BOOL === true,
    updatedAt: Number(item.updatedAt?.N),
    failingSince: item.failingSince && Number(item.failingSince.N),
    disabledFor: item.disabledFor?.S as StoredSubscription['disabledFor'],
  };
}
