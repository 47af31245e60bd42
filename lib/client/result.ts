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
  const told = body && String(body.type).startsWith(TYPES);
  const problem = told ? problemOf(body) : local('unreadable');
  const instance = told ? String(body.instance).replace(INSTANCES, '') : undefined;
  return { ...failure(status, problem, attempts), requestId: requestId ?? instance, retryAfter: secondsOf(header) };
}

function failure(status: number, problem: Problem, attempts: number): Failure {
  return { ok: false, status, problem, retryAfter: undefined, requestId: undefined, attempts };
}

function local(kind: LocalKind, cause?: unknown): Problem {
  return { kind, type: `urn:tahini:client:${kind}`, title: TITLES[kind], ...(cause !== undefined && { cause }) };
}

function problemOf(body: Record<string, unknown>): Problem {
  const { type, title, detail, errors } = body as unknown as Problem;
  const kindOf = (urn: unknown) => String(urn).slice(TYPES.length);
  return {
    kind: kindOf(type) as Problem['kind'],
    type,
    title,
    ...(detail !== undefined && { detail }),
    ...(Array.isArray(errors) && { errors: errors.map((error) => ({ ...error, kind: kindOf(error.type) })) }),
  };
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Retry-After in seconds; it may also be a date (RFC 9110, section 10.2.3). */
function secondsOf(header: Answer['header']): number | undefined {
  const text = header('retry-after');
  if (text === undefined) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.ceil(seconds));
}
