import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Matched } from './routes.ts';

const TEXT_TYPES = /^(text\/|application\/(.+\+)?(json|xml)\b|application\/javascript\b)/i;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** The event of an HTTP API in payload format 2.0. */
export function toEvent(request: IncomingMessage, url: URL, body: Buffer, matched: Matched): APIGatewayProxyEventV2 {
  const { cookie, ...headers } = joinedHeaders(request);
  const routeKey = `${matched.route.method} ${matched.route.path}`;
  const query = queryOf(url);
  const rawQueryString = url.search.slice(1);
  const hasParameters = Object.keys(matched.pathParameters).length > 0;
  return {
    version: '2.0',
    routeKey,
    rawPath: url.pathname,
    rawQueryString,
    ...(cookie && { cookies: cookie.split(/; */) }),
    headers,
    ...(rawQueryString !== '' && { queryStringParameters: query }),
    ...(hasParameters && { pathParameters: matched.pathParameters }),
    requestContext: requestContext(request, url, routeKey),
    ...bodyOf(body, headers['content-type']),
  };
}

/** Lower-case names, values that came several times joined by commas. */
function joinedHeaders(request: IncomingMessage): Record<string, string> {
  const distinct = Object.entries(request.headersDistinct);
  return Object.fromEntries(distinct.map(([name, values = []]) => [name, values.join(name === 'cookie' ? '; ' : ',')]));
}

function queryOf(url: URL): Record<string, string> {
  const names = new Set(url.searchParams.keys());
  return Object.fromEntries([...names].map((name) => [name, url.searchParams.getAll(name).join(',')]));
}

function bodyOf(body: Buffer, contentType: string | undefined) {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = contentType === undefined ? isUtf8(body) : TEXT_TYPES.test(contentType);
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

function requestContext(
  request: IncomingMessage,
  url: URL,
  routeKey: string,
): APIGatewayProxyEventV2['requestContext'] {
  const now = new Date();
  return {
    accountId: '000000000000',
    apiId: 'local',
    domainName: url.hostname,
    domainPrefix: 'local',
    http: {
      method: request.method ?? '',
      path: url.pathname,
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: request.socket.remoteAddress ?? '',
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId: randomBytes(12).toString('base64'),
    routeKey,
    stage: '$default',
    time: commonLogTime(now),
    timeEpoch: now.getTime(),
  };
}

/** `12/Mar/2020:19:03:58 +0000` */
function commonLogTime(date: Date): string {
  const [day, time] = date.toISOString().split(/[T.]/);
  const [year, month, dayOfMonth] = day!.split('-');
  return `${dayOfMonth}/${MONTHS[Number(month) - 1]}/${year}:${time} +0000`;
}
