/**
 * Every operation by its route, as serverless.yml has it. An operation has the name of its use case. Plain data: a client
 * needs no more at run time.
 */
export const ROUTES = {
  upsertProfile: 'PUT /v1/profiles/{subjectId}',
  getProfile: 'GET /v1/profiles/{subjectId}',
  eraseProfile: 'DELETE /v1/profiles/{subjectId}',
  computeScore: 'POST /v1/profiles/{subjectId}/score',
  getScore: 'GET /v1/profiles/{subjectId}/score',
  listDecisions: 'GET /v1/profiles/{subjectId}/score/history',
  simulateScore: 'POST /v1/profiles/{subjectId}/score/simulate',

  listScorecards: 'GET /v1/scorecards',
  registerScorecard: 'POST /v1/scorecards',
  getScorecard: 'GET /v1/scorecards/{id}',
  activateScorecard: 'POST /v1/scorecards/{id}/activate',

  startRescore: 'POST /v1/rescore-jobs',
  listRescores: 'GET /v1/rescore-jobs',
  getRescore: 'GET /v1/rescore-jobs/{id}',
  listUnscored: 'GET /v1/rescore-jobs/{id}/unscored',
  cancelRescore: 'DELETE /v1/rescore-jobs/{id}',
  resumeRescore: 'POST /v1/rescore-jobs/{id}/resume',

  listPartners: 'GET /v1/partners',
  getPartner: 'GET /v1/partners/{partnerId}',
  putPartner: 'PUT /v1/partners/{partnerId}',
  deletePartner: 'DELETE /v1/partners/{partnerId}',
  rotatePartnerSecret: 'POST /v1/partners/{partnerId}/secrets',

  receiveEvents: 'POST /v1/partners/{partnerId}/events',
  getBatch: 'GET /v1/partners/{partnerId}/batches/{batchId}',

  createSubscription: 'POST /v1/partners/{partnerId}/subscriptions',
  listSubscriptions: 'GET /v1/partners/{partnerId}/subscriptions',
  getSubscription: 'GET /v1/partners/{partnerId}/subscriptions/{subscriptionId}',
  replaceSubscription: 'PUT /v1/partners/{partnerId}/subscriptions/{subscriptionId}',
  deleteSubscription: 'DELETE /v1/partners/{partnerId}/subscriptions/{subscriptionId}',
  rotateSubscriptionSecret: 'POST /v1/partners/{partnerId}/subscriptions/{subscriptionId}/secrets',

  listDeliveries: 'GET /v1/partners/{partnerId}/deliveries',
  getDelivery: 'GET /v1/partners/{partnerId}/deliveries/{deliveryId}',
  redeliver: 'POST /v1/partners/{partnerId}/deliveries/{deliveryId}/redeliver',

  listOutcomes: 'GET /v1/outcomes',

  getOpenApi: 'GET /openapi.json',
  getDocs: 'GET /docs',
  getHealth: 'GET /health',
} as const;

export type OperationId = keyof typeof ROUTES;
