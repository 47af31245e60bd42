// Holds an answer of the API against docs/openapi.json:
//
//   conforms('GET', '/v1/profiles/ada/score?baseline=maximum', { status, headers, text });   // throws, and says what is wrong
//
// Schemas are compiled when they are first needed. What is no operation of the document is let through.

import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

interface Answered {
  status: number;
  headers: Headers;
  text: string;
}

interface Media {
  schema: object;
}
interface ReplyObject {
  $ref?: string;
  headers?: Record<string, object>;
  content?: Record<string, Media>;
}
type Replies = Record<string, ReplyObject>;

const FILE = new URL('../../docs/openapi.json', import.meta.url);
const document = JSON.parse(readFileSync(FILE, 'utf8')) as {
  paths: Record<string, Record<string, { operationId: string; responses: Replies }>>;
  components: { responses: Replies };
};
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ ...document, $id: 'openapi' });
const compiled = new Map<string, ValidateFunction>();

const patterns = Object.keys(document.paths).map((path) => ({
  path,
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
}));

export function conforms(method: string, url: string, answer: Answered): void {
  const [address = ''] = url.split('?');
  const path = patterns.find(({ pattern }) => pattern.test(address))?.path;
  const operation = path && document.paths[path]?.[method.toLowerCase()];
  if (!path || !operation || isOfGateway(answer)) return;
  const wrong = problemsOf(answer, operation.responses, ['paths', path, method.toLowerCase(), 'responses']);
  if (wrong.length === 0) return;
  throw new Error(
    `${operation.operationId} answered ${answer.status}, not as docs/openapi.json says: ${wrong.join('; ')}`,
  );
}

/** What never reached a function has the gateway's own form. */
function isOfGateway({ status, text }: Answered): boolean {
  return status >= 400 && /^\{"message":"[^"]*"\}$/.test(text);
}

function problemsOf({ status, headers, text }: Answered, replies: Replies, at: string[]): string[] {
  const given = replies[status];
  if (given === undefined) return ['the status is not in it'];
  const [reply, where] = resolved(given, [...at, String(status)]);
  const absent = Object.keys(reply.headers ?? {}).filter((name) => isPromised(name, status) && !headers.has(name));
  const unpromised = ['etag', 'retry-after'].filter((name) => headers.has(name) && !knows(reply, name));
  return [
    ...absent.map((name) => `${name} is absent`),
    ...unpromised.map((name) => `${name} is not in it`),
    ...bodyProblems(headers.get('content-type'), text, reply, where),
  ];
}

/** Of several kinds with one status, only some pass by themselves. */
function isPromised(name: string, status: number): boolean {
  return name !== 'Retry-After' || status === 429 || status === 503;
}

function knows({ headers = {} }: ReplyObject, name: string): boolean {
  return Object.keys(headers).some((each) => each.toLowerCase() === name);
}

function resolved(reply: ReplyObject, at: string[]): [ReplyObject, string[]] {
  const name = reply.$ref?.replace('#/components/responses/', '');
  if (name === undefined) return [reply, at];
  return [document.components.responses[name] as ReplyObject, ['components', 'responses', name]];
}

function bodyProblems(type: string | null, text: string, { content }: ReplyObject, at: string[]): string[] {
  if (content === undefined) return text === '' ? [] : ['it has a body'];
  const [media = ''] = (type ?? '').split(';');
  if (content[media] === undefined) return [`it has the content type ${type}`];
  const validate = validatorAt([...at, 'content', media, 'schema']);
  if (validate(media.endsWith('json') ? JSON.parse(text) : text)) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
  );
}

function validatorAt(at: string[]): ValidateFunction {
  const pointer = at.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
  const known = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#/${pointer}` });
  compiled.set(pointer, known);
  return known;
}
