import type { Operations } from '../operations.ts';
import type { OperationId } from '../routes.ts';
import twoFacts from './two-facts.json' with { type: 'json' };

/** Whose token goes along, or whose signature. */
export type Caller = 'the person' | 'an identity register' | 'a marketplace' | 'an administrator' | 'the partner';

type Sent<Id extends OperationId> = {
  [Part in 'params' | 'query' | 'headers' | 'body' as Operations[Id][Part] extends undefined ? never : Part]?:
    | Operations[Id][Part]
    | undefined;
};

/** What was answered before: to the last request of an operation, with such a status. */
export interface Told {
  of<Id extends OperationId, Status extends keyof Operations[Id]['responses']>(
    id: Id,
    status: Status,
  ): Operations[Id]['responses'][Status];
}

export interface Example {
  id: OperationId;
  by: Caller;
  status: number;
  sent: (told: Told) => { params?: object; query?: object; headers?: object; body?: unknown };
}

function example<Id extends OperationId>(
  id: Id,
  status: keyof Operations[Id]['responses'] & number,
  by: Caller,
  sent: (told: Told) => Sent<Id>,
): Example {
  return { id, status, by, sent: sent as Example['sent'] };
}

const amina = { subjectId: 'amina' };
const acme = { partnerId: 'acme-power' };
const admin = 'an administrator';
const utility = { from: 'status', map: { on_time: 0, late: 1, very_late: 2 } };
const bill = (n: number, subjectId: string, month: string) => ({
  id: `evt_${n}`,
  type: 'bill.settled',
  subjectId,
  occurredAt: '2026-03-04T09:30:00Z',
  data: { contract: 'C-17', month, status: 'on_time' },
});
const loan = {
  loan: '4711',
  outcome: 'good',
  product: 'instalments',
  openedOn: '2026-01-10',
  observedOn: '2026-03-01',
};
const subscription = (told: Told) => {
  return { ...acme, subscriptionId: told.of('createSubscription', 201).subscriptionId };
};
const job = (told: Told) => ({ id: told.of('startRescore', 201).jobId });
const delivery = (told: Told) => {
  return { ...acme, deliveryId: told.of('listDeliveries', 200).deliveries[0]?.deliveryId ?? '' };
};

/**
 * Requests in an order that works; bin/openapi/examples.ts sends them, and docs/openapi.json shows of each operation and
 * status the first. `url` is where notifications go.
 */
