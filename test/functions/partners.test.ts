import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { isSecret } from '../../lib/http/signature.ts';
import { expectProblem, useApi } from '../support/api.ts';
import { shippedJson } from '../support/builders.ts';

const logged: string[] = [];
const api = useApi(() => ({ environment: { LOG_LEVEL: 'INFO' } }));
let token: string;
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
  token = await api.admin('grace');
});
afterAll(() => vi.restoreAllMocks());
afterEach(() => vi.useRealTimers());

const SETTINGS = {
  name: 'Acme Power',
  tier: 'partner',
  facts: ['utilityPayments'],
  events: { 'bill.paid': [{ fact: 'utilityPayments', value: { is: 0 }, account: { from: 'meter' } }] },
};
const DEFAULTS = { outcomes: false, eventsPerMinute: 6000, enabled: true };
const call = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
  api.call(method, `/v1/partners${path}`, { token, body, ...(headers && { headers }) });
const put = (id: string, changes: object = {}, headers?: Record<string, string>) =>
  call('PUT', `/${id}`, { ...SETTINGS, ...changes }, headers);
const rotate = (id: string, headers?: Record<string, string>) => call('POST', `/${id}/secrets`, {}, headers);
const HOUR_MS = 3_600_000;
const later = (hours: number) => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + hours * HOUR_MS });

test('a partner is registered with a secret that is told once', async () => {
  const made = await put('acme');
  expect(made).toMatchObject({ status: 201, body: { partnerId: 'acme', version: 1, ...SETTINGS, ...DEFAULTS } });
  expect(made.headers.get('etag')).toBe('"1"');
  expect(isSecret(made.body.secret)).toBe(true);
  const { secret, ...about } = made.body;
  const read = await call('GET', '/acme');
  expect(read).toMatchObject({ status: 200, body: about });
  expect(read.headers.get('etag')).toBe('"1"');
  expect(about.secrets).toEqual([{ secretId: expect.stringMatching(/^[\w-]{36}$/), createdAt: expect.any(String) }]);
  expect(logged.join()).toContain('"event":"partner-registered"');
  for (const text of [read.text, (await call('GET', '')).text, logged.join('\n'), await storedText()]) {
    expect(text).not.toContain(secret.slice(6));
  }
});

test('its settings change, its secret stays, and the same again changes nothing', async () => {
  const { body } = await put('changing');
  const changed = await put('changing', { name: 'Acme Water', outcomes: true });
  expect(changed).toMatchObject({ status: 200, body: { version: 2, name: 'Acme Water', outcomes: true } });
  expect(changed.body).not.toHaveProperty('secret');
  expect(changed.body.secrets).toEqual(body.secrets);
  const again = await put('changing', { name: 'Acme Water', outcomes: true });
  expect(again.body).toEqual(changed.body);
  const back = await put('changing', { events: {} });
  expect(back.body).toMatchObject({ version: 3, name: 'Acme Power', outcomes: false, events: {} });
});

test('who has seen another version is told so, and nothing is changed', async () => {
  expectProblem(await put('seen', {}, { 'if-match': '"1"' }), 412, 'stale-if-match');
  await put('seen');
  await put('seen', { name: 'Two' }, { 'if-match': '"1"' });
  const stale = { 'if-match': '"1"' };
  expectProblem(await put('seen', { name: 'Three' }, stale), 412, 'stale-if-match');
  expectProblem(await rotate('seen', stale), 412, 'stale-if-match');
  expectProblem(await call('DELETE', '/seen', undefined, stale), 412, 'stale-if-match');
  expect((await call('GET', '/seen')).body).toMatchObject({ version: 2, name: 'Two', secrets: [{}] });
});

test('of many who change a partner at once each has a version of its own', async () => {
  await put('busy');
  const answers = await Promise.all(Array.from({ length: 6 }, (_, n) => put('busy', { name: `By ${n}` })));
  expect(answers.map(({ body }) => body.version).toSorted()).toEqual([2, 3, 4, 5, 6, 7]);
});

