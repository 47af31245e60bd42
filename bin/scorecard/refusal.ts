import { Problem } from '../../local/problem.ts';

/** RFC 9457, as far as somebody at a terminal needs it; a gateway says `message`. */
export interface Refusal {
  detail?: unknown;
  message?: unknown;
  errors?: unknown;
}

/** The API refused a call, or did not answer it. */
export class CallProblem extends Problem {
  /** Undefined when there was no answer. */
  readonly status: number | undefined;

  constructor(message: string, remedy: string, status?: number) {
    super(message, remedy);
    this.status = status;
  }
}

export function brokenOff(url: URL): CallProblem {
  return new CallProblem(
    `the answer of ${url.href} broke off, or cannot be read`,
    'do it once more; when it stays so, look at what stands before the service',
  );
}

export function unreachable(api: URL): CallProblem {
  return new CallProblem(
    `the API at ${api.href} does not answer`,
    'start it with npm start, or say with --api where it is',
  );
}

/** Something answers that is none of this API: a proxy, a sign-in page, another service. `option` says where the API is. */
export function somethingElse(url: URL, status: number, text: string, option: string): CallProblem {
  return new CallProblem(
    `${url.href} answers ${status} with ${kindOf(text)}, which is no answer of Tahini`,
    `check ${option}: is that where the API of Tahini is, and does a proxy or a sign-in page stand before it?`,
    status,
  );
}

/** Of an answer, in words; nothing of it is quoted. */
function kindOf(text: string): string {
  if (text.trim() === '') return 'nothing';
  if (jsonObject(text) !== undefined) return 'JSON of another kind';
  return /^\s*</.test(text) ? 'a web page' : 'no JSON object';
}

/** Undefined where a text is none. */
export function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** What the API answers to a call, and what to do next; `who` is whose token the call takes. */
export function refusal(status: number, answer: Refusal | undefined, retryAfter: string | null, who: string) {
  const { detail, message } = answer ?? {};
  const said = [detail, message].find((text) => typeof text === 'string' && text !== '') ?? 'no JSON came back';
  const fields = fieldsOf(answer?.errors);
  const next =
    fields.length > 0
      ? `correct this:${fields.map((line) => `\n  ${line}`).join('')}`
      : nextOf(status, retryAfter, who);
  return new CallProblem(`the API answers ${status}: ${String(said).replace(/\.$/, '')}`, next, status);
}

function fieldsOf(errors: unknown): string[] {
  if (!Array.isArray(errors)) return [];
  return errors.map((error: unknown) => {
    const { pointer, detail } = Object(error) as { pointer?: unknown; detail?: unknown };
    return `${pointer}: ${detail}`;
  });
}

function nextOf(status: number, retryAfter: string | null, who: string): string {
  if (status === 401)
    return 'give a valid token with --token: has it expired? Without one, --state has to be the one that npm start runs with';
  if (status === 403) return `give ${who} with --token`;
  if (status === 404) return 'look at what was named, and whether --api is the address of a Tahini service';
  if (status === 409) return 'do what it says, then run the command again';
  if (retryAfter !== null) return `run the command again in ${retryAfter} s`;
  if (status === 429) return 'wait a moment, then run the command again';
  if (status >= 500) return "look at --api and the service's log, then run the command again";
  return 'correct the command, and run it again';
}
