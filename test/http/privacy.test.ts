import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { LOG_EVENTS, type LogEvent } from '../../lib/http/log-events.ts';
import { whatFailed } from '../../lib/http/telemetry.ts';
import dictionary from '../../lib/scorecards/dictionary.json' with { type: 'json' };
import card from '../../lib/scorecards/expert.json' with { type: 'json' };
import { LOOKS_EVERY_MS } from '../../lib/usecases/active-card.ts';
import { type Answer, useApi } from '../support/api.ts';
import { event, registerPartner } from '../support/partner-api.ts';
import { startReceiver } from '../support/receiver.ts';
import { type EngineDoor, openEngineDoor } from './engine-door.ts';
import { openForge } from './forge.ts';

// Whatever can be written into a request is written here as something that can be found again. Then everything is done
// that can go wrong, and what was answered and logged is searched.

const PERSON = 'ada-lovelace-1815';
const SOURCE = 'bank-of-secrets';
const SECRETS = [/lovelace/i, /secret/i, /(?<![\w/+=-])4\.?7\.?1\.?1(?![\w/+=-])/, /eyJ/, /planted/i];

let door: EngineDoor;
const lines: string[] = [];
const api = useApi(async () => {
  door = await openEngineDoor(() => process.env.AWS_ENDPOINT_URL ?? '');
  return {
    environment: {
      DYNAMODB_ENDPOINT: door.endpoint,
      AWS_MAX_ATTEMPTS: '1',
      // All that can be told is told.
      LOG_LEVEL: 'DEBUG',
      METRICS_NAMESPACE: 'Tahini',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    },
    log: (line) => void lines.push(line),
  };
});
const note = (...said: unknown[]) => void lines.push(said.map(String).join(' '));
let own: string;
let service: string;

beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation(note);
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      note(chunk);
      return true;
    });
  }
  own = await api.person(PERSON);
  service = await api.service(SOURCE, 'bureau');
});
afterAll(async () => {
  vi.restoreAllMocks();
  await door.close();
});

const path = (rest = '') => `/v1/profiles/${PERSON}${rest}`;
const fact = (name: string, value: unknown, more = {}) => ({ facts: { [name]: { value, ...more } } });

/** No answer that refuses may repeat what was sent; it may name the place by the pointer that the sender made up. */
function expectDiscreet(answers: Answer[]): void {
  expect(answers.length).toBeGreaterThan(0);
  for (const { status, text, headers } of answers) {
    expect(status).toBeGreaterThanOrEqual(400);
    const said = text + JSON.stringify([...headers]);
    for (const secret of SECRETS) expect(said).not.toMatch(secret);
  }
}

const BODIES: unknown[] = [
  fact('monthlyIncome', 47_110_000),
  fact('monthlyIncome', 'secret'),
  fact('monthlyIncome', { secret: 4711 }),
  fact('mainAsset', 'Lovelace Castle'),
  fact('addressSince', '4711-01-01'),
  fact('monthlyIncome', 1, { observedAt: '4711-11-11' }),
  fact('monthlyIncome', 1, { revision: 4711.5 }),
  fact('rentPayments', { home: { '2025-01': 4711 } }),
  fact('identityVerified', 'secret'),
  { facts: { monthlyIncome: { retracted: 'secret' } } },
  { consents: { socialRelationships: 'secret' } },
  { facts: 'Ada Lovelace' },
  '{"facts": {"monthlyIncome": {"value": Ada Lovelace 4711',
  'Ada Lovelace\n    at 4711, Secret Street',
];

test('a refused body is not repeated', async () => {
  const answers: Answer[] = [];
  for (const body of BODIES) {
    answers.push(await api.call('PUT', path(), { token: own, body }));
    answers.push(await api.call('POST', path('/score/simulate'), { token: own, body }));
  }
  // Nobody is there yet: what is right as a question is refused for that reason.
  expectDiscreet(answers);
});

