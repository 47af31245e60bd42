import type * as z from 'zod';
import type { Operation, Reply } from '../../lib/schemas/api/operation.ts';
import type { OperationId } from '../../lib/schemas/api/routes.ts';
import type { Exchange } from './examples.ts';
import { keptOf } from './kept-examples.ts';
import type { ProblemReplies } from './problems.ts';
import type { JsonSchema, Schemas } from './schemas.ts';

/** One operation of the document. */
export function operationObject(
  id: OperationId,
  operation: Operation,
  schemas: Schemas,
  problems: ProblemReplies,
): object {
  const { tag, summary, description, body, replies } = operation;
  const kept = keptOf(id);
  const parameters = parametersOf(operation, schemas, kept[0]);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: `${description}\n\n${accessInWords(operation)}`,
    security: securityOf(operation),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: !body.isOptional(), content: content(schemas.of(body, 'input'), kept[0]?.body) },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(replies).map(([status, reply]) => [
          status,
          replyObject(reply, schemas, kept.find((each) => String(each.status) === status)?.reply),
        ]),
      ),
      ...problems.of(operation),
    },
  };
}

function replyObject(
  { description, body, mediaType, headers = [] }: Reply,
  schemas: Schemas,
  example: unknown,
): object {
  const named = headers.map((name) => [name, { $ref: `#/components/headers/${name}` }]);
  return {
    description,
    ...(named.length > 0 && { headers: Object.fromEntries(named) }),
    ...(body && { content: content(schemas.of(body, 'output'), example, mediaType) }),
  };
}

const content = (schema: JsonSchema, example: unknown, mediaType = 'application/json') => ({
  [mediaType]: { schema, ...(example !== undefined && { example }) },
});

const SIGNED_HEADERS = ['webhook-id', 'webhook-timestamp'].map((name) => ({
  $ref: `#/components/parameters/${name}`,
}));

function parametersOf({ params, query, headers, access }: Operation, schemas: Schemas, kept?: Exchange): object[] {
  return [
    ...parametersIn('path', params, schemas, kept?.params),
    ...parametersIn('query', query, schemas, kept?.query),
    ...parametersIn('header', headers, schemas, kept?.headers),
    ...(access === 'signature' ? SIGNED_HEADERS : []),
  ];
}

function parametersIn(
  where: 'path' | 'query' | 'header',
  shape: z.ZodObject | undefined,
  schemas: Schemas,
  examples: Record<string, unknown> = {},
): object[] {
  if (shape === undefined) return [];
  const { properties = {}, required = [] } = schemas.of(shape, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: where,
    ...(required.includes(name) && { required: true }),
    ...(description !== undefined && { description }),
    schema,
    ...(examples[name] !== undefined && { example: examples[name] }),
  }));
}

function securityOf({ access }: Operation): Record<string, string[]>[] {
  if (access === 'open') return [];
  return [access === 'signature' ? { signature: [] } : { token: [access.scope] }];
}

function accessInWords({ access }: Operation): string {
  if (access === 'open') return 'Needs no token.';
  if (access === 'signature') return 'Signed by the partner; no token.';
  const { scope, of } = access;
  if (of === 'anybody') return `Needs a token with the scope \`${scope}\`.`;
  return `Needs a token with the scope \`${scope}\`: the person's own, or a service's, which needs \`subjects:any\` as well.`;
}
