import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { DeliveryAttempt, DeliveryStore, Notification, StoredDelivery } from '../schemas/delivery.ts';
import { calling, ifHolds } from './errors.ts';

type Item = Record<string, AttributeValue>;

const keyOf = (partnerId: string, deliveryId: string) => ({
  pk: { S: `deliveries#${partnerId}` },
  sk: { S: deliveryId },
});
const NAMES = { '#state': 'state', '#round': 'round', '#next': 'next' };
const number = (value: number) => ({ N: String(value) });

/**
 * Deliveries of the Operations table. `round` and `next` say how far one is: an attempt that comes again, for its worker
 * was killed or its message came twice, finds itself passed.
 */
export function deliveriesIn(client: DynamoDBClient, TableName: string): DeliveryStore {
  return {
    async readDelivery(partnerId, deliveryId) {
      const Key = keyOf(partnerId, deliveryId);
      const { Item } = await calling(() => client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true })));
      return Item && deliveryFrom(Item);
    },

    async listDeliveries(partnerId, { limit, after }) {
      const command = new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: `deliveries#${partnerId}` } },
        ScanIndexForward: false,
        Limit: limit,
        ConsistentRead: true,
        ...(after === undefined ? {} : { ExclusiveStartKey: keyOf(partnerId, after) }),
      });
      const { Items = [], LastEvaluatedKey } = await calling(() => client.send(command));
      return { deliveries: Items.map(deliveryFrom), next: LastEvaluatedKey?.sk?.S };
    },

    recordAttempt(deliveryId, { notification, attempt, state, expiresAt }) {
      const command = new UpdateItemCommand({
        TableName,
        Key: keyOf(notification.partnerId, deliveryId),
        UpdateExpression:
          'SET attempts = list_append(if_not_exists(attempts, :none), :attempt), #state = :state, #round = :round, #next = :next, notification = :notification, expiresAt = :expiresAt REMOVE why',
        ConditionExpression:
          'attribute_not_exists(#round) OR #round < :round OR (#round = :round AND #next < :next AND #state = :pending)',
        ExpressionAttributeNames: NAMES,
        ExpressionAttributeValues: {
          ':none': { L: [] },
          ':attempt': { L: [{ S: JSON.stringify(attempt) }] },
          ':state': { S: state },
          ':pending': { S: 'pending' },
          ':round': number(attempt.round),
          ':next': number(attempt.attempt + 1),
          ':notification': { S: JSON.stringify(notification) },
          ':expiresAt': number(expiresAt),
        },
      });
      return ifHolds(() => client.send(command));
    },

    async dropDelivery(deliveryId, { notification, why, keep, expiresAt }) {
      const command = new UpdateItemCommand({
        TableName,
        Key: keyOf(notification.partnerId, deliveryId),
        UpdateExpression:
          'SET #state = :dropped, why = :why, #round = :round, #next = :next, notification = :notification, expiresAt = :expiresAt',
        ConditionExpression: `${keep ? 'attribute_not_exists(#round) OR ' : ''}(#round = :round AND #state = :pending)`,
        ExpressionAttributeNames: NAMES,
        ExpressionAttributeValues: {
          ':dropped': { S: 'dropped' },
          ':pending': { S: 'pending' },
          ':why': { S: why },
          ':round': number(notification.round),
          ':next': number(notification.attempt + 1),
          ':notification': { S: JSON.stringify(notification) },
          ':expiresAt': number(expiresAt),
        },
      });
      await ifHolds(() => client.send(command));
    },

    async forgetDelivery(partnerId, deliveryId) {
      const Key = keyOf(partnerId, deliveryId);
      await calling(() => client.send(new DeleteItemCommand({ TableName, Key })));
    },

    async beginRound(partnerId, deliveryId) {
      const command = new UpdateItemCommand({
        TableName,
        Key: keyOf(partnerId, deliveryId),
        UpdateExpression: 'SET #state = :pending, #next = :zero REMOVE why ADD #round :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: NAMES,
        ExpressionAttributeValues: { ':pending': { S: 'pending' }, ':zero': number(0), ':one': number(1) },
        ReturnValues: 'ALL_NEW',
      });
      let updated: Item | undefined;
      await ifHolds(async () => {
        updated = (await client.send(command)).Attributes;
      });
      return updated && deliveryFrom(updated);
    },
  };
}

function deliveryFrom(item: Item): StoredDelivery {
  return {
    partnerId: item.pk?.S?.slice('deliveries#'.length) ?? '',
    deliveryId: item.sk?.S ?? '',
    notification: JSON.parse(item.notification?.S ?? '{}') as Notification,
    state: item.state?.S as StoredDelivery['state'],
    why: item.why?.S as StoredDelivery['why'],
    round: Number(item.round?.N),
    next: Number(item.next?.N),
    attempts: (item.attempts?.L ?? []).map(({ S }) => JSON.parse(S ?? '{}') as DeliveryAttempt),
  };
}
