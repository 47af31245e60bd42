import { randomBytes, randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readConfig } from '../lib/config.ts';
import { TahiniError } from '../lib/errors.ts';
import { type AdminRoute, adminEndpoint, json, requestIdOf } from '../lib/http/endpoint.ts';
import { outbound } from '../lib/http/outbound/outbound.ts';
import { bodyOf, ifMatchOf, queryOf } from '../lib/http/request.ts';
import { newSecret } from '../lib/http/signature.ts';
import { vaultOf } from '../lib/http/vault.ts';
import { DeliveriesPage } from '../lib/schemas/api/queries/deliveries.ts';
import { DeliveryId } from '../lib/schemas/delivery.ts';
import { PartnerId } from '../lib/schemas/partner.ts';
import { type StoredSubscription, SubscriptionId, SubscriptionSettings } from '../lib/schemas/subscription.ts';
import { dynamodbNotifications, dynamodbPartners } from '../lib/store/dynamodb.ts';
import { getDelivery, listDeliveries, redeliver } from '../lib/usecases/deliveries/read-deliveries.ts';
import {
  createSubscription,
  deleteSubscription,
  getSubscription,
  presentSubscription,
  replaceSubscription,
  rotateSubscriptionSecret,
} from '../lib/usecases/subscriptions/manage-subscriptions.ts';
import { connect } from './dependencies.ts';
import { deliveryQueue } from './notifying.ts';

const config = readConfig();
const { client, authenticate, telemetry, now } = connect(config);
const store = { ...dynamodbPartners(client, config.tables), ...dynamodbNotifications(client, config.tables) };
const means = {
  store,
  vault: vaultOf(config.secrets),
  newSecret,
  refusedUrl: outbound({ loopbackAllowed: config.dynamodbEndpoint !== undefined }).refusedUrl,
  send: deliveryQueue(config),
};

function partnerIdOf({ pathParameters }: APIGatewayProxyEventV2): string {
  const parsed = PartnerId.safeParse(pathParameters?.partnerId);
  if (parsed.success) return parsed.data;
  const rule = 'A partner id has 1 to 40 small letters, digits or dashes and begins with a letter or digit.';
  throw new TahiniError('invalid-partner-id', rule);
}

function subscriptionIdOf({ pathParameters }: APIGatewayProxyEventV2): string {
  const parsed = SubscriptionId.safeParse(pathParameters?.subscriptionId);
  if (!parsed.success) throw new TahiniError('unknown-subscription', 'There is no such subscription.');
  return parsed.data;
}

function deliveryIdOf({ pathParameters }: APIGatewayProxyEventV2): string {
  const parsed = DeliveryId.safeParse(pathParameters?.deliveryId);
  if (parsed.success) return parsed.data;
  throw new TahiniError('unknown-delivery', 'There is no such delivery; they are kept for 30 days.');
}

const SUBSCRIPTIONS = '/v1/partners/{partnerId}/subscriptions';
const ONE = `${SUBSCRIPTIONS}/{subscriptionId}`;
const DELIVERIES = '/v1/partners/{partnerId}/deliveries';

const named = (event: APIGatewayProxyEventV2) => {
  return { partnerId: partnerIdOf(event), subscriptionId: subscriptionIdOf(event) };
};

type Named = Pick<StoredSubscription, 'partnerId' | 'subscriptionId'>;

const tell = (event: APIGatewayProxyEventV2, change: string, { partnerId, subscriptionId }: Named) =>
  telemetry.log('subscription-changed', {
    requestId: requestIdOf(event),
    partner: partnerId,
    subscription: subscriptionId,
    change,
  });
const reply = (status: number, subscription: StoredSubscription, secret?: string) =>
  json(
    status,
    { ...presentSubscription(subscription, now()), ...(secret === undefined ? {} : { secret }) },
    {
      etag: `"${subscription.version}"`,
    },
  );
const made = () => ({ secretId: randomUUID().slice(0, 8), now: now() });

const ROUTES: Record<string, AdminRoute> = {
  [`POST ${SUBSCRIPTIONS}`]: async (event) => {
    const id = { partnerId: partnerIdOf(event), subscriptionId: `sub_${randomBytes(8).toString('hex')}` };
    const { subscription, secret } = await createSubscription(means, id, bodyOf(event, SubscriptionSettings), made());
    tell(event, 'created', id);
    return reply(201, subscription, secret);
  },
  [`GET ${SUBSCRIPTIONS}`]: async (event) => {
    const found = await store.listSubscriptions(partnerIdOf(event));
    return json(200, { subscriptions: found.map((each) => presentSubscription(each, now())) });
  },
  [`GET ${ONE}`]: async (event) => reply(200, await getSubscription(means, named(event))),
  [`PUT ${ONE}`]: async (event) => {
    const settings = bodyOf(event, SubscriptionSettings);
    const asked = { ifMatch: ifMatchOf(event), now: now() };
    const subscription = await replaceSubscription(means, named(event), settings, asked);
    tell(event, 'replaced', subscription);
    return reply(200, subscription);
  },
  [`DELETE ${ONE}`]: async (event) => {
    await deleteSubscription(means, named(event), ifMatchOf(event));
    tell(event, 'deleted', named(event));
    return { statusCode: 204, headers: { 'cache-control': 'no-store' } };
  },
  [`POST ${ONE}/secrets`]: async (event) => {
    const { subscription, secret } = await rotateSubscriptionSecret(means, named(event), made());
    tell(event, 'secret-rotated', subscription);
    return reply(201, subscription, secret);
  },
  [`GET ${DELIVERIES}`]: async (event) => {
    const { limit, next: after } = queryOf(event, DeliveriesPage);
    return json(200, await listDeliveries(means, partnerIdOf(event), { limit, after }));
  },
  [`GET ${DELIVERIES}/{deliveryId}`]: async (event) =>
    json(200, await getDelivery(means, partnerIdOf(event), deliveryIdOf(event))),
  [`POST ${DELIVERIES}/{deliveryId}/redeliver`]: async (event) => {
    const partnerId = partnerIdOf(event);
    // The queue goes by the real clock, as the sending does.
    const delivery = await redeliver(means, partnerId, deliveryIdOf(event), Date.now());
    const { subscriptionId: subscription, messageId } = delivery;
    telemetry.log('redelivery-asked', {
      requestId: requestIdOf(event),
      partner: partnerId,
      subscription,
      delivery: messageId,
    });
    return json(202, delivery);
  },
};

/** What partners are told: their subscriptions, and what became of each notification. */
export const handler = adminEndpoint(ROUTES, { authenticate, telemetry });
