import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { contentHash } from '../../lib/scorecards/load.ts';
import { dynamodbRegistry } from '../../lib/store/dynamodb.ts';
import { LOOKS_EVERY_MS } from '../../lib/usecases/active-card.ts';
import { expectProblem, SCORABLE, useApi } from '../support/api.ts';
import { germanJson, shippedJson } from '../support/builders.ts';
import { altered } from '../support/write-card.ts';

const api = useApi(() => ({ log: () => {} }));
let token: string;
let bank: string;
beforeAll(async () => {
  token = await api.admin('grace');
  bank = await api.service('bank', 'bureau');
});
afterEach(() => vi.useRealTimers());

const { card: expert, dictionary } = shippedJson;
/** The shipped card under another version, with another number in it. */
const next = (version: string, points = 1) =>
  altered(expert, { version, 'characteristics.0.missing.points': points, title: `Version ${version}` });
const body = (scorecard: unknown, more = {}) => ({ scorecard, dictionary, signedOffBy: 'Risk committee', ...more });
const register = (scorecard: unknown, more = {}) =>
  api.call('POST', '/v1/scorecards', { token, body: body(scorecard, more) });
const activate = (version: string, more: object = { force: true, reason: 'a test' }, id = expert.id) =>
  api.call('POST', `/v1/scorecards/${id}/activate`, { token, body: { version, ...more } });
const tryOut = (version: string, id = expert.id) =>
  api.call('POST', '/v1/rescore-jobs', { token, body: { scorecard: { id, version }, dryRun: true } });
const list = async (query = '') => (await api.call('GET', `/v1/scorecards${query}`, { token })).body;
const score = async (method: string) => (await api.call(method, '/v1/profiles/ada/score', { token: bank })).body;
/** Warm functions look again. */
const later = () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + LOOKS_EVERY_MS });

test('with an empty registry the card of the deployment is activation 1', async () => {
  const hash = contentHash(expert);
  const { id, version } = expert;
  expect(await list()).toEqual({ active: { id, version, hash, activationSeq: 1, of: 'deployment' }, scorecards: [] });
});

test("the deployment's own card is told before anybody registered it", async () => {
  const { id, version } = expert;
  const { status, body: told } = await api.call('GET', `/v1/scorecards/${id}?version=${version}`, { token });
  expect(status).toBe(200);
  expect(told).toMatchObject({ active: true, signedOffBy: 'the deployment', activations: [], scorecard: expert });
  expect(told).not.toHaveProperty('registeredAt');
  expectProblem(await api.call('GET', `/v1/scorecards/${id}?version=0.0.0`, { token }), 404, 'unknown-scorecard');
});

test('a card is registered once, whoever sends it how often, and is told as it was written', async () => {
  const card = next('reg-1');
  const hash = contentHash(card);
  const first = await register(card);
  expect(first).toMatchObject({ status: 201, body: { id: expert.id, version: 'reg-1', hash } });
  const again = await register(card, { signedOffBy: 'Somebody else' });
  expect(again).toMatchObject({ status: 200, body: { hash, signedOffBy: 'Risk committee' } });
  expectProblem(await register(next('reg-1', 1.5)), 409, 'scorecard-taken');
  const { body: read } = await api.call('GET', `/v1/scorecards/${expert.id}?version=reg-1`, { token });
  expect(read).toMatchObject({
    hash,
    signedOffBy: 'Risk committee',
    registeredBy: 'grace',
    registeredAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT/),
    active: false,
    activations: [],
  });
  expect([read.scorecard, read.dictionary]).toEqual([card, dictionary]);
});

