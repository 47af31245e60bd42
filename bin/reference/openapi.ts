/** Of OpenAPI 3.1 what docs/openapi.json has. */
export interface OpenApi {
  info: { title: string; summary: string; description: string; version: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    securitySchemes: Record<string, { type: string; description: string }>;
    parameters: Record<string, Parameter>;
    responses: Record<string, Response>;
    schemas: Record<string, Schema>;
  };
}

export interface Operation {
  operationId: string;
  tags: [string];
  summary: string;
  description: string;
  parameters?: (Parameter | Ref)[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, Response | Ref>;
}

export interface Parameter {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema: Schema;
}

export interface Response {
  description: string;
  headers?: Record<string, unknown>;
  content?: Content;
}

export type Content = Record<string, { schema: Schema; example?: unknown; examples?: Record<string, Example> }>;

export interface Example {
  summary?: string;
  value: unknown;
}

export interface Ref {
  $ref: string;
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  format?: string;
  pattern?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

/** What a reference within the document leads to, or the thing itself. */
export function resolved<T extends object>(api: OpenApi, thing: T | Ref): T {
  if (!('$ref' in thing)) return thing;
  const [, ...steps] = thing.$ref.split('/');
  // biome-ignore lint/suspicious/noExplicitAny: steps of a JSON pointer.
  const found = steps.reduce<any>((place, step) => place?.[step], api);
  if (found === undefined) throw new Error(`docs/openapi.json has no ${thing.$ref}`);
  return found as T;
}

/** `Score` of `#/components/schemas/Score`. */
export function nameOf(ref: string): string {
  return ref.slice(ref.lastIndexOf('/') + 1);
}
