import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROUTES } from '../../../lib/schemas/api/routes.ts';
import { readService } from '../../../local/service.ts';

const { functions } = readService(new URL('../../../serverless.yml', import.meta.url).pathname);

/** The source of the function that serves a route. */
function sourceFor(route: string): string {
  const serving = functions.find(({ routes }) => routes.some(({ method, path }) => `${method} ${path}` === route))!;
  return readFileSync(new URL(`../../../functions/${serving.name}.ts`, import.meta.url), 'utf8');
}

/** What the API tells of itself has no use case. */
const ITSELF = ['getOpenApi', 'getDocs', 'getHealth'];
const operations = Object.entries(ROUTES).filter(([id]) => !ITSELF.includes(id));

test.each(operations)('%s has one name from its route to its use case', (id, route) => {
  expect(sourceFor(route)).toMatch(new RegExp(`\\b${id}\\(`));
});
