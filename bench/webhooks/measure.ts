import { randomBytes, randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { sign } from '../../lib/http/signature.ts';
import type { EngineKind } from '../../local/engines/start-engine.ts';
import { applyEnvironment, localEnvironment } from '../../local/environment.ts';
import { readService } from '../../local/service.ts';
import type { bareCalls } from '../api/bare.ts';
import { type Bundles, bundled } from '../api/bundle.ts';
import { call, eventOf, type Handler } from '../api/requests.ts';
import { withEngine } from '../support/engine.ts';
import { clockRates, type Sender } from './clock-rates.ts';
import { billsOf, layGround, PEOPLE, subjectOf } from './ground.ts';

export interface WebhookEffort {
  rounds: number;
  /** Milliseconds by the clock per contender and round. */
  sliceMs: number;
  senders: number;
  engines: readonly EngineKind[];
}

/** Events or writes a second, by round, by contender. */
export type Rates = Map<string, number[]>;

const service = readService(new URL('../../serverless.yml', import.meta.url).pathname);
const { SUBJECTS_TABLE = '', DECISIONS_TABLE = '', OPERATIONS_TABLE = '' } = service.environment;
export const TABLES = { subjects: SUBJECTS_TABLE, decisions: DECISIONS_TABLE, operations: OPERATIONS_TABLE };

const SECRETS = { SECRETS_KEY: randomBytes(32).toString('hex') };

export async function measureWebhooks({ engines, ...effort }: WebhookEffort): Promise<Map<EngineKind, Rates>> {
  const bundles = await bundled(['receive-events', 'bare']);
  const rates = new Map<EngineKind, Rates>();
  try {
    for (const kind of engines) {
      rates.set(kind, await withEngine(kind, (endpoint) => measureOn(endpoint, kind, bundles, effort)));
    }
  } finally {
    bundles.remove();
  }
  return rates;
}

async function measureOn(
  endpoint: string,
  run: string,
  bundles: Bundles,
  effort: Omit<WebhookEffort, 'engines'>,
): Promise<Rates> {
  const environment = { ...localEnvironment(service, endpoint), TOKEN_ISSUER: 'https://issuer.example/', ...SECRETS };
  const restore = applyEnvironment(environment);
  try {
    const { secret } = await layGround(endpoint, TABLES, SECRETS.SECRETS_KEY);
    const { handler } = (await bundles.load('receive-events', run)) as { handler: Handler };
    const calls = (await bundles.load('bare', run)) as { bareCalls: typeof bareCalls };
    const bare = calls.bareCalls(endpoint, TABLES.subjects);
    const partners = calls.bareCalls(endpoint, TABLES.operations);
    const readPartner = () => partners.get('partner#power', 'PARTNER');
    const senders = [
      ...eventSenders(handler, secret, effort.senders),
      ...(await bareSenders(bare, readPartner, effort.senders)),
    ];
    const rates = await clockRates(senders, effort);
    bare.close();
    partners.close();
    return rates;
  } finally {
    restore();
  }
}

/** Each sender has people of its own, as Lambda instances mostly have: nobody waits for anybody. */
function peopleOf(sender: number, senders: number): number[] {
  return Array.from({ length: PEOPLE }, (_, n) => n).filter((n) => n % senders === sender);
}

function eventSenders(handler: Handler, secret: string, senders: number): Sender[] {
  const bill = billsOf();
  const send = async (body: object, expected: string, times: number) => {
    const reply = await call(handler, signedEvent(JSON.stringify(body), secret));
    if (reply.split(`"result":"${expected}"`).length - 1 !== times) throw new Error(`an event was no news: ${reply}`);
  };
  const turns = Array.from({ length: senders }, (_, n) => cycle(peopleOf(n, senders)));
  return [
    { name: 'single', senders, units: 1, send: (n) => send(bill(turns[n]!()), 'accepted', 1) },
    {
      name: 'batch',
      senders: 1,
      units: 500,
      send: () => send({ events: Array.from({ length: 500 }, (_, n) => bill(n % PEOPLE)) }, 'accepted', 500),
    },
  ];
}

/** The same people, so the same items, under keys of the same length. */
async function bareSenders(
  bare: ReturnType<typeof bareCalls>,
  readPartner: () => Promise<void>,
  senders: number,
): Promise<Sender[]> {
  const copyOf = (n: number) => subjectOf(n).replace('sample', 'copied');
  for (let n = 0; n < PEOPLE; n += 1) await bare.copy(subjectOf(n), copyOf(n));
  const [items] = await Promise.all(Array.from({ length: PEOPLE }, (_, n) => bare.query(copyOf(n)))).then((all) => [
    all.map((found) => ({ item: found[0]!, version: 1 })),
  ]);
  const turns = Array.from({ length: senders }, (_, n) => cycle(peopleOf(n, senders)));
  const write = async (sender: number) => {
    const known = items![turns[sender]!()]!;
    await bare.write(known.item, known.version);
    known.version += 1;
  };
  const readAndWrite = (sender: number) => {
    const person = turns[sender]!();
    items![person]!.version += 1;
    return bare.put(copyOf(person));
  };
  return [
    {
      name: 'calls',
      senders,
      units: 1,
      send: async (sender) => {
        await readPartner();
        await readAndWrite(sender);
      },
    },
    { name: 'write', senders, units: 1, send: write },
    { name: 'read + write', senders, units: 1, send: readAndWrite },
  ];
}

function cycle<T>(all: readonly T[]): () => T {
  let at = -1;
  return () => {
    at = (at + 1) % all.length;
    return all[at] as T;
  };
}

function signedEvent(body: string, secret: string): APIGatewayProxyEventV2 {
  const [id, timestamp] = [`msg_${randomUUID()}`, Math.floor(Date.now() / 1000)];
  const event = eventOf('POST', '/v1/partners/{partnerId}/events', 'power', '');
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': sign({ id, timestamp, body }, [secret]),
  };
  return { ...event, headers, pathParameters: { partnerId: 'power' }, body };
}