test('nor is a token, a person, or a query', async () => {
  const forge = await openForge(api.local.state.directory);
  const answers: Answer[] = [];
  for (const token of [
    await forge.token({ sub: PERSON, exp: 4711 }),
    await forge.byForeignKey(),
    await forge.token({ sub: 'mallory' }),
    'eyJsecret.4711.x',
  ]) {
    for (const method of ['GET', 'PUT', 'DELETE'])
      answers.push(await api.call(method, path(), { token, body: method === 'PUT' ? {} : undefined }));
  }
  answers.push(await api.call('GET', path(), { headers: { authorization: 'Basic secret4711' } }));
  answers.push(await api.call('GET', '/v1/profiles/Ada%20Lovelace%204711', { token: service }));
  answers.push(await api.call('GET', path('/score?baseline=secret4711'), { token: own }));
  answers.push(await api.call('GET', path('/score/history?limit=4711&next=secret'), { token: own }));
  answers.push(await api.call('PUT', path(), { token: own, body: {}, headers: { 'if-match': '"4711"' } }));
  answers.push(
    await api.call('PUT', path(), { token: own, body: 'secret', headers: { 'content-type': 'text/secret4711' } }),
  );
  expectDiscreet(answers);
});

test('when the store fails, in the call and in the stream, neither answer nor log tell of whom or what', async () => {
  const broken = fact('monthlyIncome', 4711);
  door.disturb(() => ({ status: 400, name: 'ValidationException' }));
  const answers = [
    await api.call('PUT', path(), { token: own, body: broken }),
    await api.call('GET', path('/score'), { token: own }),
    await api.call('DELETE', path(), { token: own }),
  ];
  door.disturb(() => ({ status: 400, name: 'ResourceNotFoundException' }));
  answers.push(await api.call('PUT', path(), { token: service, body: fact('bankruptcies7y', 2) }));
  expect(answers.map(({ status }) => status)).toEqual([500, 500, 500, 500]);
  expectDiscreet(answers);
  // Now the profile is stored, and only its score is not: first in a way that would never pass, then in one that does.
  const failPutScore = (name: string, times: number) => {
    let left = times;
    door.disturb((operation, body) =>
      operation === 'PutItem' && body.includes('"SCORE"') && left-- > 0 ? { status: 400, name } : undefined,
    );
  };
  failPutScore('ValidationException', 1);
  expect(await api.call('PUT', path(), { token: own, body: broken })).toMatchObject({ status: 201 });
  await api.local.idle();
  failPutScore('AccessDeniedException', 2);
  expect(await api.call('PUT', path(), { token: own, body: fact('monthlyIncome', 4712) })).toMatchObject({
    status: 200,
  });
  await api.local.idle();
});

test('who activates a scorecard, and why, is in the registry and in no line', async () => {
  door.reset();
  const token = await api.admin('lovelace-who-operates');
  const scorecard = { ...card, version: 'next', title: 'A secret' };
  const sent = { scorecard, dictionary, signedOffBy: 'Ada Lovelace' };
  expect(await api.call('POST', '/v1/scorecards', { token, body: sent })).toMatchObject({ status: 201 });
  // Warm, so that there is a former card to go on with.
  expect(await api.call('GET', path(), { token: own })).toMatchObject({ status: 200 });
  const activation = { version: 'next', force: true, reason: 'secret 4711' };
  const at = `/v1/scorecards/${card.id}/activate`;
  expect(await api.call('POST', at, { token, body: activation })).toMatchObject({ status: 200 });
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + LOOKS_EVERY_MS });
  try {
    door.disturb((operation, body) =>
      operation === 'Query' && body.includes('scorecard#') ? { status: 400, name: 'ValidationException' } : undefined,
    );
    expect(await api.call('GET', path(), { token: own })).toMatchObject({ status: 200 });
    door.disturb((_, body) =>
      body.includes('job#full-sweep') ? { status: 400, name: 'ValidationException' } : undefined,
    );
    expect(await api.call('GET', path('/score'), { token: own })).toMatchObject({ status: 200 });
    door.reset();
    vi.setSystemTime(Date.now() + LOOKS_EVERY_MS);
    expect(await api.call('GET', path(), { token: own })).toMatchObject({ status: 200 });
  } finally {
    vi.useRealTimers();
  }
});

