import type { Config } from '../lib/config.ts';
import { sendingTo } from '../lib/http/send-messages.ts';
import type { Notification } from '../lib/schemas/delivery.ts';
import { dynamodbNotifications } from '../lib/store/dynamodb.ts';
import { KnownSubscriptions } from '../lib/usecases/deliveries/known-subscriptions.ts';
import type { TellMeans } from '../lib/usecases/deliveries/tell.ts';

const KEPT_MS = 60_000;
/** On one machine nobody pays for a read, and somebody tries things out. */
const KEPT_HERE_MS = 1000;

/** Into the queue of deliveries, not to be shown before they are due. */
export function deliveryQueue({ deliveries }: Config) {
  return sendingTo<Notification>(deliveries.queueUrl, {
    delayMs: ({ dueAt }) => dueAt - Date.now(),
    // One endpoint that takes its time, and has much to take, does not make all the others wait.
    group: ({ subscriptionId }) => subscriptionId,
  });
}

/** The wiring of the functions that see what partners are to be told of. */
export function connectNotifying(config: Config, client: Parameters<typeof dynamodbNotifications>[0]): TellMeans {
  const store = dynamodbNotifications(client, config.tables);
  const keptMs = config.dynamodbEndpoint === undefined ? KEPT_MS : KEPT_HERE_MS;
  return {
    subscriptions: new KnownSubscriptions({ store, now: Date.now, keptMs }),
    send: deliveryQueue(config),
  };
}
