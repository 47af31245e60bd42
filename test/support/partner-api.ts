// Partners over real HTTP, signing with the official library:
//
//   const power = await registerPartner('power', { facts: [...], events: {...} });   // past the admin routes, into the registry
//   await letTell(api, 'ada', 'power');                                             // her own consent
//   const { status, body } = await power.send(api, [event(...)]);

import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { localVault } from '../../lib/http/vault/local.ts';
import type { StoredPartner } from '../../lib/schemas/partner.ts';
import { dynamodbClient, dynamodbPartners } from '../../lib/store/dynamodb.ts';
import { type Answer, type Api, call } from './api.ts';
import { storedPartner } from './partners.ts';

/** A bill per account and month, a correction of it, its retraction, and a plain fact or two. */
export const EVENTS: StoredPartner['events'] = {
  'bill.settled': [
    {
      fact: 'utilityPayments',
      value: { from: 'status', map: { on_time: 0, late: 1, very_late: 3 } },
      account: { from: 'account' },
      month: { from: 'month' },
    },
  ],
  'bill.withdrawn': [
    { fact: 'utilityPayments', retracted: true, account: { from: 'account' }, month: { from: 'month' } },
  ],
  'customer.moved': [{ fact: 'addressSince', value: { from: 'customer.since' } }],
  'customer.phone': [{ fact: 'phoneVerified', value: { is: true } }],
  'customer.phone.gone': [{ fact: 'phoneVerified', retracted: true }],
};
export const FACTS = ['utilityPayments', 'addressSince', 'phoneVerified'];

export interface TestPartner {
  partnerId: string;
  secret: string;
  /** `body` is sent as it stands when it is a text. */
  send(body: unknown, signed?: Partial<Signed>): Promise<Answer>;
  /** What became of a large batch. */
  ask(batchId: string, signed?: Partial<Signed>): Promise<Answer>;
  change(changes: Partial<StoredPartner>): Promise<void>;
}

export interface Signed {
  id: string;
  at: Date;
  secret: string;
  /** What is signed, where it is not what is sent. */
  signs: string;
  headers: Record<string, string>;
  /** To whose address it goes. */
  to: string;
}

export function headersOf(secret: string, body: string, id: string = `msg_${randomUUID()}`, at = new Date()) {
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}

/** In the registry of the running stack. */
export async function registerPartner(
  api: Api,
  partnerId: string,
  changes: Partial<StoredPartner> = {},
): Promise<TestPartner> {
  const made = await storedPartner(localVault(process.env.SECRETS_KEY ?? ''), partnerId, {
    facts: FACTS,
    events: EVENTS,
    ...changes,
  });
  let { partner } = made;
  await withPartners((partners) => partners.putPartner(partner, undefined));
  const ask = (method: string, path: string, text: string, signed: Partial<Signed>) => {
    const { id, at, secret = made.secret, signs = text, headers = {} } = signed;
    const ours = headersOf(secret, signs, id, at);
    return call(api.url, method, path, { headers: { ...ours, ...headers }, body: text === '' ? undefined : text });
  };
  return {
    partnerId,
    secret: made.secret,
    send: (body, signed = {}) => {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      return ask('POST', `/v1/partners/${signed.to ?? partnerId}/events`, text, signed);
    },
    ask: (batchId, signed = {}) =>
      ask('GET', `/v1/partners/${signed.to ?? partnerId}/batches/${batchId}`, '', { id: batchId, ...signed }),
    change: async (changed) => {
      partner = { ...partner, ...changed, version: partner.version + 1 };
      await withPartners((partners) => partners.putPartner(partner, partner.version - 1));
    },
  };
}

async function withPartners<T>(work: (partners: ReturnType<typeof dynamodbPartners>) => Promise<T>): Promise<T> {
  const client = dynamodbClient(process.env.AWS_ENDPOINT_URL);
  try {
    return await work(dynamodbPartners(client, { operations: process.env.OPERATIONS_TABLE ?? '' }));
  } finally {
    client.destroy();
  }
}

/** By the person's own word. */
export async function letTell(api: Api, subjectId: string, partnerId: string, granted = true): Promise<void> {
  const token = await api.person(subjectId);
  const body = { consents: { [`source:${partnerId}`]: granted } };
  const { status } = await api.call('PUT', `/v1/profiles/${subjectId}`, { token, body });
  if (status > 201) throw new Error(`the consent was answered ${status}`);
}

let serial = 0;

export function event(type: string, subjectId: string, data: object, occurredAt = '2026-03-10T12:00:00.250Z') {
  serial += 1;
  return { id: `evt-${serial}`, type, subjectId, occurredAt, data };
}

export const bill = (subjectId: string, month: string, status = 'on_time', occurredAt?: string, account = 'flat') =>
  event('bill.settled', subjectId, { account, month, status }, occurredAt);