/** As if the job had been begun two days earlier. */
async function beganEarlier(jobId: string): Promise<void> {
  const client = new DynamoDBClient({ endpoint: process.env.AWS_ENDPOINT_URL ?? '' });
  const item = { TableName: process.env.OPERATIONS_TABLE ?? '', Key: { pk: { S: `job#${jobId}` }, sk: { S: 'JOB' } } };
  const { Item } = await client.send(new GetItemCommand(item));
  const parameters = JSON.parse(Item?.parameters?.S ?? '');
  const earlier = { ...parameters, startedAt: parameters.startedAt - 2 * 86_400_000 };
  const aged = { ...Item, parameters: { S: JSON.stringify(earlier) } };
  await client.send(new PutItemCommand({ TableName: item.TableName, Item: aged }));
  client.destroy();
}

test('nor does a sweep of everybody tell of anybody, nor who began it, also when it fails or is stuck', async () => {
  const token = await api.admin('lovelace-who-operates');
  const ask = (method: string, rest: string) => api.call(method, `/v1/rescore-jobs${rest}`, { token });
  const noScan = () =>
    door.disturb((operation) => (operation === 'Scan' ? { status: 400, name: 'ValidationException' } : undefined));
  noScan();
  const begun = await ask('POST', '');
  expect(begun.status).toBe(201);
  await api.local.idle();
  expect(await ask('POST', '')).toMatchObject({ status: 200, body: { jobId: begun.body.jobId } });
  door.reset();
  expect(await ask('DELETE', `/${begun.body.jobId}`)).toMatchObject({ body: { state: 'cancelled' } });
  expect(await ask('POST', `/${begun.body.jobId}/resume`)).toMatchObject({ body: { state: 'running' } });
  await api.local.idle();
  expect(await ask('GET', `/${begun.body.jobId}`)).toMatchObject({
    body: { state: 'finished', counts: { people: 1 } },
  });
  noScan();
  const stuck = await ask('POST', '');
  await api.local.idle();
  await beganEarlier(stuck.body.jobId);
  door.reset();
  expect((await ask('POST', '')).status).toBe(201);
  expect(await ask('GET', `/${stuck.body.jobId}`)).toMatchObject({ body: { state: 'cancelled' } });
  await api.local.idle();
  const stray = { messageId: 'm', body: '{"secret": 4711}', attributes: {} };
  const reply = await api.local.invoke('rescore-segment', { Records: [stray] });
  expect(reply).toEqual({ batchItemFailures: [{ itemIdentifier: 'm' }] });
});

test('nor is a partner’s secret, or what it is called, and who keeps it', async () => {
  const token = await api.admin('lovelace-who-operates');
  const ask = (method: string, rest: string, body?: unknown) =>
    api.call(method, `/v1/partners/acme${rest}`, { token, body });
  const value = { from: 'secret', map: { lovelace: 4711 } };
  const settings = { name: 'Ada Lovelace & Sons', tier: 'partner', facts: ['monthlyIncome'] };
  expectDiscreet([
    await ask('PUT', '', { ...settings, facts: ['secret4711'] }),
    await ask('PUT', '', { ...settings, events: { e: [{ fact: 'identityVerified', value }] } }),
    await ask('PUT', '', { ...settings, tier: 'secret 4711' }),
    await api.call('GET', '/v1/partners/Secret4711', { token }),
  ]);
  const made = await ask('PUT', '', { ...settings, events: { e: [{ fact: 'monthlyIncome', value }] } });
  const again = [await ask('PUT', '', settings), await ask('POST', '/secrets', {})];
  expect([made, ...again].map(({ status }) => status)).toEqual([201, 200, 201]);
  SECRETS.push(...[made, ...again].flatMap(({ body }) => (body.secret ? [literally(body.secret.slice(6))] : [])));
  expect(await ask('DELETE', '')).toMatchObject({ status: 204 });
});

