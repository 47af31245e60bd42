import type middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { TahiniError } from '../errors.ts';
import type { Scope } from '../schemas/scope.ts';
import { type Authenticate, authorize, authorizeAdmin, type Identity } from './auth.ts';
import { observed } from './observed.ts';
import { problemReply } from './problems.ts';
import { subjectIdOf } from './request.ts';
import { type Counter, type Telemetry, whatFailed } from './telemetry.ts';

/** What a route does once it is known who calls and about whom. */
export interface Route {
  scope: Scope;
  handle: (
    event: APIGatewayProxyEventV2,
    subjectId: string,
    identity: Identity,
  ) => Promise<APIGatewayProxyStructuredResultV2>;
}

/** What a route does that concerns nobody in particular: it needs the scope `admin`. */
export type AdminRoute = (
  event: APIGatewayProxyEventV2,
  identity: Identity,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** What a route does that is open to whoever asks. */
export type OpenRoute = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

export interface Surroundings {
  authenticate: Authenticate;
  telemetry: Telemetry;
}

/** `routes` by route key, as in serverless.yml ('PUT /v1/profiles/{subjectId}'). */
export function endpoint(routes: Record<string, Route>, { authenticate, telemetry }: Surroundings) {
  return answeringBy(routes, telemetry, async ({ scope, handle }, event) => {
    const identity = await authenticate(event.headers.authorization);
    const subjectId = subjectIdOf(event);
    authorize(identity, scope, subjectId);
    return handle(event, subjectId, identity);
  });
}

export function adminEndpoint(routes: Record<string, AdminRoute>, { authenticate, telemetry }: Surroundings) {
  return answeringBy(routes, telemetry, async (route, event) => {
    const identity = await authenticate(event.headers.authorization);
    authorizeAdmin(identity);
    return route(event, identity);
  });
}

/** Without a token: nothing that is answered there is about anybody. */
export function openEndpoint(routes: Record<string, OpenRoute>, telemetry: Telemetry) {
  return answeringBy(routes, telemetry, (route, event) => route(event));
}

function answeringBy<R>(
  routes: Record<string, R>,
  telemetry: Telemetry,
  follow: (route: R, event: APIGatewayProxyEventV2) => ReturnType<OpenRoute>,
) {
  return observed<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(telemetry)
    .use(answering(telemetry))
    .handler(async (event: APIGatewayProxyEventV2) => {
      const route = routes[event.routeKey];
      if (route === undefined) throw new Error('serverless.yml has a route that this function does not know');
      return follow(route, event);
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

/** The id that the gateway gave the request: in its access log, in our lines, in problems, and kept with what it changed. */
export function requestIdOf(event: APIGatewayProxyEventV2): string {
  return event.requestContext.requestId;
}

type Answering = middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, Context>;
type Answered = middy.Request<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Error, Context>;

/** Errors become problem+json, and every answer one line; one that is our fault has a second line that says where. */
export function answering({ log, count, nameOf }: Telemetry): Answering {
  const about = (event: APIGatewayProxyEventV2) => ({
    requestId: requestIdOf(event),
    route: event.routeKey,
    subject: nameOf(event.pathParameters?.subjectId),
  });
  const answered = ({ event, response }: Answered, problem?: string) => {
    const ms = Date.now() - event.requestContext.timeEpoch;
    log('request-answered', { ...about(event), status: response?.statusCode, problem, ms });
  };
  return {
    after: (request) => answered(request),
    onError: (request) => {
      const { error, event } = request;
      if (!(error instanceof TahiniError)) log('request-failed', { ...about(event), ...whatFailed(error) });
      request.response = problemReply(error, requestIdOf(event));
      count(counterOf(error, request.response.statusCode ?? 500));
      answered(request, error instanceof TahiniError ? error.kind : 'internal');
    },
  };
}

function counterOf(error: unknown, status: number): Counter {
  if (error instanceof TahiniError && error.kind === 'issuer-unavailable') return 'IssuerUnavailable';
  if (status === 503) return 'StoreBusy';
  return status >= 500 ? 'RequestFailed' : 'RequestRefused';
}
