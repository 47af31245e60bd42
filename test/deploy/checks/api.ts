import { ofType, type Template } from '../../../bin/deploy/template.ts';
import { problems } from './triggers.ts';

/** All that a line of the access log may hold: nothing of it names a person, as a path or an address would. */
const LOGGED = [
  'requestId',
  'routeKey',
  'status',
  'responseLatency',
  'integrationLatency',
  'integrationStatus',
  'integrationErrorMessage',
  'error.responseType',
];
/** What costs most, and what anybody may ask for. */
const LIMITED_MORE = [
  'POST /v1/profiles/{subjectId}/score',
  'POST /v1/profiles/{subjectId}/score/simulate',
  'GET /openapi.json',
  'GET /docs',
  'GET /health',
];

interface Limits {
  DetailedMetricsEnabled?: boolean;
  ThrottlingRateLimit?: number;
  ThrottlingBurstLimit?: number;
}

/** Every route is limited, the costly ones more; access is logged without a trace of the person. */
export function checkApi(template: Template): string[] {
  const [stage] = ofType(template, 'AWS::ApiGatewayV2::Stage');
  if (stage === undefined) return ['there is no API'];
  const [id, { Properties, DependsOn }] = stage;
  const routes = ofType(template, 'AWS::ApiGatewayV2::Route').map(([route, other]) => ({
    id: route,
    key: String(other.Properties.RouteKey),
  }));
  const usual: Limits = Properties.DefaultRouteSettings ?? {};
  const own: Record<string, Limits> = Properties.RouteSettings ?? {};
  const named = Object.keys(own);
  return [
    ...routes.flatMap(({ key }) => {
      const limits = { ...usual, ...own[key] };
      return problems(key, [
        [isLimited(limits), 'is not limited'],
        [limits.DetailedMetricsEnabled === true, 'is not measured'],
      ]);
    }),
    ...LIMITED_MORE.flatMap((key) =>
      problems(key, [
        [Number(own[key]?.ThrottlingRateLimit) < Number(usual.ThrottlingRateLimit), 'is not limited more'],
      ]),
    ),
    ...named.flatMap((key) => {
      const route = routes.find((other) => other.key === key);
      return problems(id, [
        [route !== undefined, `limits ${key}, which is no route`],
        [[DependsOn].flat().includes(route?.id), `does not wait for the route ${key}, and would be refused`],
      ]);
    }),
    ...problems(id, [[isClosedWithDomain(template), 'is closed before its domain can lead to it']]),
    ...checkAccessLog(id, Properties.AccessLogSettings?.Format),
  ];
}

/** By numbers: text in the settings of a route is handed on as it is. */
function isLimited({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }: Limits): boolean {
  return [rate, burst].every((limit) => typeof limit === 'number' && limit > 0);
}

/** With the domain alone nothing leads there yet: it is closed by a setting of its own. */
function isClosedWithDomain(template: Template): boolean {
  const [api] = ofType(template, 'AWS::ApiGatewayV2::Api');
  return JSON.stringify(api?.[1].Properties.DisableExecuteApiEndpoint) === '{"Fn::If":["OnlyByDomain",true,false]}';
}

function checkAccessLog(id: string, format: string | undefined): string[] {
  const line = parsed(format);
  if (line === undefined) return [`${id} has no access log in JSON`];
  const values = Object.values(line);
  const allowed = LOGGED.map((name) => `$context.${name}`);
  return [
    ...values.filter((value) => !allowed.includes(value)).map((value) => `${id} logs ${value}`),
    ...['requestId', 'routeKey', 'status']
      .filter((name) => !values.includes(`$context.${name}`))
      .map((name) => `${id} does not log ${name}`),
  ];
}

function parsed(format: string | undefined): Record<string, string> | undefined {
  try {
    return JSON.parse(format ?? '');
  } catch {
    return undefined;
  }
}
