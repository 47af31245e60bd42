import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { answering } from './endpoint.ts';
import { observed } from './observed.ts';
import type { Telemetry } from './telemetry.ts';

/** What a route does whose caller has no token: it finds out itself who signed. */
export type SignedRoute = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** `routes` by route key, as in serverless.yml. */
export function signedEndpoint(routes: Record<string, SignedRoute>, telemetry: Telemetry) {
  return observed<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>(telemetry)
    .use(answering(telemetry))
    .handler(async (event: APIGatewayProxyEventV2, context: Context) => {
      const route = routes[event.routeKey];
      if (route === undefined) throw new Error('serverless.yml has a route that this function does not know');
      return route(event, context);
    });
}
