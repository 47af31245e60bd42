/** What zod makes of a schema; only what the API's schemas use. */
export interface JsonSchema {
  $ref?: string;
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
    '$schema id description default pattern format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf ' +
    'minLength maxLength minItems maxItems examples'
  ).split(' '),
);
const PLAIN: Record<string, string> = {
  string: 'string',
  number: 'number',
  integer: 'number',
  boolean: 'boolean',
  null: 'null',
};

/**
 * A JSON Schema as a TypeScript type, with its descriptions as comments; a reference by its last name. Throws for a
 * keyword it does not know, so that no type says less than its schema unnoticed.
 */
export function typeText(schema: JsonSchema): string {
  const { $ref, type, const: only, enum: values, anyOf, items, ...rest } = schema;
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf('/') + 1);
  if (only !== undefined) return literal(only);
  if (values) return values.map(literal).join(' | ');
  if (anyOf) return anyOf.map(typeText).join(' | ');
  if (Array.isArray(type)) return type.map((each) => typeText({ ...schema, type: each })).join(' | ');
  if (type === 'array') return `Array<${typeText(items ?? {})}>`;
  if (type === 'object') return objectText(rest);
  const unknown = Object.keys(rest).find((keyword) => !BESIDE_TYPES.has(keyword));
  if (unknown !== undefined) throw new Error(`no TypeScript for the keyword ${unknown}`);
  return type === undefined ? 'unknown' : plainText(String(type));
}

const literal = (value: unknown) => (typeof value === 'string' ? `'${value}'` : JSON.stringify(value));

function plainText(type: string): string {
  const plain = PLAIN[type];
  if (plain === undefined) throw new Error(`no TypeScript for the type ${type}`);
  return plain;
}

function objectText({ properties, required = [], additionalProperties, propertyNames }: JsonSchema): string {
  if (additionalProperties) {
    const record = `Record<${typeText(propertyNames ?? { type: 'string' })}, ${typeText(additionalProperties)}>`;
    const all = propertyNames?.enum?.every((name) => required.includes(String(name)));
    return all === false ? `Partial<${record}>` : record;
  }
  if (properties === undefined) return additionalProperties === undefined ? 'unknown' : 'Record<string, never>';
  const members = Object.entries(properties).map(([name, property]) => {
    return memberText(name, typeText(property), { optional: !required.includes(name), ...property });
  });
  return members.length > 0 ? `{\n${members.join('')}}` : 'Record<string, never>';
}

interface Member {
  description?: string;
  optional?: boolean;
}

/** One line of an object type. An optional member may also be `undefined`: JSON leaves it out. */
export function memberText(name: string, type: string, { description, optional = false }: Member): string {
  const comment = description === undefined ? '' : `/** ${description.replaceAll('*/', '* /')} */\n`;
  const key = /^\w+$/.test(name) ? name : `'${name}'`;
  return `${comment}${key}${optional ? '?' : ''}: ${type}${optional ? ' | undefined' : ''};\n`;
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
