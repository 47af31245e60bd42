import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import { TahiniError } from '../errors.ts';
import { leaves } from '../schemas/issues.ts';
import { SubjectId } from '../schemas/profile.ts';

const MOST_KB = 64;

/** The person the path names. */
export function subjectIdOf(event: APIGatewayProxyEventV2): string {
  const parsed = SubjectId.safeParse(event.pathParameters?.subjectId);
  if (parsed.success) return parsed.data;
  throw new TahiniError(
    'invalid-subject-id',
    'A subject id has 1 to 128 letters, digits or . _ : | @ ~ - and begins with a letter or digit.',
  );
}

/** The body, parsed and shaped; an absent one counts as `{}`. */
export function bodyOf<T>(event: APIGatewayProxyEventV2, schema: z.ZodType<T>, mostKb = MOST_KB): T {
  const raw = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');
  if (Buffer.byteLength(raw) > mostKb * 1024) throw new TahiniError('body-too-large', `A body may have ${mostKb} KB.`);
  if (raw !== '' && !/^application\/([\w.-]+\+)?json\b/i.test(event.headers['content-type'] ?? '')) {
    throw new TahiniError('unsupported-media-type', 'Send `Content-Type: application/json`.');
  }
  return shaped(raw === '' ? '{}' : raw, schema);
}

/** JSON of this shape. Errors name the field and the rule. */
export function shaped<T>(raw: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(parseJson(raw));
  if (parsed.success) return parsed.data;
  const violations = parsed.error.issues.flatMap(leaves).map(({ path, message }) => ({
    pointer: path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
    rule: 'invalid-body' as const,
    detail: message,
  }));
  throw new TahiniError('invalid-body', 'The body does not have the right shape.', { violations });
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw new TahiniError('malformed-json', 'The body is not well-formed JSON (NaN and Infinity are no JSON).');
  }
}

/** What an operation takes behind the `?`. Parameters of other names are nothing to it. */
export function queryOf<Schema extends z.ZodObject>(event: APIGatewayProxyEventV2, schema: Schema): z.output<Schema> {
  const given = event.queryStringParameters ?? {};
  const known = Object.keys(schema.shape).filter((name) => given[name] !== undefined);
  const parsed = schema.safeParse(Object.fromEntries(known.map((name) => [name, given[name]])));
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0] ?? { path: [], message: 'not valid' };
  throw new TahiniError('invalid-query', `Query parameter ${String(path[0])}: ${message}.`);
}

/** `If-Match: "3"` or `3`; undefined when absent. Anything else never matches, and is said to be stale. */
export function ifMatchOf(event: APIGatewayProxyEventV2): number | undefined {
  const header = event.headers['if-match'];
  if (header === undefined) return undefined;
  const version = /^"?(\d{1,15})"?$/.exec(header.trim())?.[1];
  return version === undefined ? -1 : Number(version);
}
