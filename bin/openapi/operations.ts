import type * as z from 'zod';
import type { Operation, Reply } from '../../lib/schemas/api/operation.ts';
import type { ProblemReplies } from './problems.ts';
import type { JsonSchema, Schemas } from './schemas.ts';

/** One operation of the document. */
export function operationObject(id: string, operation: Operation, schemas: Schemas, problems: ProblemReplies): object {
  const { tag, summary, description, body, replies } = operation;
  const parameters = parametersOf(operation, schemas);
  return {
    operationId: id,
    tags: [tag],
    summary,
    description: `${description}\n\n${accessInWords(operation)}`,
    security: securityOf(operation),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: !body.isOptional(), content: content(schemas.of(body, 'input')) } }),
    responses: {
      ...Object.fromEntries(Object.entries(replies).map(([status, reply]) => [status, replyObject(reply, schemas)])),
      ...problems.of(operation),
    },
  };
}

function replyObject({ description, body, mediaType, headers = [] }: Reply, schemas: Schemas): object {
  const named = headers.map((name) => [name, { $ref: `#/components/headers/${name}` }]);
  return {
    description,
    ...(named.length > 0 && { headers: Object.fromEntries(named) }),
    ...(body && { content: content(schemas.of(body, 'output'), mediaType) }),
  };
}

const content = (schema: JsonSchema, mediaType = 'application/json') => ({ [mediaType]: { schema } });

const SIGNED_HEADERS = ['webhook-id', 'webhook-timestamp'].map((name) => ({
  $ref: `#/components/parameters/${name}`,
}));

function parametersOf({ params, query, headers, access }: Operation, schemas: Schemas): object[] {
  return [
    ...parametersIn('path', params, schemas),
    ...parametersIn('query', query, schemas),
    ...parametersIn('header', headers, schemas),
    ...(access === 'signature' ? SIGNED_HEADERS : []),
  ];
}

function parametersIn(where: 'path' | 'query' | 'header', shape: z.ZodObject | undefined, schemas: Schemas): object[] {
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