export const examplesFor = (url: string): Example[] => [
  example('putPartner', 201, admin, () => ({
    params: acme,
    body: {
      name: 'Acme Power',
      tier: 'partner',
      facts: ['utilityPayments'],
      events: {
        'bill.settled': [
          { fact: 'utilityPayments', value: utility, account: { from: 'contract' }, month: { from: 'month' } },
        ],
      },
      outcomes: true,
    },
  })),
  example('createSubscription', 201, admin, () => ({ params: acme, body: { url, types: ['score.changed'] } })),
  example('upsertProfile', 201, 'the person', () => ({
    params: amina,
    body: {
      facts: { monthlyIncome: { value: 180 }, incomeSources: { value: 2 } },
      consents: { 'source:acme-power': true, 'recipient:acme-power': true },
    },
  })),
  example('upsertProfile', 200, 'an identity register', () => ({
    params: amina,
    headers: { 'If-Match': '"1"' },
    body: { facts: { identityVerified: { value: true }, bankruptcies7y: { value: 0 } } },
  })),
  example('upsertProfile', 200, 'a marketplace', () => ({
    params: amina,
    body: { facts: { completedOrders12m: { value: 60 }, disputeRate12m: { value: 0 }, monthlyIncome: { value: 95 } } },
  })),
  example('receiveEvents', 200, 'the partner', () => ({
    params: acme,
    body: {
      events: [
        bill(1, 'amina', '2026-02'),
        bill(2, 'somebody-else', '2026-02'),
        { id: 'evt_3', type: 'tahini.outcome', subjectId: 'amina', occurredAt: '2026-03-04T09:30:00Z', data: loan },
      ],
    },
  })),
  example('receiveEvents', 202, 'the partner', () => ({
    params: acme,
    body: { events: Array.from({ length: 120 }, (_, n) => bill(n, `person-${n}`, '2026-01')) },
  })),
  example('computeScore', 200, 'the person', () => ({ params: amina })),
  example('getScore', 200, 'the person', () => ({ params: amina, query: { baseline: 'maximum' } })),
  example('listDecisions', 200, 'the person', () => ({ params: amina, query: { limit: 1 } })),
  example('simulateScore', 200, 'the person', () => ({ params: amina, body: { target: 700 } })),
  example('simulateScore', 200, 'the person', () => ({
    params: amina,
    body: { facts: { monthlyIncome: { value: 250 } }, tier: 'partner' },
  })),
  example('getProfile', 200, 'the person', () => ({ params: amina })),
  example('getBatch', 200, 'the partner', (told) => ({
    params: { ...acme, batchId: told.of('receiveEvents', 202).batchId },
  })),

  example('listScorecards', 200, admin, () => ({ query: { limit: 20 } })),
  example('registerScorecard', 201, admin, () => ({ body: { ...twoFacts, signedOffBy: 'Risk committee, 4 March' } })),
  example('registerScorecard', 200, admin, () => ({ body: { ...twoFacts, signedOffBy: 'Risk committee, 4 March' } })),
  example('getScorecard', 200, admin, () => ({ params: { id: 'two-facts' }, query: { version: '1.0.0' } })),
  example('activateScorecard', 200, admin, (told) => {
    const { id, version } = told.of('listScorecards', 200).active;
    return { params: { id }, body: { version } };
  }),

  example('startRescore', 201, admin, () => ({ body: { dryRun: true, segments: 256 } })),
  example('startRescore', 200, admin, () => ({ body: { dryRun: true } })),
  example('cancelRescore', 200, admin, (told) => ({ params: job(told) })),
  example('resumeRescore', 200, admin, (told) => ({ params: job(told) })),
  example('getRescore', 200, admin, (told) => ({ params: job(told) })),
  example('listRescores', 200, admin, () => ({ query: { limit: 20 } })),
  example('listUnscored', 200, admin, (told) => ({ params: job(told), query: { limit: 20 } })),

  example('listDeliveries', 200, admin, () => ({ params: acme, query: { limit: 20 } })),
  example('getDelivery', 200, admin, (told) => ({ params: delivery(told) })),
  example('redeliver', 202, admin, (told) => ({ params: delivery(told) })),
  example('getSubscription', 200, admin, (told) => ({ params: subscription(told) })),
  example('listSubscriptions', 200, admin, () => ({ params: acme })),
  example('replaceSubscription', 200, admin, (told) => ({
    params: subscription(told),
    headers: { 'If-Match': '"1"' },
    body: { url, types: ['score.band_changed', 'consent.withdrawn'], payload: 'full', bands: ['poor', 'excellent'] },
  })),
  example('rotateSubscriptionSecret', 201, admin, (told) => ({ params: subscription(told) })),
  example('deleteSubscription', 204, admin, (told) => ({ params: subscription(told) })),
  example('listOutcomes', 200, admin, () => ({ query: { segments: 1, segment: 0, limit: 1000 } })),
  example('getPartner', 200, admin, () => ({ params: acme })),
  example('listPartners', 200, admin, () => ({ query: { limit: 20 } })),
  example('putPartner', 200, admin, () => ({
    params: acme,
    headers: { 'If-Match': '"1"' },
    body: { name: 'Acme Power and Light', tier: 'partner', facts: ['utilityPayments'] },
  })),
  example('rotatePartnerSecret', 201, admin, () => ({ params: acme, body: {} })),
  example('deletePartner', 204, admin, () => ({ params: acme, headers: { 'If-Match': '"3"' } })),
  example('eraseProfile', 204, 'the person', () => ({ params: amina })),
];
