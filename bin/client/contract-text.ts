import type { Operation } from '../../lib/schemas/api/operation.ts';
import { OPERATIONS } from '../../lib/schemas/api/operations.ts';
import { problemsOf } from '../../lib/schemas/api/problems.ts';
import { Schemas } from '../openapi/schemas.ts';
import { indented, type JsonSchema, memberText, typeText } from './type-text.ts';

/**
 * lib/client/contract.ts written out for those who have no zod, with the catalogue's words as comments and its named
 * shapes as types. A test holds that both are the same type.
 */
export function contractText(operations: Record<string, Operation> = OPERATIONS): string {
  const schemas = new Schemas();
  const members = Object.entries(operations)
    .filter(([, { access }]) => typeof access !== 'string')
    .map(([id, operation]) => {
      const description = `${operation.summary}. ${operation.description}`;
      return memberText(id, operationText(operation, schemas), { description });
    });
  const named = Object.entries(schemas.named as Record<string, JsonSchema>).map(([name, schema]) => {
    const comment = schema.description === undefined ? '' : `/** ${schema.description} */\n`;
    return `${comment}export type ${name} = ${typeText(schema)};\n`;
  });
  return indented(`${named.join('')}export type Contract = {\n${members.join('')}};\n`);
}

function operationText(operation: Operation, schemas: Schemas): string {
  const replies = Object.entries(operation.replies).map(([status, { body, description }]) => {
    return memberText(status, body ? typeText(schemas.of(body, 'output')) : 'undefined', { description });
  });
  const kinds = [...problemsOf(operation), 'internal'].map((kind) => `'${kind}'`).join(' | ');
  return `{\ninput: ${inputText(operation, schemas)};\nresponses: {\n${replies.join('')}};\nproblems: ${kinds};\n}`;
}

function inputText({ params, query, headers, body }: Operation, schemas: Schemas): string {
  const [path, asked, sent] = [params, query, headers].map(
    (part): JsonSchema => (part ? schemas.of(part, 'input') : {}),
  );
  const [ifMatch] = Object.values(sent?.properties ?? {});
  const properties = {
    ...path?.properties,
    ...asked?.properties,
    ...(ifMatch && { ifMatch }),
    ...(body && { body: schemas.of(body, 'input') }),
  };
  const required = [...(path?.required ?? []), ...(asked?.required ?? [])];
  // As the service has it: no body counts as `{}`.
  if (body && !body.safeParse({}).success) required.push('body');
  return typeText({ type: 'object', properties, required });
}
