import * as z from 'zod';
import '../../lib/schemas/api/words.ts';

export type JsonSchema = Record<string, unknown>;

const IN_DEFS = '#/$defs/';
const IN_COMPONENTS = '#/components/schemas/';

/** JSON Schemas out of zod's; the named ones are gathered, each under its name. */
export class Schemas {
  readonly #named = new Map<string, JsonSchema>();

  /** `input`: what may be sent. `output`: what is answered. */
  of(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    const made = z.toJSONSchema(schema, { io, override: ({ jsonSchema }) => plain(jsonSchema) });
    const { $schema: _, $defs = {}, ...root } = JSON.parse(JSON.stringify(made).replaceAll(IN_DEFS, IN_COMPONENTS));
    for (const [name, definition] of Object.entries($defs)) this.#keep(name, definition as JsonSchema);
    return root;
  }

  /** By name, in alphabetical order. */
  get named(): Record<string, JsonSchema> {
    return Object.fromEntries([...this.#named].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #keep(name: string, definition: JsonSchema): void {
    const known = this.#named.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(definition)) {
      throw new Error(`${name} is not the same in requests and answers: give one of them another name`);
    }
    this.#named.set(name, definition);
  }
}

/** Without what a reader has no use for: zod's patterns beside a format, and the bounds of whole numbers in JavaScript. */
function plain(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.format === 'date' || schema.format === 'date-time') delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  const names = schema.propertyNames;
  if (typeof names === 'object' && Object.keys(names).length === 1 && names.type === 'string')
    delete schema.propertyNames;
}
