/** What zod makes of a schema; only what the API's schemas use. */
export interface JsonSchema {
  type?: string | readonly string[];
  description?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly JsonSchema[];
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: readonly string[];
  additionalProperties?: JsonSchema | false;
  propertyNames?: JsonSchema;
}

/** Rules that TypeScript has no type for, and words. */
const BESIDE_TYPES = new Set(
  (
    '$schema description default pattern format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
    'minLength maxLength minItems maxItems'
  ).split(' '),
);
export type Side = 'input' | 'output';

const PLAIN: Record<string, string> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
};

/**
 * A JSON Schema as a TypeScript type, with its descriptions as comments. Throws for a keyword it does not know, so that
 * no type says less than its schema unnoticed.
 */
export function typeText(schema: JsonSchema, side: Side): string {
  const { type, const: only, enum: values, anyOf, items, ...rest } = schema;
  if (only !== undefined) return JSON.stringify(only);
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (anyOf) return anyOf.map((each) => typeText(each, side)).join(' | ');
  if (Array.isArray(type)) return type.map((each) => typeText({ ...schema, type: each }, side)).join(' | ');
  if (type === 'array') return `Array<${typeText(items ?? {}, side)}>`;
  if (type === 'object') return objectText(rest, side);
  const unknown = Object.keys(rest).find((keyword) => !BESIDE_TYPES.has(keyword));
  if (unknown !== undefined) throw new Error(`no TypeScript for the keyword ${unknown}`);
  return type === undefined ? 'unknown' : plainText(String(type));
}

function plainText(type: string): string {
  const plain = PLAIN[type];
  if (plain === undefined) throw new Error(`no TypeScript for the type ${type}`);
  return plain;
}

function objectText({ properties = {}, required = [], additionalProperties, propertyNames }: JsonSchema, side: Side) {
  if (additionalProperties) {
    const record = `Record<${typeText(propertyNames ?? {}, side)}, ${typeText(additionalProperties, side)}>`;
    return propertyNames?.enum?.every((name) => required.includes(String(name))) === false
      ? `Partial<${record}>`
      : record;
  }
  const members = Object.entries(properties).map(([name, property]) => {
    const optional = !required.includes(name);
    return memberText(name, typeText(property, side), { optional, description: property.description, side });
  });
  return members.length > 0 ? `{\n${members.join('')}}` : 'Record<string, never>';
}

interface Member {
  description: string | undefined;
  optional?: boolean;
  side?: Side;
}

/** One line of an object type. What is sent may have `undefined` in it: JSON leaves it out. */
export function memberText(name: string, type: string, { description, optional = false, side }: Member): string {
  const comment = description === undefined ? '' : `/** ${description.replaceAll('*/', '* /')} */\n`;
  const key = /^(\w+)$/.test(name) ? name : JSON.stringify(name);
  return `${comment}${key}${optional ? '?' : ''}: ${type}${optional && side === 'input' ? ' | undefined' : ''};\n`;
}

/** By two spaces for each open brace. */
export function indented(text: string): string {
  let depth = 0;
  return text.replaceAll(/^.+$/gm, (line) => {
    if (line.startsWith('}')) depth -= 1;
    const indent = '  '.repeat(depth);
    if (line.endsWith('{')) depth += 1;
    return indent + line;
  });
}
