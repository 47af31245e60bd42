import type { Answer, NoAnswer } from './send.ts';
import type { Failure, LocalKind, Problem, Result, Success } from './types.ts';

const TYPES = 'urn:tahini:problem:';
const INSTANCES = 'urn:request:';

const TITLES: Record<LocalKind, string> = {
  network: 'The service could not be reached',
  timeout: 'No answer in time',
  aborted: 'Aborted by the caller',
  'no-token': 'There is no token to send',
  unreadable: 'The answer is not one of this API',
};

export function resultOf(answer: Answer | NoAnswer, attempts: number): Result {
  if ('kind' in answer) return failure(0, local(answer.kind, answer.cause), attempts);
  const { status, header, text } = answer;
  const body = jsonObject(text);
  const requestId = header('apigw-requestid');
  if (status >= 200 && status < 300 && (body || status === 204)) {
    return { ok: true, status, data: body, etag: header('etag'), requestId, attempts } as unknown as Success;
  }
  const problem = (body && problemOf(body)) ?? local('unreadable');
  const instance = body && textOf(body.instance)?.replace(INSTANCES, '');
  return { ...failure(status, problem, attempts), requestId: requestId ?? instance, retryAfter: secondsOf(header) };
}

function failure(status: number, problem: Problem, attempts: number): Failure {
  return { ok: false, status, problem, retryAfter: undefined, requestId: undefined, attempts };
}

function local(kind: LocalKind, cause?: unknown): Problem {
  return { kind, type: `urn:tahini:client:${kind}`, title: TITLES[kind], ...(cause !== undefined && { cause }) };
}

/** Undefined where it is none of this API, as a proxy's. */
function problemOf(body: Record<string, unknown>): Problem | undefined {
  const [type, title, detail] = [textOf(body.type), textOf(body.title), textOf(body.detail)];
  if (!type?.startsWith(TYPES) || title === undefined) return undefined;
  const kind = type.slice(TYPES.length) as Problem['kind'];
  const errors = Array.isArray(body.errors) && { errors: body.errors.flatMap(errorOf) };
  return { kind, type, title, ...(detail !== undefined && { detail }), ...errors };
}

function errorOf(error: unknown): NonNullable<Problem['errors']> {
  const { pointer, type, detail } = Object(error) as Record<string, unknown>;
  const [at, urn, says] = [textOf(pointer), textOf(type), textOf(detail)];
  if (at === undefined || urn === undefined || says === undefined) return [];
  return [{ pointer: at, kind: urn.slice(TYPES.length), type: urn, detail: says }];
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Retry-After in seconds; it may also be a date (RFC 9110, section 10.2.3). */
function secondsOf(header: Answer['header']): number | undefined {
  const text = header('retry-after');
  if (text === undefined) return undefined;
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.ceil(seconds));
}
