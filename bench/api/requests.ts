import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { formatDay } from '../../lib/scoring/calendar.ts';
import { type SampleReport, samplePopulation } from '../../local/sample.ts';
import { AS_OF, SEED } from '../support/people.ts';
import type { Issuer } from './issuer.ts';

export type Handler = (event: APIGatewayProxyEventV2, context: Context) => Promise<APIGatewayProxyStructuredResultV2>;

/** One report of one person as a request, with the token of whoever makes it. */
export interface PutRequest {
  subjectId: string;
  token: string;
  report: SampleReport;
}

export async function putRequests(people: number, issuer: Issuer): Promise<PutRequest[]> {
  const population = [...samplePopulation({ seed: SEED, count: people, asOf: formatDay(AS_OF) })];
  const each = population.flatMap(({ subjectId, reports }) => reports.map((report) => ({ subjectId, report })));
  return Promise.all(
    each.map(async ({ subjectId, report }) => ({
      subjectId,
      token: await tokenFor(issuer, subjectId, report),
      report,
    })),
  );
}

/** A token of whoever makes the report: the person, or a service. */
export function tokenFor(issuer: Issuer, subjectId: string, { sourceId, tier }: SampleReport): Promise<string> {
  if (tier === 'self') return issuer.token({ subject: subjectId, scope: 'profile:write score:read' });
  return issuer.token({ subject: sourceId, scope: 'subjects:any profile:write', tier });
}

/** A PUT whose first fact has a new revision: always news. */
export function putEvent({ subjectId, token, report }: PutRequest, revision: number): APIGatewayProxyEventV2 {
  const { facts, consents } = report.body;
  const [first = ''] = Object.keys(facts);
  const body = { facts: { ...facts, [first]: { ...facts[first], revision } }, ...(consents && { consents }) };
  return { ...eventOf('PUT', '/v1/profiles/{subjectId}', subjectId, token), body: JSON.stringify(body) };
}

export function scoreEvent(method: 'GET' | 'POST', subjectId: string, token: string): APIGatewayProxyEventV2 {
  return eventOf(method, '/v1/profiles/{subjectId}/score', subjectId, token);
}

export function eventOf(method: string, path: string, subjectId: string, token: string): APIGatewayProxyEventV2 {
  const rawPath = path.replace('{subjectId}', subjectId);
  const routeKey = `${method} ${path}`;
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: '',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', host: 'localhost' },
    pathParameters: { subjectId },
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'bench',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'bench' },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: '30/Jun/2026:12:00:00 +0000',
      timeEpoch: 0,
    },
  };
}

/** Calls a handler and refuses any other answer than one of success. */
export async function call(handler: Handler, event: APIGatewayProxyEventV2): Promise<string> {
  const { statusCode = 0, body = '' } = await handler(event, CONTEXT);
  if (statusCode >= 300) throw new Error(`${event.routeKey} answered ${statusCode}: ${body}`);
  return body;
}

const CONTEXT = {
  awsRequestId: 'bench',
  functionName: 'bench',
  getRemainingTimeInMillis: () => 10_000,
} as unknown as Context;
