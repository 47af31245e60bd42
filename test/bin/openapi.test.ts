import { readFileSync } from 'node:fs';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import { OPENAPI_FILE, openApiDocument } from '../../bin/openapi/document.ts';
import { OPERATIONS } from '../../lib/schemas/api/operations.ts';
import { ROUTES } from '../../lib/schemas/api/routes.ts';

const kept = readFileSync(OPENAPI_FILE, 'utf8');

/** By Redocly's strictest public rules, in which every warning is an error. */
async function lint(document: string) {
  const config = await createConfig({ extends: ['recommended-strict'] });
  const found = await lintFromString({ source: document, config, absoluteRef: 'openapi.json' });
  return found.map(({ ruleId, message, location: [at] }) => `${ruleId}: ${message} ${at?.pointer}`);
}

describe('docs/openapi.json', () => {
  test('is what the catalogue, the schemas and serverless.yml say (npm run docs:openapi)', () => {
    expect(kept).toBe(openApiDocument());
  });

  test('keeps the recommended rules of OpenAPI without a warning', async () => {
    expect(await lint(kept)).toEqual([]);
  });

  test('would be found out if it broke one', async () => {
    const document = JSON.parse(kept);
    delete document.paths['/v1/outcomes'].get.operationId;
    document.components.schemas.Unused = { type: 'nothing' };
    const found = await lint(JSON.stringify(document));
    expect(found.map((problem) => problem.split(':')[0])).toEqual(
      expect.arrayContaining(['operation-operationId', 'struct', 'no-unused-components']),
    );
  });

  test('has an operation for each route of serverless.yml, and no other', () => {
    const routes = Object.values(ROUTES);
    expect(() => openApiDocument([...routes, 'GET /v1/secrets'])).toThrow('GET /v1/secrets: not in lib/schemas/api');
    expect(() => openApiDocument(routes.slice(1))).toThrow(`${routes[0]}: not in serverless.yml`);
    expect(Object.keys(OPERATIONS).toSorted()).toEqual(Object.keys(ROUTES).toSorted());
  });
});
