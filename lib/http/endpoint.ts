import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { TahiniError } from '../errors.ts';
import { type Authenticate, authorize, type Identity, type Scope } from './auth.ts';
import { problemReply } from './problems.ts';
import { subjectIdOf } from './request.ts';

/** What a route does once it is known who calls and about whom. */
export interface Route {
  scope: Scope;
  handle: (
    event: APIGatewayProxyEventV2,
    subjectId: string,
    identity: Identity,
  ) => Promise<APIGatewayProxyStructuredResultV2>;
}

/** `routes` by route key, as in serverless.yml ('PUT /v1/profiles/{subjectId}'). */
export function endpoint(routes: Record<string, Route>, authenticate: Authenticate) {
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(problemDetails())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const route = routes[event.routeKey];
      if (route === undefined) throw new Error('serverless.yml has a route that this function does not know');
      const identity = await authenticate(event.headers.authorization);
      const subjectId = subjectIdOf(event);
      authorize(identity, route.scope, subjectId);
      return route.handle(event, subjectId, identity);
    });
}

export function json(
  statusCode: number,
  body: unknown,
  headers: Record<string, string> = {},
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
    body: JSON.stringify(body),
  };
}

/** Errors become problem+json; those that are our fault are logged, without any personal data. */
function problemDetails(): middy.MiddlewareObj<
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Error,
  Context
> {
  return {
    onError: (request) => {
      const { error, event, context } = request;
      if (!(error instanceof TahiniError))
        logFailure('request-failed', error, { route: event.routeKey, requestId: context.awsRequestId });
      request.response = problemReply(error, context.awsRequestId);
    },
  };
}

/** One JSON line: what failed and where in the code, never with what data (messages may quote values). */
export function logFailure(event: string, error: unknown, fields: Record<string, string>): void {
  const name = error instanceof Error ? error.name : 'unknown';
  const at = error instanceof Error ? placesOf(error) : [];
  console.error(JSON.stringify({ level: 'error', event, name, at, ...fields }));
}

/** The stack begins with the message, which may have lines that look like places. */
function placesOf({ stack = '', message }: Error): string[] {
  const lines = stack.slice(stack.indexOf(message) + message.length).split('\n');
  return lines
    .filter((line) => line.startsWith('    at '))
    .map((line) => line.trim())
    .slice(0, 5);
}
