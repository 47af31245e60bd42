import { outbound } from '../../../lib/http/outbound/outbound.ts';
import { post } from '../../../lib/http/outbound/post.ts';
import { sign } from '../../../lib/http/signature.ts';
import { localVault } from '../../../lib/http/vault/local.ts';
import type { Notification } from '../../../lib/schemas/delivery.ts';
import {
  dynamodbClient,
  dynamodbJobs,
  dynamodbNotifications,
  dynamodbPartners,
  dynamodbStore,
} from '../../../lib/store/dynamodb.ts';
import { attemptDelivery, type DeliveryMeans } from '../../../lib/usecases/deliveries/attempt.ts';
import { CREDENTIALS, REGION } from '../../../local/engines/engine.ts';
import { SCHEDULE, VAULT_KEY } from './scale.ts';

// Run as a child process, and killed: makes the attempts that it is sent.
const [endpoint, named = '{}'] = process.argv.slice(2);
const tables = JSON.parse(named);
const client = dynamodbClient(endpoint, { credentials: CREDENTIALS, region: REGION });
const rules = { loopbackAllowed: true };
const TIMEOUT_MS = 150;

const means: DeliveryMeans = {
  store: {
    ...dynamodbStore(client, tables),
    ...dynamodbJobs(client, tables),
    ...dynamodbNotifications(client, tables),
    ...dynamodbPartners(client, tables),
  },
  cards: { find: async () => undefined },
  vault: localVault(VAULT_KEY),
  sign,
  post: async (url, headers, body) => {
    const refused = await outbound(rules).refusedUrl(url);
    if (refused !== undefined) return { failed: 'url-refused' };
    return post(new URL(url), headers, body, { ...rules, timeoutMs: TIMEOUT_MS });
  },
  // Whoever goes on, as with SQS, has it in the queue.
  send: (notifications) => new Promise((resolve) => process.send?.({ queued: notifications }, () => resolve())),
  now: Date.now,
  chance: Math.random,
  intervals: SCHEDULE,
  source: 'urn:tahini:chaos',
};

process.on('message', ({ id, notification }: { id: number; notification: Notification }) => {
  attemptDelivery(means, notification).then(
    ({ outcome }) => process.send?.({ settled: id, outcome }),
    (error: unknown) => process.send?.({ settled: id, error: String(error) }),
  );
});
process.once('disconnect', () => process.exit());