test('activating goes forth and back under rising numbers, and the history is kept', async () => {
  expect((await api.call('PUT', '/v1/profiles/ada', { token: bank, body: { facts: SCORABLE } })).status).toBe(201);
  const before = await score('POST');
  expect(before.scorecard).toMatchObject({ version: expert.version, activationSeq: 1 });
  await register(next('act-1', 6));
  expect(await activate('act-1')).toMatchObject({
    status: 200,
    body: { version: 'act-1', activationSeq: 2, activatedBy: 'grace', reason: 'a test', former: contentHash(expert) },
  });
  expect((await list()).active).toMatchObject({ version: 'act-1', activationSeq: 2 });
  // A warm function still has the former card, and soon the new one; the stored score is then explained by the card it was made by.
  expect((await score('POST')).scorecard.activationSeq).toBe(1);
  later();
  const { scorecard, change } = await score('POST');
  expect(scorecard).toMatchObject({ version: 'act-1', activationSeq: 2 });
  expect(change.causes).toMatchObject({ ageing: 0, data: 0 });
  // Undone: the deployment's own card is registered by now.
  expect(await activate(expert.version)).toMatchObject({ status: 200, body: { activationSeq: 3 } });
  later();
  expect(await score('POST')).toMatchObject({ score: before.score, scorecard: { activationSeq: 3 } });
  const { active, scorecards } = await list();
  expect(active).toEqual({ id: expert.id, version: expert.version, hash: contentHash(expert), activationSeq: 3 });
  const numbers = scorecards.map(
    (entry: { version: string; active: boolean; activations: { activationSeq: number }[] }) => [
      entry.version,
      entry.active,
      ...entry.activations.map(({ activationSeq }) => activationSeq),
    ],
  );
  expect(numbers).toEqual(
    expect.arrayContaining([
      ['act-1', false, 2],
      [expert.version, true, 3],
    ]),
  );
});

test('a stored score is told by the card that made it, while another one is active', async () => {
  await register(next('told-1', 7));
  const full = await score('GET');
  expect(full.characteristics.length).toBeGreaterThan(10);
  expect((await activate('told-1')).status).toBe(200);
  later();
  expect(await score('GET')).toEqual(full);
});

test('the card that is active already is not activated again', async () => {
  const { active } = await list();
  const answer = await activate(active.version);
  expect(answer).toMatchObject({ status: 200, body: { activationSeq: active.activationSeq } });
  expect((await list()).active).toEqual(active);
});

test('of two who activate at once each number is given once, and whoever is told yes is in the history', async () => {
  const versions = ['race-1', 'race-2', 'race-3', 'race-4'];
  for (const [n, version] of versions.entries()) await register(next(version, 2 + n / 10));
  const answers = await Promise.all(versions.map((version) => activate(version)));
  const won = answers.filter(({ status }) => status === 200);
  expect(won.length).toBeGreaterThan(0);
  for (const answer of answers) if (answer.status !== 200) expectProblem(answer, 409, 'activation-overtaken');
  const seqs = won.map((answer) => answer.body.activationSeq);
  expect(new Set(seqs).size).toBe(seqs.length);
  expect((await list()).active.activationSeq).toBe(Math.max(...seqs));
});

describe('an activation is refused', () => {
  test('without force, for there are no dry runs yet, and with force without a reason', async () => {
    await register(next('why-1'));
    const answer = await activate('why-1', {});
    expectProblem(answer, 409, 'dry-run-missing');
    expect(answer.body.detail).toMatch(/dry run.*`force: true` with a reason/);
    const mute = await activate('why-1', { force: true });
    expectProblem(mute, 422, 'invalid-body');
    expect(mute.body.errors[0].pointer).toBe('/reason');
    for (const reason of ['', '   ', 'x'.repeat(501), 7, 'red \u001b[31m', 'two\nlines']) {
      expectProblem(await activate('why-1', { force: true, reason }), 422, 'invalid-body');
    }
  });

  test('of a card that nobody registered, under whatever name', async () => {
    for (const id of [expert.id, 'nobody', '__proto__', 'a%23b', 'x'.repeat(3000)]) {
      expectProblem(await activate('never', undefined, id), 404, 'unknown-scorecard');
    }
    for (const version of ['a#b', '', 'x'.repeat(65), '../x']) {
      expectProblem(await activate(version), 422, 'invalid-body');
    }
  });

  test('when its dictionary loses or changes a fact, each of which is named; one that grows is fine, and its undo, too', async () => {
    const { id } = germanJson.card;
    const german = await register(germanJson.card, { dictionary: germanJson.dictionary });
    expect(german.status).toBe(201);
    const lost = await activate(germanJson.card.version, undefined, id);
    expectProblem(lost, 409, 'dictionary-shrinks');
    expect(lost.body.errors[0].detail).toMatch(/^(\w+, ){7}\w+ and \d+ more: is gone$/);
    const trial = await tryOut(germanJson.card.version, id);
    expectProblem(trial, 409, 'dictionary-shrinks');
    expect(trial.body.errors[0]).toMatchObject({ pointer: '/scorecard', detail: lost.body.errors[0].detail });

    const over = (changed: typeof dictionary, version: string) => ({
      ...next(version),
      dictionary: { id: changed.id, hash: contentHash(changed) },
    });
    const narrowed = altered(dictionary, { 'facts.monthlyIncome.range': [0, 500] });
    await register(over(narrowed, 'narrow-1'), { dictionary: narrowed });
    const answer = await activate('narrow-1');
    expectProblem(answer, 409, 'dictionary-shrinks');
    expect(answer.body.errors).toMatchObject([
      { detail: expect.stringMatching(/^monthlyIncome: range was .*only 0 to 500/) },
    ]);

    const grown = altered(dictionary, { 'facts.pets': { ...dictionary.facts.identityVerified, actionable: false } });
    await register(over(grown, 'grown-1'), { dictionary: grown });
    const { active } = await list();
    expect((await activate('grown-1')).status).toBe(200);
    later();
    const put = () => api.call('PUT', '/v1/profiles/ada', { token: bank, body: { facts: { pets: { value: true } } } });
    expect(await put()).toMatchObject({ status: 200, body: { accepted: ['pets'] } });
    expect((await activate(active.version)).status).toBe(200);
    later();
    // The undo has a smaller dictionary, and still nobody is unreadable, and nothing that came in between is lost.
    expect((await api.call('GET', '/v1/profiles/ada', { token: bank })).body.facts.pets).toHaveLength(1);
    expect((await score('POST')).scorecard.version).toBe(active.version);
    expect((await put()).status).toBe(200);
  });
});

