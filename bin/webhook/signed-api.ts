import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { sign } from '../../lib/http/signature.ts';
import { Problem } from '../../local/problem.ts';

const Result = z.object({
  id: z.string(),
  result: z.string(),
  why: z.string().optional(),
  detail: z.string().optional(),
});
export type Result = z.infer<typeof Result>;

/** Results in the order of the events; a large batch has none before it is done. */
const Answer = z.looseObject({ results: z.array(Result).optional(), batchId: z.string().optional() });
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
    const options = { method, headers, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS), ...sent } as const;
    const response = await fetch(`${base}${path}`, options).catch(() => undefined);
    if (response === undefined) throw new Problem(`${url.href} does not answer`, 'check the address, and that it runs');
    return answerOf(response);
  }
  return {
    send: (body: Uint8Array) => call('POST', '/events', `msg_${randomUUID()}`, body),
    readBatch: (batchId: string) => call('GET', `/batches/${encodeURIComponent(batchId)}`, batchId, new Uint8Array()),
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const told = parsed(await response.text());
  const answer = Answer.safeParse(told);
  if (response.ok && answer.success) return answer.data;
  const { detail, message, errors } = Refusal.safeParse(told).data ?? { errors: [] };
  const lines = errors.map((error) => `\n  ${error.pointer}: ${error.detail}`);
  const retryAfter = response.headers.get('retry-after');
  const when = retryAfter === null ? '' : ` Come again in ${retryAfter} s.`;
  const said = `${detail ?? message ?? 'no such answer was expected'}${when}${lines.join('')}`;
  throw new Problem(`the API answers ${response.status}`, said.replaceAll(/[^\P{Cc}\n]/gu, '?'));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
