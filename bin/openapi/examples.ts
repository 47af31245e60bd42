import { sign } from '../../lib/http/signature.ts';
import { type Caller, type Example, examplesFor, type Told } from '../../lib/schemas/api/examples/requests.ts';
import type { OperationId } from '../../lib/schemas/api/routes.ts';
import { ROUTES } from '../../lib/schemas/api/routes.ts';
import type { Local } from '../../local/start-local.ts';

/** A request as it is sent, and what came back. */
export interface Exchange {
  id: OperationId;
  by: Caller;
  params: Record<string, string>;
  query: Record<string, unknown>;
  headers: Record<string, string>;
  body: unknown;
  status: number;
  reply: unknown;
}

type Send = (method: string, path: string, ask: { headers: Record<string, string>; body?: string }) => Promise<Answer>;
interface Answer {
  status: number;
  text: string;
}

/** What was answered so far; the partner's secret is in it. */
export class Answered implements Told {
  readonly exchanges: Exchange[] = [];

  of: Told['of'] = (id, status) => {
    const found = this.exchanges.findLast((each) => each.id === id && each.status === status);
    if (found === undefined) throw new Error(`No ${id} was answered ${String(status)} before.`);
    return found.reply as ReturnType<Told['of']>;
  };
}

const TOKENS: Record<Exclude<Caller, 'the partner'>, Parameters<Local['token']>[0]> = {
  'the person': { subject: 'amina', scope: 'profile:read profile:write profile:erase score:read' },
  'an identity register': { subject: 'id-office', tier: 'registry', scope: 'subjects:any profile:write' },
  'a marketplace': { subject: 'marketplace', tier: 'partner', scope: 'subjects:any profile:write' },
  'an administrator': { subject: 'operator', scope: 'admin' },
};

/** Sends every example to a stack on this machine, each after what the former ones set off has settled. Throws on another status. */
export async function sendExamples(local: Pick<Local, 'token' | 'idle'>, url: string, send: Send): Promise<Exchange[]> {
  const told = new Answered();
  for (const example of examplesFor(url)) {
    const { id, by, status } = example;
    const sent = partsOf(example, told);
    const body = sent.body === undefined ? undefined : JSON.stringify(sent.body);
    const [method = '', template = ''] = ROUTES[id].split(' ');
    const access = by === 'the partner' ? signed(sent.params, body ?? '', told) : await bearer(local, by);
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { ...type, ...access, ...sent.headers };
    const answer = await send(method, pathOf(template, sent), { headers, ...(body === undefined ? {} : { body }) });
    if (answer.status !== status) throw new Error(`The example of ${id} was answered ${answer.status}: ${answer.text}`);
    told.exchanges.push({ id, by, ...sent, status, reply: answer.text === '' ? undefined : JSON.parse(answer.text) });
    // A job is cancelled while it runs.
    if (id !== 'startRescore') await local.idle();
  }
  return told.exchanges;
}

export function partsOf({ sent }: Example, told: Told): Pick<Exchange, 'params' | 'query' | 'headers' | 'body'> {
  const { params = {}, query = {}, headers = {}, body } = sent(told);
  return { params: { ...params }, query: { ...query }, headers: { ...headers }, body };
}

function pathOf(template: string, { params, query }: Pick<Exchange, 'params' | 'query'>): string {
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return asked.size === 0 ? path : `${path}?${asked}`;
}

async function bearer({ token }: Pick<Local, 'token'>, by: Exclude<Caller, 'the partner'>) {
  return { authorization: `Bearer ${await token(TOKENS[by])}` };
}

function signed({ batchId }: Exchange['params'], body: string, told: Answered): Record<string, string> {
  const id = batchId ?? `msg_${told.exchanges.length}`;
  const timestamp = Math.floor(Date.now() / 1000);
  const { secret } = told.of('putPartner', 201);
  const signature = sign({ id, timestamp, body: Buffer.from(body) }, [secret]);
  return { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature };
}