test('nor does an event of a partner, whatever becomes of it', async () => {
  const facts = ['monthlyIncome'];
  const events = { income: [{ fact: 'monthlyIncome', value: { from: 'amount' } }] };
  const power = await registerPartner(api, 'power', { facts, events, outcomes: true });
  const consents = { 'source:power': true };
  expect((await api.call('PUT', path(), { token: own, body: { consents } })).status).toBeLessThan(300);
  const income = (amount: unknown, id = PERSON) => event('income', id, { amount });
  const planted = [
    income(4711),
    income('secret 4711'),
    income(-4711),
    event('secret4711', 'secret-4711', { secret: 4711 }),
  ];
  const single = await power.send({ events: planted });
  expect(single.body.results.map(({ result }: { result: string }) => result)).toEqual([
    'accepted',
    'refused',
    'refused',
    'refused',
  ]);
  const many = [...planted, ...Array.from({ length: 101 }, (_, n) => income(4711, `secret-4711-${n}`))];
  const batch = await power.send({ events: many });
  expect(batch.status).toBe(202);
  await api.local.idle();
  const told = await power.ask(batch.body.batchId);
  expect(told.body.status).toBe('done');
  expectDiscreet([await power.send({ events: 'secret 4711' }), await power.send('secret 4711')]);
  for (const { text } of [single, told]) expect(text).not.toMatch(/secret.?4711|-4711/);
  SECRETS.push(literally(power.secret.slice(6)));
});

test('nor what a partner is told, nor where, also when nobody takes it', async () => {
  const token = await api.admin('lovelace-who-operates');
  const ask = (method: string, rest: string, body?: unknown) =>
    api.call(method, `/v1/partners/told${rest}`, { token, body });
  expect(await ask('PUT', '', { name: 'Lovelace', tier: 'partner', facts: [] })).toMatchObject({ status: 201 });
  const settings = { types: ['consent.withdrawn'], payload: 'full' };
  expectDiscreet([
    await ask('POST', '/subscriptions', { ...settings, url: 'https://secret:4711@example.com/' }),
    await ask('POST', '/subscriptions', { ...settings, url: 'http://127.0.0.1:1/', types: ['secret4711'] }),
    await ask('GET', '/subscriptions/secret4711'),
    await ask('POST', '/deliveries/secret4711/redeliver'),
  ]);
  const receiver = await startReceiver();
  const made = await ask('POST', '/subscriptions', { ...settings, url: `${receiver.url}/secret4711` });
  expect(made.status).toBe(201);
  SECRETS.push(literally(made.body.secret.slice(6)));
  receiver.answer = () => ({ status: 410, headers: { 'x-said': 'secret4711' } });
  await sleep(1100);
  for (const granted of [true, false]) {
    const body = { facts: {}, consents: { 'recipient:told': granted } };
    expect(await api.call('PUT', path(), { token: own, body })).toMatchObject({ status: 200 });
    await api.local.idle();
  }
  expect(receiver.got).toHaveLength(1);
  const { deliveries } = (await ask('GET', '/deliveries')).body;
  expect(await ask('POST', `/deliveries/${deliveries[0].deliveryId}/redeliver`)).toMatchObject({ status: 202 });
  await api.local.idle();
  await receiver.close();
});

const literally = (text: string) => new RegExp(text.replaceAll(/[+/]/g, '\\$&'));

test('and all that may be said of a person, by whoever may say it, is told to nobody else', async () => {
  door.reset();
  const facts = Object.entries(dictionary.facts as unknown as Record<string, About>);
  for (const tier of ['registry', 'bureau', 'partner', 'platform'] as const) {
    const token = await api.service(`${tier}-of-secrets`, tier);
    const mayState = facts.filter(([, about]) => about.assertableBy.includes(tier));
    for (const part of [mayState.slice(0, 30), mayState.slice(30)]) {
      const body = { facts: Object.fromEntries(part.map(([name, about]) => [name, { value: planted(about) }])) };
      if (part.length > 0) expect(await api.call('PUT', path(), { token, body })).toMatchObject({ status: 200 });
    }
  }
  const consents = { lovelaceSecret4711: true, socialRelationships: true };
  expect(await api.call('PUT', path(), { token: own, body: { facts: {}, consents } })).toMatchObject({ status: 200 });
  await api.local.idle();
  for (const rest of ['', '/score', '/score/history', '/score?baseline=maximum'])
    expect(await api.call('GET', path(rest), { token: own })).toMatchObject({ status: 200 });
  const supposed = { facts: { monthlyIncome: { value: 4711 } } };
  const simulated = await api.call('POST', path('/score/simulate'), { token: own, body: supposed });
  expect(simulated).toMatchObject({ status: 200 });
  expect(await api.call('POST', path('/score'), { token: own })).toMatchObject({ status: 200 });
  expect(await api.call('DELETE', path(), { token: own })).toMatchObject({ status: 204 });
  await api.local.idle();
});

