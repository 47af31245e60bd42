import * as z from 'zod';
import type { Operation } from '../../lib/schemas/api/operation.ts';
import { OPERATIONS } from '../../lib/schemas/api/operations.ts';
import { problemsOf } from '../../lib/schemas/api/problems.ts';
import { indented, type JsonSchema, memberText, type Side, typeText } from './type-text.ts';

/**
 * lib/client/contract.ts written out for those who have no zod, with the catalogue's descriptions as comments. A test
 * holds that both are the same type.
 */
export function contractText(operations: Record<string, Operation> = OPERATIONS): string {
  const members = Object.entries(operations)
    .filter(([, { access }]) => access !== 'signature')
    .map(([id, operation]) => {
      const description = `${operation.summary}. ${operation.description}`;
      return memberText(id, operationText(operation), { description });
    });
  return indented(`export type Contract = {\n${members.join('')}};\n`);
}

function operationText(operation: Operation): string {
  const replies = Object.entries(operation.replies).map(([status, { body, description }]) => {
    const type = body ? typeText(jsonSchema(body, 'output'), 'output') : 'undefined';
    return memberText(status, type, { description });
  });
  const kinds = [...problemsOf(operation), 'internal'].map((kind) => JSON.stringify(kind)).join(' | ');
  return `{\ninput: ${inputText(operation)};\nresponses: {\n${replies.join('')}};\nproblems: ${kinds};\n}`;
}

function inputText({ params, query, headers, body }: Operation): string {
  const properties = {
    ...(params && jsonSchema(params, 'input').properties),
    ...(query && jsonSchema(query, 'input').properties),
    ...(headers && { ifMatch: jsonSchema(headers, 'input').properties?.['if-match'] ?? {} }),
    ...(body && { body: jsonSchema(body, 'input') }),
  };
  const required = [params, query].flatMap((part) => (part && jsonSchema(part, 'input').required) ?? []);
  // As the service has it: no body counts as `{}`.
  if (body && !body.safeParse({}).success) required.push('body');
  return typeText({ type: 'object', properties, required }, 'input');
}

function jsonSchema(schema: z.ZodType, io: Side): JsonSchema {
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as JsonSchema;
}
