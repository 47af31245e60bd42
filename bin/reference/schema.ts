import { type Html, html, type Piece } from '../report/html.ts';
import { nameOf, type Schema } from './openapi.ts';
import { inline } from './prose.ts';

const IN_WORDS: Record<string, string> = { string: 'text', integer: 'whole number', boolean: 'true or false' };
const FORMATS: Record<string, string> = { date: 'day', 'date-time': 'time', uri: 'URL' };

/** What a value may be, in a few words; shapes with a name lead there. */
export function typeText(schema: Schema): Html {
  const { $ref, anyOf, oneOf, items, type, format } = schema;
  if ($ref !== undefined) return html`<a href="#schema-${nameOf($ref)}">${nameOf($ref)}</a>`;
  const options = anyOf ?? oneOf;
  if (options !== undefined) return joined(options.map(typeText), ' or ');
  if (schema.const !== undefined) return value(schema.const);
  if (schema.enum !== undefined) return joined(schema.enum.map(value), ', ');
  if (items !== undefined) return html`list of ${typeText(items)}`;
  if (format !== undefined && FORMATS[format] !== undefined) return html`${FORMATS[format]}`;
  if (isByName(schema)) return html`by name: ${typeText(schema.additionalProperties)}`;
  const words = [type ?? 'any value'].flat().map((word) => IN_WORDS[word] ?? word);
  return html`${words.join(' or ')}`;
}

/** What there is to say of a value: its words, its limits, and the parts of a shape that has no name of its own. */
export function detail(schema: Schema): Html {
  const { description } = schema;
  const limits = limitsOf(schema);
  return html`${description && html`<p>${inline(description)}</p>`}${limits.length > 0 ? html`<p class="limits">${joined(limits, ' · ')}</p>` : ''}${partsOf(schema)}`;
}

/** The fields of an object, however deep in lists, choices and maps it lies. */
export function partsOf(schema: Schema): Html | undefined {
  if (schema.$ref !== undefined) return undefined;
  if (schema.items !== undefined) return partsOf(schema.items);
  const options = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (options !== undefined) return html`${options.map(partsOf)}`;
  if (isByName(schema)) return partsOf(schema.additionalProperties);
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length === 0) return undefined;
  return html`<dl class="fields">${fields.map(([name, field]) => fieldOf(name, field, schema.required?.includes(name) === true))}</dl>`;
}

/** One field or parameter of a list. */
export function fieldOf(name: string, schema: Schema, required: boolean): Html {
  return html`<div><dt><code class="name">${name}</code> <span class="type">${typeText(schema)}</span>${required ? html` <span class="must">required</span>` : ''}</dt><dd>${detail(schema)}</dd></div>`;
}

function limitsOf(schema: Schema): Html[] {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, pattern, default: usual } = schema;
  const said: (Html | undefined)[] = [
    range(minimum, maximum, ''),
    range(minLength, maxLength, ' characters'),
    range(minItems, maxItems, ' elements'),
    pattern === undefined ? undefined : html`matches <code>${pattern}</code>`,
    usual === undefined ? undefined : html`by default ${value(usual)}`,
  ];
  return said.filter((each) => each !== undefined);
}

function range(low: number | undefined, high: number | undefined, of: string): Html | undefined {
  if (low === undefined && high === undefined) return undefined;
  if (low === undefined) return html`at most ${high}${of}`;
  return high === undefined ? html`at least ${low}${of}` : html`${low} to ${high}${of}`;
}

function isByName(schema: Schema): schema is Schema & { additionalProperties: Schema } {
  return typeof schema.additionalProperties === 'object' && schema.properties === undefined;
}

function value(given: unknown): Html {
  return html`<code>${typeof given === 'string' ? given : JSON.stringify(given)}</code>`;
}

function joined(pieces: readonly Html[], between: string): Html {
  return html`${pieces.flatMap<Piece>((piece, at) => (at === 0 ? [piece] : [between, piece]))}`;
}