describe('a secret', () => {
  const valid = async (id: string) =>
    // With a token of that time.
    (await api.call('GET', `/v1/partners/${id}`, { token: await api.admin() })).body.secrets.map(
      ({ secretId }: { secretId: string }) => secretId,
    );

  test('is replaced by a new one, and good for another day', async () => {
    const first = await put('rotating');
    const second = await rotate('rotating');
    expect(second).toMatchObject({ status: 201, body: { version: 2, secrets: [{}, {}] } });
    expect(second.body.secret).not.toBe(first.body.secret);
    expect(isSecret(second.body.secret)).toBe(true);
    const [fresh, former] = second.body.secrets;
    expect(fresh).not.toHaveProperty('expiresAt');
    expect(former.secretId).toBe(first.body.secrets[0].secretId);
    expect(Date.parse(former.expiresAt) - Date.parse(fresh.createdAt)).toBe(24 * HOUR_MS);
    later(23);
    expect(await valid('rotating')).toHaveLength(2);
    vi.useRealTimers();
    later(24);
    expect(await valid('rotating')).toEqual([fresh.secretId]);
  });

  test('that became known is ended by replacing it twice', async () => {
    const known = (await put('leaked')).body.secrets[0].secretId;
    await rotate('leaked');
    await rotate('leaked');
    const left = await valid('leaked');
    expect(left).toHaveLength(2);
    expect(left).not.toContain(known);
  });
});

test('a deleted partner is gone, and nobody gets its id again', async () => {
  const { secret } = (await put('gone')).body;
  expect((await call('DELETE', '/gone')).status).toBe(204);
  for (const answer of [await call('GET', '/gone'), await rotate('gone'), await call('DELETE', '/gone')])
    expectProblem(answer, 404, 'unknown-partner');
  expectProblem(await put('gone'), 409, 'partner-deleted');
  expect(
    (await call('GET', '?limit=100')).body.partners.map((one: { partnerId: string }) => one.partnerId),
  ).not.toContain('gone');
  expect(await storedText('partner#gone')).not.toMatch(new RegExp(`sealed|${secret.slice(6, 20)}`));
});

test('partners are listed by their ids, in pages', async () => {
  for (const id of ['list-b', 'list-a', 'list-c']) await put(id);
  const names: string[] = [];
  let next: string | undefined;
  do {
    const { body } = await call('GET', `?limit=2${next === undefined ? '' : `&next=${next}`}`);
    names.push(...body.partners.map((partner: { partnerId: string }) => partner.partnerId));
    next = body.next;
  } while (next !== undefined);
  expect(names).toEqual(names.toSorted());
  expect(names).toEqual(expect.arrayContaining(['list-a', 'list-b', 'list-c']));
  expectProblem(await call('GET', '?limit=0'), 400, 'invalid-query');
  expectProblem(await call('GET', '?next=A'), 400, 'invalid-query');
});

