// The API over real HTTP, for tests that speak to it as an app or a service would:
//
//   const api = useApi();                                        // started before the first test, closed after the last
//   const ada = await api.person('ada');                         // a token of her own; api.service('bank', 'bureau')
//   const { status, body } = await api.call('PUT', '/v1/profiles/ada', { token: ada, body: { facts: {} } });
//   await api.stored('ada');                                      // every item kept about her, as it lies in the tables

import { randomUUID } from 'node:crypto';
import { type AttributeValue, DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect } from 'vitest';
import { dayOf, formatMonth, monthOf } from '../../lib/scoring/calendar.ts';
import type { ServiceTier } from '../../local/issuer.ts';
import type { Handler } from '../../local/lambda.ts';
import type { Local, LocalOptions } from '../../local/start-local.ts';
import { conforms } from './conform.ts';
import { startTestLocal } from './local.ts';
import { PLANTED, PLANTED_HEADERS } from './planted.ts';

/** Everything a person or a service may do, so that a refusal has the one reason that a test is about. */
export const ALL = 'profile:read profile:write profile:erase score:read';

export interface Ask {
  token?: string | undefined;
  /** Sent as JSON; a string or bytes are sent as they stand. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of it.
  body: any;
}

export interface Api {
  readonly url: string;
  readonly local: Local;
  call(method: string, path: string, ask?: Ask): Promise<Answer>;
  person(subject: string, scope?: string): Promise<string>;
  service(name: string, tier: ServiceTier, scope?: string): Promise<string>;
  /** Who runs the service, and may reach nobody's data. */
  admin(subject?: string): Promise<string>;
  stored(subjectId: string): Promise<Record<string, AttributeValue>[]>;
}

/** The local stack with the functions straight from their sources, cold for every test file. */
export function useApi(options: () => Partial<LocalOptions> | Promise<Partial<LocalOptions>> = () => ({})): Api {
  let local: Local;
  beforeAll(async () => {
    local = await startTestLocal({ load: fromSource(), ...(await options()) });
  });
  afterAll(() => local?.close());
  return {
    get url() {
      return local.url;
    },
    get local() {
      return local;
    },
    call: (method, path, ask) => call(local.url, method, path, ask),
    person: (subject, scope = ALL) => local.token({ subject, scope, claims: PLANTED }),
    service: (subject, tier, scope = `subjects:any ${ALL}`) => local.token({ subject, scope, tier, claims: PLANTED }),
    admin: (subject = 'operator') => local.token({ subject, scope: 'admin', claims: PLANTED }),
    stored,
  };
}

/** Handlers from functions/*.ts; every call starts them cold. */
export function fromSource(): (handler: string) => Promise<Handler> {
  const run = randomUUID();
  return async (handler) => {
    const file = new URL(
      `../../${handler.replace('build/', 'functions/').replace('.handler', '.ts')}`,
      import.meta.url,
    );
    const module = await import(/* @vite-ignore */ `${file.pathname}?run=${run}`);
    return module.handler;
  };
}

export async function call(url: string, method: string, path: string, ask: Ask = {}): Promise<Answer> {
  const { token, body, headers = {} } = ask;
  const isRaw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url + path, {
    method,
    headers: {
      ...PLANTED_HEADERS,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
  });
  const text = await response.text();
  conforms(method, path, { status: response.status, headers: response.headers, text });
  return { status: response.status, headers: response.headers, text, body: text === '' ? undefined : parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const thisMonth = monthOf(dayOf(Date.now()));

/** What a bureau may say of somebody, and enough of it for a score. */
export const SCORABLE = {
  identityVerified: { value: true },
  bankruptcies7y: { value: 0 },
  courtRecord5y: { value: 'none' },
  utilityPayments: {
    value: { power: Object.fromEntries(Array.from({ length: 12 }, (_, back) => [formatMonth(thisMonth - back), 0])) },
  },
};

/** Read straight from the engine, past whatever the functions are given. */
async function stored(subjectId: string): Promise<Record<string, AttributeValue>[]> {
  const client = new DynamoDBClient({ endpoint: process.env.AWS_ENDPOINT_URL ?? '' });
  const query = (TableName: string) =>
    client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: subjectId } },
        ConsistentRead: true,
      }),
    );
  try {
    const tables = [process.env.SUBJECTS_TABLE ?? '', process.env.DECISIONS_TABLE ?? ''];
    return (await Promise.all(tables.map(query))).flatMap(({ Items = [] }) => Items);
  } finally {
    client.destroy();
  }
}

/** An RFC 9457 answer of this kind, complete, and nowhere to be cached. */
export function expectProblem(answer: Answer, status: number, kind: string): void {
  expect({ status: answer.status, type: answer.body?.type }).toEqual({ status, type: `urn:tahini:problem:${kind}` });
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.body).toMatchObject({
    title: expect.stringMatching(/\w/),
    status,
    instance: expect.stringMatching(/^urn:request:[\w+/=]{16}$/),
  });
}
