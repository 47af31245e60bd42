import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { sign } from '../../lib/http/signature.ts';
import { Problem } from '../../local/problem.ts';
import { brokenOff, jsonObject, somethingElse } from '../scorecard/refusal.ts';

const Result = z.object({
  id: z.string(),
  result: z.string(),
  why: z.string().optional(),
  detail: z.string().optional(),
});
export type Result = z.infer<typeof Result>;

/** Results in the order of the events; a large batch has none before it is done. */
const Answer = z
  .looseObject({ results: z.array(Result).optional(), batchId: z.string().optional() })
  .refine(({ results, batchId }) => results !== undefined || batchId !== undefined);
export type Answer = z.infer<typeof Answer>;

const Refusal = z.object({
  detail: z.string().optional(),
  message: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).default([]),
});

const TIMEOUT_MS = 35_000;

interface Partner {
  url: URL;
  partnerId: string;
  secret: string;
}

/** The two calls of a partner. A refusal of the whole message is a Problem that says why. */
export function connectAs({ url, partnerId, secret }: Partner) {
  const base = `${url.href.replace(/\/$/, '')}/v1/partners/${encodeURIComponent(partnerId)}`;
  async function call(method: string, path: string, id: string, body: Uint8Array): Promise<Answer> {
    const timestamp = Math.floor(Date.now() / 1000);
    const headers = {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': sign({ id, timestamp, body }, [secret]),
    };
    const sent = method === 'GET' ? {} : { body: Buffer.from(body) };
    const options = { method, headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS), ...sent } as const;
    const response = await fetch(`${base}${path}`, options).catch(() => {
      throw new Problem(`${url.href} does not answer`, 'check the address, and that it runs');
    });
    const text = await response.text().catch(() => {
      throw brokenOff(url);
    });
    return answerOf(url, response, text);
  }
  return {
    send: (body: Uint8Array) => call('POST', '/events', `msg_${randomUUID()}`, body),
    readBatch: (batchId: string) => call('GET', `/batches/${encodeURIComponent(batchId)}`, batchId, new Uint8Array()),
  };
}

function answerOf(url: URL, { ok, status, headers }: Response, text: string): Answer {
  const told = jsonObject(text);
  const answer = Answer.safeParse(told);
  if (ok && answer.success) return answer.data;
  const { detail, message, errors } = Refusal.safeParse(told).data ?? { errors: [] };
  const said = detail ?? message;
  if (ok || (said === undefined && status < 500)) throw somethingElse(url, status, text, 'the URL');
  const what = `the API answers ${status}${said === undefined ? '' : `: ${said.replace(/\.$/, '')}`}`;
  const lines = errors.map((error) => `\n  ${error.pointer}: ${error.detail}`);
  const next = lines.length > 0 ? `correct this:${lines.join('')}` : nextOf(status, headers.get('retry-after'));
  throw new Problem(plain(what), plain(next));
}

function nextOf(status: number, retryAfter: string | null): string {
  // One answer to all of these, so that nobody learns which partners there are.
  if (status === 401)
    return 'check --partner and its secret (rotated?), that the partner is enabled, and the clock of this machine';
  if (retryAfter !== null) return `send it again in ${retryAfter} s`;
  if (status >= 500) return "look at the service's log, then send it again: nothing counts twice";
  return 'correct what is sent, and send it again';
}

const plain = (text: string) => text.replaceAll(/[^\P{Cc}\n]/gu, '?');