describe('refused is', () => {
  test('everything that is wrong with a partner, by its place', async () => {
    const events = {
      'bill.paid': [
        { fact: 'monthlyIncome', value: { is: 1 } },
        { fact: 'utilityPayments', value: { is: 5 } },
      ],
    };
    const answer = await put('wrong', { facts: ['utilityPayments', 'taxArrears'], events });
    expectProblem(answer, 422, 'tier-may-not-assert');
    expect(answer.body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/facts/1',
      '/events/bill.paid/0/fact',
      '/events/bill.paid/1/account',
      '/events/bill.paid/1/value/is',
    ]);
    expectProblem(await call('GET', '/wrong'), 404, 'unknown-partner');
  });

  test.each<[string, object]>([
    ['/tier', { tier: 'self' }],
    ['/name', { name: 'two\nlines' }],
    ['/eventsPerMinute', { eventsPerMinute: 0 }],
    ['/events', JSON.parse('{"events": {"__proto__": []}}')],
    ['/events/e/0/value', { events: { e: [{ fact: 'f', value: { from: '../x' } }] } }],
    ['/secrets', { secrets: [] }],
  ])('a body whose %s is not of the right shape', async (pointer, changes) => {
    const answer = await call('PUT', '/shape', JSON.stringify({ ...SETTINGS, ...changes }));
    expectProblem(answer, 422, 'invalid-body');
    expect(answer.body.errors.map((each: { pointer: string }) => each.pointer).join(' ')).toContain(
      pointer === '/secrets' ? '' : pointer,
    );
  });

  test.each(['Acme', 'a_b', '-a', 'a'.repeat(41), 'a%2Fb', '%00'])('the id %s', async (id) => {
    expectProblem(await put(id), 400, 'invalid-partner-id');
    expectProblem(await call('GET', `/${id}`), 400, 'invalid-partner-id');
  });

  test('whoever is no administrator', async () => {
    const others = [await api.service('bank', 'bureau'), await api.person('ada'), undefined];
    for (const token of others) {
      const status = token === undefined ? 401 : 403;
      for (const [method, path] of [
        ['GET', ''],
        ['PUT', '/acme'],
        ['GET', '/acme'],
        ['DELETE', '/acme'],
        ['POST', '/acme/secrets'],
      ])
        expect(
          (await api.call(method!, `/v1/partners${path}`, { token, body: method === 'PUT' ? SETTINGS : undefined }))
            .status,
        ).toBe(status);
    }
  });
});

test('a partner is disabled even when the dictionary has moved on from what it could say', async () => {
  const dictionary = structuredClone(shippedJson.dictionary) as { version: string; facts: Record<string, unknown> };
  dictionary.facts.shoeSize = dictionary.facts.incomeSources;
  // As if it had been registered under a dictionary that a deployment has left since.
  const partner = JSON.stringify({
    ...JSON.parse((await storedItem('acme')).partner?.S ?? ''),
    facts: ['shoeSize'],
    events: {},
  });
  await overwrite('acme', partner);
  const outdated = { facts: ['shoeSize'], events: {} };
  expectProblem(await put('acme', { ...outdated, name: 'Other' }), 422, 'unknown-fact');
  expect(await put('acme', { ...outdated, enabled: false })).toMatchObject({ status: 200, body: { enabled: false } });
  expectProblem(await put('acme', { ...outdated, enabled: true }), 422, 'unknown-fact');
});

test('what was done is told, and to whom, and nothing more', async () => {
  logged.length = 0;
  await put('told');
  await put('told', { enabled: false });
  await rotate('told');
  await call('DELETE', '/told');
  const events = logged.flatMap((line) => (line.includes('"partner":"told"') ? [JSON.parse(line)] : []));
  expect(events.map(({ event, enabled, version }) => [event, enabled, version])).toEqual([
    ['partner-registered', true, undefined],
    ['partner-changed', false, 2],
    ['partner-rotated', undefined, 3],
    ['partner-deleted', undefined, undefined],
  ]);
});

const client = () => new DynamoDBClient({ endpoint: process.env.AWS_ENDPOINT_URL ?? '' });

/** Everything under a key of the Operations table, as it lies there. */
async function storedText(pk = 'partner#acme'): Promise<string> {
  const query = new QueryCommand({
    TableName: process.env.OPERATIONS_TABLE ?? '',
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: pk } },
  });
  return JSON.stringify((await client().send(query)).Items);
}

async function storedItem(id: string): Promise<Record<string, { S?: string }>> {
  return JSON.parse(await storedText(`partner#${id}`))[0];
}

async function overwrite(id: string, partner: string): Promise<void> {
  const { PutItemCommand } = await import('@aws-sdk/client-dynamodb');
  const item = (await storedItem(id)) as Record<string, never>;
  await client().send(
    new PutItemCommand({ TableName: process.env.OPERATIONS_TABLE ?? '', Item: { ...item, partner: { S: partner } } }),
  );
}
