import { readFileSync } from 'node:fs';
import { type Operation, TAGS } from '../../lib/schemas/api/operation.ts';
import { OPERATIONS } from '../../lib/schemas/api/operations.ts';
import { Problem } from '../../lib/schemas/api/problems.ts';
import { type OperationId, ROUTES } from '../../lib/schemas/api/routes.ts';
import { readService } from '../../local/service.ts';
import { HEADERS, INTRODUCTION, SECURITY, SIGNED_PARAMETERS } from './fixed.ts';
import { operationObject } from './operations.ts';
import { ALL_TYPES, ProblemReplies } from './problems.ts';
import { Schemas } from './schemas.ts';

export const OPENAPI_FILE = new URL('../../docs/openapi.json', import.meta.url);

/** docs/openapi.json as it should be. Throws when serverless.yml has a route that is no operation, or the reverse. */
export function openApiDocument(routes: readonly string[] = routesOfService()): string {
  refuseOthers(routes);
  const schemas = new Schemas();
  const problems = new ProblemReplies(Object.values<Operation>(OPERATIONS));
  const paths: Record<string, Record<string, object>> = {};
  for (const [id, route] of Object.entries(ROUTES) as [OperationId, string][]) {
    const [method = '', path = ''] = route.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(id, OPERATIONS[id], schemas, problems) };
  }
  const document = {
    openapi: '3.1.0',
    info: { ...INTRODUCTION, version: versionOfPackage() },
    servers: [{ url: '/', description: 'Where this document is served' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: SECURITY,
      parameters: SIGNED_PARAMETERS,
      headers: HEADERS,
      responses: Object.fromEntries(Object.entries(problems.shared).sort(([a], [b]) => (a < b ? -1 : 1))),
      schemas: { ...schemas.named, Problem: problemSchema() },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function problemSchema(): object {
  const made = new Schemas();
  made.of(Problem, 'output');
  const { Problem: schema } = made.named;
  const { properties, ...rest } = schema as { properties: Record<string, object> };
  return { ...rest, properties: { ...properties, type: { ...properties.type, enum: ALL_TYPES } } };
}

function refuseOthers(routes: readonly string[]): void {
  const known = new Set<string>(Object.values(ROUTES));
  const served = new Set(routes);
  const wrong = [
    ...routes.filter((route) => !known.has(route)).map((route) => `${route}: not in lib/schemas/api/routes.ts`),
    ...[...known].filter((route) => !served.has(route)).map((route) => `${route}: not in serverless.yml`),
  ];
  if (wrong.length > 0) throw new Error(`The catalogue and serverless.yml differ:\n${wrong.join('\n')}`);
}

function routesOfService(): string[] {
  const { functions } = readService('serverless.yml');
  return functions.flatMap((each) => each.routes.map(({ method, path }) => `${method} ${path}`));
}

function versionOfPackage(): string {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')).version;
}