describe('a registration is refused, quickly and by field and rule,', () => {
  const cases: [string, unknown, string, RegExp][] = [
    [
      'with bins that overlap',
      altered(expert, { 'characteristics.0.bins.1.from': -5 }),
      '/scorecard/characteristics/0',
      /./,
    ],
    [
      'with a protected fact',
      altered(expert, { 'characteristics.0.fact': 'sex' }),
      '/scorecard/characteristics/0',
      /./,
    ],
    [
      'made for a bench',
      altered(expert, { benchmarkOnly: true }),
      '/scorecard/benchmarkOnly',
      /not to score people by/,
    ],
    ['with a field nobody knows', altered(expert, { colour: 'red' }), '/scorecard', /colour/],
    ['without a version', altered(expert, { version: '' }), '/scorecard/version', /./],
    ['with a version that is a key', altered(expert, { version: 'a#b' }), '/scorecard/version', /64 letters/],
    ['with a title like a book', altered(expert, { title: 'x'.repeat(201) }), '/scorecard/title', /200/],
    ['that is empty', {}, '/scorecard', /./],
  ];
  test.each(cases)('a card %s', async (_, card, pointer, rule) => {
    const answer = await register(card);
    expectProblem(answer, 422, 'invalid-scorecard');
    const found = answer.body.errors.filter((error: { pointer: string }) => error.pointer.startsWith(pointer));
    expect(found.map(({ detail }: { detail: string }) => detail).join()).toMatch(rule);
  });

  test('a dictionary with a fault, or of another card', async () => {
    const bad = altered(dictionary, { 'facts.monthlyIncome.range': [5, 1] });
    const answer = await register(next('dict-1'), { dictionary: bad });
    expectProblem(answer, 422, 'invalid-scorecard');
    expect(answer.body.errors[0].pointer).toBe('/dictionary/facts/monthlyIncome/range');
    const other = await register(next('dict-1'), { dictionary: germanJson.dictionary });
    expect(other.body.errors[0]).toMatchObject({ pointer: '/scorecard/dictionary', detail: /made for another/ });
  });

  test('a body that is no registration', async () => {
    for (const wrong of [
      {},
      [],
      '"x"',
      { scorecard: 7 },
      body(expert, { signedOffBy: '' }),
      body(expert, { more: 1 }),
    ]) {
      expectProblem(await api.call('POST', '/v1/scorecards', { token, body: wrong }), 422, 'invalid-body');
    }
  });

  const bins = (n: number) => `[${Array.from({ length: n }, () => '{}').join(',')}]`;
  const written = (inside: string) => JSON.stringify(body(expert)).replace('"bins":[', `"bins":${inside},"former":[`);
  const hostile: [string, string, RegExp][] = [
    ['three hundred thousand bins', written(bins(300_000)), /1000 items/],
    ['a thousand empty bins', written(bins(999)), /./],
    ['a number beyond all numbers', written('[{"from":null,"to":null,"points":1e999}]'), /finite/],
    ['a member that is no member', written('[{"__proto__":{"points":1}}]'), /__proto__/],
    ['a thousand levels', written(`${'['.repeat(1000)}${']'.repeat(1000)}`), /24 levels/],
    ['a name of half a megabyte', JSON.stringify(body({ ...next('h'), [`x${'y'.repeat(500_000)}`]: 1 })), /./],
    [
      'ten thousand facts',
      JSON.stringify(
        body(expert, {
          dictionary: { facts: Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`f${n}`, 1])) },
        }),
      ),
      /5000 members/,
    ],
  ];
  test.each(hostile)('%s', async (_, text, rule) => {
    const started = process.cpuUsage();
    const answer = await api.call('POST', '/v1/scorecards', { token, body: text });
    const { user, system } = process.cpuUsage(started);
    expectProblem(answer, 422, 'invalid-scorecard');
    expect(answer.body.errors.map(({ detail }: { detail: string }) => detail).join()).toMatch(rule);
    expect(answer.text.length).toBeLessThan(20_000);
    expect((user + system) / 1e6).toBeLessThan(2);
    expect({}).not.toHaveProperty('points');
  });

  test('a body over the limit', async () => {
    const text = JSON.stringify(body(expert, { signedOffBy: 'x'.repeat(1024 * 1024) }));
    expectProblem(await api.call('POST', '/v1/scorecards', { token, body: text }), 413, 'body-too-large');
  });
});