test('a counter of simulations names the person to nobody who lacks the key of the logs', async () => {
  const client = new DynamoDBClient({ endpoint: process.env.AWS_ENDPOINT_URL ?? '' });
  const { Items = [] } = await client.send(new ScanCommand({ TableName: process.env.OPERATIONS_TABLE ?? '' }));
  client.destroy();
  const keys = Items.map(({ pk }) => pk?.S ?? '').filter((pk) => pk.startsWith('use#'));
  expect(keys.length).toBeGreaterThan(0);
  for (const hash of ['hex', 'base64', 'base64url'] as const) {
    const unkeyed = createHash('sha256').update(PERSON).digest(hash).slice(0, 12);
    expect(keys.filter((key) => key.includes(unkeyed) || key.includes(PERSON))).toEqual([]);
  }
});

test('every line is one of the catalogue, with no other field than it names', () => {
  const all = logged();
  expect(new Set(all.map(({ event }) => event))).toEqual(new Set(Object.keys(LOG_EVENTS)));
  for (const { event, ...fields } of all) {
    const known = ['level', 'timestamp', 'service', ...LOG_EVENTS[event as LogEvent].fields];
    expect(Object.keys(fields).filter((name) => !known.includes(name))).toEqual([]);
  }
});

test('and counts name nobody: a service, and for cold starts a function', () => {
  const counted = written().filter((line) => '_aws' in line);
  expect(counted.length).toBeGreaterThan(10);
  const dimensions = new Set(
    counted.flatMap(({ _aws }) => _aws.CloudWatchMetrics.flatMap((one) => one.Dimensions.flat())),
  );
  expect(dimensions).toEqual(new Set(['service', 'function_name']));
});

test('in all that was written there is no name, no value and no token', () => {
  expect(lines.length).toBeGreaterThan(40);
  const said = lines.map((line) => line.replaceAll('/{partnerId}/secrets', ''));
  for (const secret of SECRETS) expect(said.filter((line) => secret.test(line))).toEqual([]);
});

test('a message that looks like a place in the code is not taken for one', () => {
  const { name, at } = whatFailed(new SyntaxError('unexpected\n    at Ada Lovelace (4711)'));
  expect([name, at.length]).toEqual(['SyntaxError', 5]);
  expect(at[0]).toContain('privacy.test.ts');
  for (const secret of SECRETS) expect(at.join()).not.toMatch(secret);
});

interface Line {
  event?: string;
  _aws: { CloudWatchMetrics: { Dimensions: string[][] }[] };
}

/** What the functions wrote: JSON, a line each. */
function written(): Line[] {
  return lines
    .flatMap((said) => said.split('\n'))
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));
}

function logged(): Line[] {
  return written().filter(({ event }) => event !== undefined);
}

/** A fact of the shipped dictionary, as far as it matters here. */
interface About {
  type: string;
  range?: [low: number, high: number];
  categories?: string[];
  whole?: boolean;
  assertableBy: string[];
}

/** A value of the fact that can be found again, as far as its type lets one be written. */
function planted({ type, range: [low, high] = [0, 0], categories = [], whole }: About): unknown {
  if (type === 'flag') return true;
  if (type === 'since') return '1947-11-04';
  if (type === 'category') return categories[0];
  if (type === 'months') return { 'account-of-Lovelace-4711': { '2026-01': low } };
  const found = [4711, 471.1, 47.11, 4.711, 0.4711].find((value) => value >= low && value <= high) ?? high;
  return whole ? Math.round(found) : found;
}
