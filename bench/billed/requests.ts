import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Issuer } from '../api/issuer.ts';
import { eventOf, type PutRequest, putEvent, tokenFor } from '../api/requests.ts';
import type { Items } from './items.ts';
import type { Operation } from './operation.ts';

interface Setting {
  issuer: Issuer;
  items: Items;
  requests: readonly PutRequest[];
  /** Requests per round. */
  count: number;
}

const SCORE = '/v1/profiles/{subjectId}/score';
const SCOPE = 'profile:read profile:erase score:read';

/** Every route. Each request has a token that the function has not seen before: people call now and then. */
export function requestOperations(setting: Setting): Operation[] {
  const { items, requests } = setting;
  let made = 0;
  const own = requests.filter(({ report }) => report.tier === 'self');
  const asked = (method: string, path: string, body?: object) => async () => {
    const event = await ask(setting, method, path, next(own, made++).subjectId);
    return body === undefined ? event : { ...event, body: JSON.stringify(body) };
  };
  const operation = (name: string, functionName: Operation['functionName'], status: number, leastCalls: number) => ({
    name,
    functionName,
    check: statusIs(status),
    leastCalls,
  });
  const erase = async () => {
    const subjectId = `erased-${made}`;
    await items.copy(next(own, made++).subjectId, subjectId);
    return ask(setting, 'DELETE', '/v1/profiles/{subjectId}', subjectId);
  };
  const each = (make: () => Promise<unknown>) => () => several(setting.count, make);
  return [
    ...puts(setting),
    { ...operation('GET score', 'compute-score', 200, 1), prepare: each(asked('GET', SCORE)) },
    { ...operation('POST score, unchanged', 'compute-score', 200, 1), prepare: each(asked('POST', SCORE)) },
    { ...operation('GET history', 'compute-score', 200, 1), prepare: each(asked('GET', `${SCORE}/history`)) },
    {
      ...operation('POST simulate', 'compute-score', 200, 2),
      prepare: each(asked('POST', `${SCORE}/simulate`, { target: 700 })),
    },
    {
      ...operation('GET profile', 'get-profile', 200, 1),
      prepare: each(asked('GET', '/v1/profiles/{subjectId}')),
    },
    { ...operation('DELETE profile', 'erase-profile', 204, 4), prepare: each(erase) },
  ];
}

function puts(setting: Setting): Operation[] {
  const { issuer, requests, count } = setting;
  const own = requests.filter(({ report }) => report.tier === 'self');
  let [enrolled, changed, unchanged, revision] = [0, 0, 0, 0];
  const put = async (request: PutRequest, revised: number) => {
    const token = await tokenFor(issuer, request.subjectId, request.report);
    return putEvent({ ...request, token }, revised);
  };
  const prepare = (make: () => Promise<unknown>) => () => several(count, make);
  const about = { functionName: 'upsert-profile' } as const;
  return [
    {
      ...about,
      name: 'PUT profile, first',
      prepare: prepare(() => put({ ...next(own, enrolled), subjectId: `enrolled-${enrolled++}` }, 0)),
      check: statusIs(201),
      leastCalls: 2,
    },
    {
      ...about,
      name: 'PUT profile, changed',
      prepare: prepare(() => put(next(requests, changed++), ++revision)),
      check: isNews,
      leastCalls: 2,
    },
    {
      ...about,
      name: 'PUT profile, unchanged',
      // An older revision than the one that is known is no news, either.
      prepare: prepare(() => put(next(requests, unchanged++), 0)),
      check: isNoNews,
      leastCalls: 1,
    },
  ];
}

function next<T>(list: readonly T[], turn: number): T {
  return list[turn % list.length] as T;
}

async function several(count: number, make: () => Promise<unknown>): Promise<unknown[]> {
  const made: unknown[] = [];
  for (let i = 0; i < count; i += 1) made.push(await make());
  return made;
}

async function ask(
  { issuer }: Setting,
  method: string,
  path: string,
  subjectId: string,
): Promise<APIGatewayProxyEventV2> {
  return eventOf(method, path, subjectId, await issuer.token({ subject: subjectId, scope: SCOPE }));
}

interface Answer {
  statusCode?: number;
  body?: string;
}

function statusIs(expected: number) {
  return (reply: unknown) => {
    const { statusCode, body } = reply as Answer;
    if (statusCode !== expected)
      throw new Error(`answered ${statusCode} where ${expected} was to be measured: ${body}`);
  };
}

function isNews(reply: unknown): void {
  statusIs(200)(reply);
  if ((reply as Answer).body?.includes('"accepted":[]')) throw new Error('a report was no news');
}

function isNoNews(reply: unknown): void {
  statusIs(200)(reply);
  if (!(reply as Answer).body?.includes('"accepted":[]')) throw new Error('a report was news');
}