test('nobody but an administrator has anything to do here', async () => {
  const before = await list();
  const routes: [string, string, unknown?][] = [
    ['GET', '/v1/scorecards'],
    ['POST', '/v1/scorecards', body(next('forbidden'))],
    ['GET', `/v1/scorecards/${expert.id}?version=${expert.version}`],
    ['POST', `/v1/scorecards/${expert.id}/activate`, { version: expert.version, force: true, reason: 'x' }],
  ];
  for (const [method, path, sent] of routes) {
    for (const caller of [bank, await api.person('ada'), await api.person('eve', 'admins Admin score:admin')]) {
      expectProblem(await api.call(method, path, { token: caller, body: sent }), 403, 'forbidden');
    }
    expectProblem(await api.call(method, path, { body: sent }), 401, 'unauthenticated');
  }
  expect(await list()).toEqual(before);
});

test('the list comes in pages', async () => {
  const all = (await list('?limit=100')).scorecards;
  const read: unknown[] = [];
  let page: { scorecards: unknown[]; next?: string } = await list('?limit=2');
  for (;;) {
    read.push(...page.scorecards);
    if (page.next === undefined) break;
    page = await list(`?limit=2&next=${encodeURIComponent(page.next)}`);
  }
  expect(read).toEqual(all);
  for (const query of ['?limit=0', '?limit=101', '?next=a', '?next=a%23b%23c', '?next=%00']) {
    expectProblem(await api.call('GET', `/v1/scorecards${query}`, { token }), 400, 'invalid-query');
  }
});

test('an active card that the present code refuses stops nobody who is warm, and is told; nothing is activated over it', async () => {
  const before = await score('GET');
  const { active } = await list();
  const client = new DynamoDBClient({ endpoint: process.env.AWS_ENDPOINT_URL ?? '' });
  const registry = dynamodbRegistry(client, { operations: process.env.OPERATIONS_TABLE ?? '' });
  const outlawed = altered(next('outlawed'), { 'characteristics.0.missing.points': 10_000 });
  const name = { id: expert.id, version: 'outlawed', hash: contentHash(outlawed) };
  const about = { kind: 'expert', title: 'x', signedOffBy: 'x', registeredBy: 'x', registeredAt: 0 } as const;
  const document = { scorecard: outlawed, dictionary };
  await registry.putCard(
    { ...name, ...about, dictionary: { id: 'x', version: 'x', hash: contentHash(dictionary) } },
    document,
  );
  const who = { activatedBy: 'x', activatedAt: 0, reason: 'x' };
  const seq = active.activationSeq + 1;
  await registry.putActivation({ seq, card: name, widest: name.hash, former: active.hash, ...who });
  client.destroy();
  later();
  expect(await score('GET')).toEqual(before);
  expect((await list()).active).toEqual({ ...name, activationSeq: seq });
  for (const version of ['outlawed', 'reg-1']) {
    const answer = await activate(version);
    expectProblem(answer, 422, 'invalid-scorecard');
    expect(answer.body.detail).toMatch(/between the worst and the best bin/);
  }
});
