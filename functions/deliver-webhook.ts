import { readConfig } from '../lib/config.ts';
import { outbound } from '../lib/http/outbound/outbound.ts';
import { queueHandler } from '../lib/http/queue.ts';
import { sign } from '../lib/http/signature.ts';
import { telemetry } from '../lib/http/telemetry.ts';
import { tellDelivery } from '../lib/http/tell-delivery.ts';
import { vaultOf } from '../lib/http/vault.ts';
import { Notification } from '../lib/schemas/delivery.ts';
import {
  dynamodbClient,
  dynamodbJobs,
  dynamodbNotifications,
  dynamodbPartners,
  dynamodbRegistry,
  dynamodbStore,
} from '../lib/store/dynamodb.ts';
import { attemptDelivery, type DeliveryMeans } from '../lib/usecases/deliveries/attempt.ts';
import { INTERVALS_MS } from '../lib/usecases/deliveries/schedule.ts';
import { knownCards } from '../lib/usecases/known-cards.ts';
import { configuredCard } from './configured-card.ts';
import { deliveryQueue } from './notifying.ts';

const config = readConfig();
const client = dynamodbClient(config.dynamodbEndpoint);
const own = telemetry(config.telemetry);
const { tables } = config;

const delivery: DeliveryMeans = {
  store: {
    ...dynamodbStore(client, tables),
    ...dynamodbJobs(client, tables),
    ...dynamodbNotifications(client, tables),
    ...dynamodbPartners(client, tables),
  },
  cards: knownCards(dynamodbRegistry(client, tables), configuredCard(config)),
  vault: vaultOf(config.secrets),
  sign,
  post: outbound({ loopbackAllowed: config.dynamodbEndpoint !== undefined }).post,
  send: deliveryQueue(config),
  // The receiver's clock is what the signature's time is held against: never a day ahead.
  now: Date.now,
  chance: Math.random,
  intervals: INTERVALS_MS,
  source: `urn:tahini:${config.telemetry.service}`,
};

/** Delivery queue: one attempt at each notification. */
export const handler = queueHandler({
  schema: Notification,
  telemetry: own,
  handle: async (notification, { awsRequestId }) => {
    tellDelivery(own, notification, await attemptDelivery(delivery, notification), awsRequestId);
  },
});
