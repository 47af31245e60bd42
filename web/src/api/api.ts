import type { PartnerReply, PartnersReply } from '../../../lib/schemas/api/replies/partners.ts';
import type { JobDetailReply, JobStatusReply, JobsReply } from '../../../lib/schemas/api/replies/rescore.ts';
import type { ActivatedReply, RegisteredReply } from '../../../lib/schemas/api/replies/scorecards.ts';
import type {
  DeliveriesReply,
  DeliveryReply,
  SubscriptionReply,
  SubscriptionsReply,
} from '../../../lib/schemas/api/replies/subscriptions.ts';
import type { RescoreRequest } from '../../../lib/schemas/job.ts';
import type { PartnerSettings } from '../../../lib/schemas/partner.ts';
import type { SimulateRequest } from '../../../lib/schemas/profile.ts';
import type { ActivateRequest, Registration } from '../../../lib/schemas/registry.ts';
import type { ScoreReply } from '../../../lib/schemas/score.ts';
import type { Baseline } from '../../../lib/schemas/scorecard.ts';
import type { SubscriptionSettings } from '../../../lib/schemas/subscription.ts';
import type { DecisionsReply, ProfileReply, ScorecardReply, ScorecardsReply } from './replies.ts';
import { request } from './request.ts';

interface Person {
  subjectId: string;
}

interface Subscribed {
  partnerId: string;
  subscriptionId: string;
}

interface Page {
  limit?: number;
  next?: string | undefined;
}

/** Told once, with the answer that made it. */
type WithSecret<T> = T & { secret: string };

const profile = ({ subjectId }: Person) => `/v1/profiles/${encodeURIComponent(subjectId)}`;
const job = (id: string) => `/v1/rescore-jobs/${encodeURIComponent(id)}`;
const partner = (partnerId: string) => `/v1/partners/${encodeURIComponent(partnerId)}`;
const subscription = ({ partnerId, subscriptionId }: Subscribed) =>
  `${partner(partnerId)}/subscriptions/${encodeURIComponent(subscriptionId)}`;
const score = (person: Person) => `${profile(person)}/score`;

/** The API by the names of its operations: the one place of the console that knows paths. */
export const api = {
  getProfile: (person: Person) => request<ProfileReply>('GET', profile(person)),

  getScore: ({ baseline, ...person }: Person & { baseline?: Baseline | undefined }) =>
    request<ScoreReply>('GET', score(person), { query: { baseline } }),

  computeScore: (person: Person) => request<ScoreReply>('POST', score(person)),

  listDecisions: ({ limit, next, ...person }: Person & { limit?: number; next?: string | undefined }) =>
    request<DecisionsReply>('GET', `${score(person)}/history`, { query: { limit, next } }),

  simulateScore: <Reply>({ body, ...person }: Person & { body: SimulateRequest }) =>
    request<Reply>('POST', `${score(person)}/simulate`, { body }),

  listScorecards: ({ limit, next }: { limit?: number; next?: string | undefined } = {}) =>
    request<ScorecardsReply>('GET', '/v1/scorecards', { query: { limit, next } }),

  getScorecard: ({ id, version }: { id: string; version: string }) =>
    request<ScorecardReply>('GET', `/v1/scorecards/${encodeURIComponent(id)}`, { query: { version } }),

  registerScorecard: (body: Registration) => request<RegisteredReply>('POST', '/v1/scorecards', { body }),

  activateScorecard: ({ id, ...body }: { id: string } & Partial<ActivateRequest>) =>
    request<ActivatedReply>('POST', `/v1/scorecards/${encodeURIComponent(id)}/activate`, { body }),

  startRescore: (body: Partial<RescoreRequest>) => request<JobStatusReply>('POST', '/v1/rescore-jobs', { body }),

  listRescores: ({ limit, next }: Page = {}) =>
    request<JobsReply>('GET', '/v1/rescore-jobs', { query: { limit, next } }),

  getRescore: ({ id }: { id: string }) => request<JobDetailReply>('GET', job(id)),

  cancelRescore: ({ id }: { id: string }) => request<JobStatusReply>('DELETE', job(id)),

  resumeRescore: ({ id }: { id: string }) => request<JobStatusReply>('POST', `${job(id)}/resume`),

  listPartners: ({ limit, next }: Page = {}) =>
    request<PartnersReply>('GET', '/v1/partners', { query: { limit, next } }),

  getPartner: (partnerId: string) => request<PartnerReply>('GET', partner(partnerId)),

  putPartner: (partnerId: string, body: PartnerSettings, version: number) =>
    request<PartnerReply>('PUT', partner(partnerId), { body, ifMatch: `"${version}"` }),

  rotatePartnerSecret: (partnerId: string) =>
    request<WithSecret<PartnerReply>>('POST', `${partner(partnerId)}/secrets`, { body: {} }),

  listSubscriptions: (partnerId: string) => request<SubscriptionsReply>('GET', `${partner(partnerId)}/subscriptions`),

  replaceSubscription: (named: Subscribed, body: SubscriptionSettings, version: number) =>
    request<SubscriptionReply>('PUT', subscription(named), { body, ifMatch: `"${version}"` }),

  rotateSubscriptionSecret: (named: Subscribed) =>
    request<WithSecret<SubscriptionReply>>('POST', `${subscription(named)}/secrets`),

  listDeliveries: (partnerId: string, { limit, next }: Page = {}) =>
    request<DeliveriesReply>('GET', `${partner(partnerId)}/deliveries`, { query: { limit, next } }),

  redeliver: (partnerId: string, deliveryId: string) =>
    request<DeliveryReply>('POST', `${partner(partnerId)}/deliveries/${encodeURIComponent(deliveryId)}/redeliver`),
};
