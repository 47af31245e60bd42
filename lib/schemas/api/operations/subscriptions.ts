import * as z from 'zod';
import { SubscriptionId, SubscriptionSettings } from '../../subscription.ts';
import type { Operation } from '../operation.ts';
import { BODY_PROBLEMS } from '../problems.ts';
import { SubscriptionReply, SubscriptionsReply, SubscriptionWithSecret } from '../replies/subscriptions.ts';
import { IfMatch, OfPartner } from './params.ts';

const OfSubscription = z.strictObject({ ...OfPartner.shape, subscriptionId: SubscriptionId });
const ADMIN = { scope: 'admin', of: 'anybody' } as const;

export const subscriptions = {
  createSubscription: {
    tag: 'Subscriptions',
    summary: 'Tell a partner what happens',
    description:
      'Notifications go to `url`, signed with a secret of its own, which is told this once. The address has to be https and ' +
      'public. People are told of only as far as they consent (`recipient:` and the id of the partner).',
    access: ADMIN,
    params: OfPartner,
    body: SubscriptionSettings,
    replies: { 201: { description: 'Created', body: SubscriptionWithSecret, headers: ['ETag'] } },
    problems: ['invalid-partner-id', ...BODY_PROBLEMS, 'unknown-partner', 'too-many-subscriptions', 'contention'],
  },
  listSubscriptions: {
    tag: 'Subscriptions',
    summary: "A partner's subscriptions",
    description: 'All of them, 20 at most. A partner that is not known has none.',
    access: ADMIN,
    params: OfPartner,
    replies: { 200: { description: 'The subscriptions', body: SubscriptionsReply } },
    problems: ['invalid-partner-id'],
  },
  getSubscription: {
    tag: 'Subscriptions',
    summary: 'One subscription',
    description: 'Its settings, and whether its notifications arrive.',
    access: ADMIN,
    params: OfSubscription,
    replies: { 200: { description: 'The subscription', body: SubscriptionReply, headers: ['ETag'] } },
    problems: ['invalid-partner-id', 'unknown-subscription'],
  },
  replaceSubscription: {
    tag: 'Subscriptions',
    summary: 'Other settings for a subscription',
    description:
      'They are replaced as a whole; what is left out has its default again. Why it was disabled is forgotten with them.',
    access: ADMIN,
    params: OfSubscription,
    headers: IfMatch,
    body: SubscriptionSettings,
    replies: { 200: { description: 'Replaced', body: SubscriptionReply, headers: ['ETag'] } },
    problems: ['invalid-partner-id', ...BODY_PROBLEMS, 'unknown-subscription', 'stale-if-match', 'contention'],
  },
  deleteSubscription: {
    tag: 'Subscriptions',
    summary: 'Delete a subscription',
    description: 'What was not sent yet is not sent any more.',
    access: ADMIN,
    params: OfSubscription,
    headers: IfMatch,
    replies: { 204: { description: 'Deleted' } },
    problems: ['invalid-partner-id', 'unknown-subscription', 'stale-if-match', 'contention'],
  },
  rotateSubscriptionSecret: {
    tag: 'Subscriptions',
    summary: 'A new secret for a subscription',
    description: 'Told this once; the former one signs beside it for a day. The request has no body.',
    access: ADMIN,
    params: OfSubscription,
    replies: {
      201: { description: 'The subscription, with the new secret', body: SubscriptionWithSecret, headers: ['ETag'] },
    },
    problems: ['invalid-partner-id', 'unknown-subscription', 'contention'],
  },
} as const satisfies Record<string, Operation>;
