import type { Mutation, Properties } from './spoilt.ts';

/** How the API is open to a flood, or tells who called. */
export const API: Mutation[] = [
  ['no limits', (of) => delete of('HttpApiStage').DefaultRouteSettings, /GET .*score is not limited/],
  ['no burst limit', (of) => delete of('HttpApiStage').DefaultRouteSettings.ThrottlingBurstLimit, /is not limited/],
  [
    'costly routes without a limit of their own',
    (of) => delete of('HttpApiStage').RouteSettings,
    /simulate is not limited more/,
  ],
  [
    'limits as text',
    (of) => (of('HttpApiStage').RouteSettings['POST /v1/profiles/{subjectId}/score'].ThrottlingRateLimit = '100'),
    /score is not limited/,
  ],
  [
    'one way in, that is not there yet',
    (of) => (of('HttpApi').DisableExecuteApiEndpoint = { 'Fn::If': ['HasDomain', true, false] }),
    /closed before its domain/,
  ],
  ['no metrics', (of) => (of('HttpApiStage').DefaultRouteSettings.DetailedMetricsEnabled = false), /not measured/],
  [
    'limits of a route that is not there',
    (of) => (of('HttpApiStage').RouteSettings['GET /x'] = {}),
    /which is no route/,
  ],
  ['a stage before its routes', (_of, t) => delete t.Resources.HttpApiStage!.DependsOn, /does not wait for the route/],
  ['the path in the log', (of) => logAlso(of, '$context.path'), /logs \$context\.path/],
  ['the address in the log', (of) => logAlso(of, '$context.identity.sourceIp'), /logs \$context\.identity/],
  ['the subject in the log', (of) => logAlso(of, '$context.authorizer.claims.sub'), /logs \$context\.authorizer/],
  ['no access log', (of) => delete of('HttpApiStage').AccessLogSettings, /no access log/],
  [
    'a log without request ids',
    (of) => (of('HttpApiStage').AccessLogSettings.Format = '{"a":"$context.status"}'),
    /does not log requestId/,
  ],
];

function logAlso(of: (id: string) => Properties, variable: string): void {
  const settings = of('HttpApiStage').AccessLogSettings;
  settings.Format = JSON.stringify({ ...JSON.parse(settings.Format), more: variable });
}
