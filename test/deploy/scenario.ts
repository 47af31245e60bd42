import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect } from 'vitest';
import { OUTCOME_EVENT } from '../../lib/schemas/partner-event.ts';
import { type Api, SCORABLE } from '../support/api.ts';
import { shippedJson } from '../support/builders.ts';
import { event, headersOf, letTell } from '../support/partner-api.ts';
import { startReceiver } from '../support/receiver.ts';
import type { Watched } from './observe.ts';

type Item = Record<string, { S: string } | { N: string }>;

/** Takes every way through every function that leads to a table. */
export async function doEverything(api: Api, watched: Pick<Watched, 'meanwhile'>): Promise<void> {
  const bank = await api.service('bank', 'bureau');
  const at = (path: string) => `/v1/profiles/${path}`;
  const put = (id: string, facts: object) => api.call('PUT', at(id), { token: bank, body: { facts } });
  const ask = async (method: string, path: string, status: number, body?: object) => {
    expect((await api.call(method, at(path), { token: bank, body })).status).toBe(status);
  };
  const less = { utilityPayments: SCORABLE.utilityPayments };
  expect((await put('ada', less)).status).toBe(201);
  for (const id of ['ada', 'ada', 'bea', 'eva']) expect((await put(id, SCORABLE)).body.version).toBeGreaterThan(0);
  await api.local.idle();
  await ask('GET', 'ada', 200);
  await ask('GET', 'ada/score', 200);
  await ask('GET', 'ada/score/history', 200);
  await ask('POST', 'ada/score/simulate', 200, { target: 800 });
  await withClient((client) => client.send(new DeleteItemCommand({ TableName: subjects(), Key: key('eva', 'SCORE') })));
  await ask('GET', 'eva/score', 404);
  await ask('POST', 'eva/score', 200);
  await changeCards(api);
  await ask('POST', 'eva/score', 200);
  await keepPartners(api, watched);
  await tellPartners(api);
  await rescore(api);
  await tellOutcomes(api);
  await eraseAndCome(api, bank);
  await comeLate(api);
  await beUnreadable(api);
}

/** Begins sweeps in every way, several at the same moment too, and follows one to its end. */
async function rescore(api: Api): Promise<void> {
  const token = await api.admin();
  const ask = async (method: string, path: string, status: number, body?: object) => {
    const answer = await api.call(method, `/v1/rescore-jobs${path}`, { token, body });
    expect(answer.status).toBe(status);
    return answer.body;
  };
  const starts = Array.from({ length: 5 }, (_, day) =>
    api.local.invoke('rescore-start', { scheduledTime: `2026-01-0${day + 1}T02:00:00Z` }),
  );
  await Promise.allSettled(starts);
  await api.local.idle();
  await Promise.all(Array.from({ length: 5 }, () => api.call('POST', '/v1/rescore-jobs', { token, body: {} })));
  await api.local.idle();
  await fillPages();
  await ask('POST', '', 201, { scorecard: { id: shippedJson.card.id, version: 'next' } });
  await api.local.idle();
  const [{ jobId }] = (await ask('GET', '', 200)).jobs;
  await ask('GET', `/${jobId}`, 200);
  await ask('GET', `/${jobId}/unscored`, 200);
  const next = await ask('POST', '', 201, { segments: 20, dryRun: true, pace: 1 });
  await api.local.invoke('rescore-start', { scheduledTime: '2026-02-06T02:00:00Z' });
  await ask('DELETE', `/${next.jobId}`, 200);
  await ask('POST', `/${next.jobId}/resume`, 200);
  await api.local.idle();
}

/** More than a page of a scan, and nobody's. */
async function fillPages(): Promise<void> {
  for (let n = 0; n < 6; n += 1) {
    const Item = { ...key(`nobody-${n}`, 'ZZZ'), filling: { S: 'x'.repeat(390_000) } };
    await withClient((client) => client.send(new PutItemCommand({ TableName: subjects(), Item })));
  }
}

async function changeCards(api: Api): Promise<void> {
  const token = await api.admin();
  const scorecard = { ...shippedJson.card, version: 'next', title: 'Another' };
  const body = { scorecard, dictionary: shippedJson.dictionary, signedOffBy: 'the committee' };
  expect((await api.call('POST', '/v1/scorecards', { token, body })).status).toBe(201);
  const at = `/v1/scorecards/${scorecard.id}`;
  expect((await api.call('POST', `${at}/activate`, { token, body: { version: 'next' } })).status).toBe(409);
  const activation = { version: 'next', force: true, reason: 'a test' };
  expect((await api.call('POST', `${at}/activate`, { token, body: activation })).status).toBe(200);
  expect((await api.call('GET', `${at}?version=next`, { token })).status).toBe(200);
  expect((await api.call('GET', '/v1/scorecards', { token })).status).toBe(200);
}

/** A partner from its registration to its end. */
async function keepPartners(api: Api, watched: Pick<Watched, 'meanwhile'>): Promise<void> {
  const token = await api.admin();
  const ask = async (method: string, path: string, status: number, body?: object) => {
    expect((await api.call(method, `/v1/partners${path}`, { token, body })).status).toBe(status);
  };
  const settings = { name: 'Acme Power', tier: 'partner', facts: ['utilityPayments'], outcomes: true };
  await ask('PUT', '/acme', 201, settings);
  await sendEvents(api, token, settings, watched);
  await ask('PUT', '/acme', 200, { ...settings, enabled: false });
  await ask('POST', '/acme/secrets', 201, {});
  await ask('GET', '', 200);
  await ask('GET', '/acme', 200);
  const nowhere = { url: 'http://127.0.0.1:1/', types: ['rescore.completed'] };
  await ask('POST', '/acme/subscriptions', 201, nowhere);
  await ask('DELETE', '/acme', 204);
}

/** Signed events: of one person, of more than can be waited for, and what became of those. */
async function sendEvents(
  api: Api,
  token: string,
  settings: object,
  { meanwhile }: Pick<Watched, 'meanwhile'>,
): Promise<void> {
  const slot = { account: { is: 'flat' }, month: { from: 'month' } };
  const events = { bill: [{ fact: 'utilityPayments', value: { is: 0 }, ...slot }] };
  const { body } = await api.call('PUT', '/v1/partners/power', { token, body: { ...settings, events } });
  for (const id of ['fay', 'gus', 'hal']) await letTell(api, id, 'power');
  // Two withdraw their consent in the very moment in which the outcome of their loan is put.
  meanwhile(async ({ functionName, operation, table, key: id }) => {
    const isPut = operation === 'PutItem' && table === process.env.DECISIONS_TABLE;
    if (isPut && functionName.endsWith('-events') && ['gus', 'hal'].includes(id))
      await letTell(api, id, 'power', false);
  });
  const loan = { loan: '1', outcome: 'good', product: 'cash', openedOn: '2026-01-01', observedOn: '2026-02-01' };
  const signed = (method: string, path: string, text: string, id?: string) =>
    api.call(method, `/v1/partners/power${path}`, {
      headers: headersOf(body.secret, text, id),
      body: text === '' ? undefined : text,
    });
  const bills = ['fay', ...Array.from({ length: 101 }, (_, n) => `nobody-${n}`)].map((id) =>
    event('bill', id, { month: '2026-01' }),
  );
  expect((await signed('POST', '/events', JSON.stringify(bills[0]))).status).toBe(200);
  const ofGus = await signed('POST', '/events', JSON.stringify(event(OUTCOME_EVENT, 'gus', loan)));
  expect(ofGus.body.results).toMatchObject([{ result: 'refused' }]);
  const batch = await signed(
    'POST',
    '/events',
    JSON.stringify({
      events: [...bills.map((bill) => ({ ...bill, data: { month: '2026-02' } })), event(OUTCOME_EVENT, 'hal', loan)],
    }),
  );
  expect(batch.status).toBe(202);
  await api.local.idle();
  const { batchId } = batch.body;
  expect((await signed('GET', `/batches/${batchId}`, '', batchId)).body).toMatchObject({ status: 'done' });
}

/** A loan that was decided by a registered card. */
async function tellOutcomes(api: Api): Promise<void> {
  const body = { consents: { 'source:bank': true }, facts: {} };
  expect((await api.call('PUT', '/v1/profiles/eva', { token: await api.person('eva'), body })).status).toBe(200);
  await api.local.idle();
  const day = new Date().toISOString().slice(0, 10);
  const Item = { ...key('eva', `OUTCOME#bank#1#${day}`), said: { S: `2#${day}#card` }, profileVersion: { N: '1' } };
  const TableName = process.env.DECISIONS_TABLE ?? '';
  await withClient((client) => client.send(new PutItemCommand({ TableName, Item })));
  const answer = await api.call('GET', '/v1/outcomes', { token: await api.admin() });
  expect(answer.body.loans).toMatchObject([{ loan: '1', decision: { scorecard: { version: 'next' } } }]);
}

/** Somebody is told, does not answer, is gone, and is sent for again; and people take consents back, or are erased. */
async function tellPartners(api: Api): Promise<void> {
  const receiver = await startReceiver();
  const token = await api.admin();
  const ask = async (method: string, path: string, status: number, body?: object) => {
    const answer = await api.call(method, `/v1/partners${path}`, { token, body });
    expect(answer.status).toBe(status);
    return answer.body;
  };
  await ask('PUT', '/told', 201, { name: 'Told', tier: 'partner', facts: [] });
  const types = ['score.changed', 'score.band_changed', 'consent.withdrawn', 'rescore.completed'];
  const settings = { url: receiver.url, types, payload: 'full' };
  const { subscriptionId } = await ask('POST', '/told/subscriptions', 201, settings);
  const spare = await ask('POST', '/told/subscriptions', 201, { ...settings, enabled: false });
  const path = `/told/subscriptions/${subscriptionId}`;
  await ask('GET', '/told/subscriptions', 200);
  await ask('GET', path, 200);
  await ask('POST', `${path}/secrets`, 201);
  await ask('DELETE', `/told/subscriptions/${spare.subscriptionId}`, 204);
  const say = async (subjectId: string, granted: boolean) => {
    const consents = { 'recipient:told': granted };
    const person = await api.person(subjectId);
    await api.call('PUT', `/v1/profiles/${subjectId}`, { token: person, body: { facts: {}, consents } });
    await api.local.idle();
  };
  // The stream functions keep subscriptions for a second here.
  await sleep(1100);
  for (const [n, answer] of [500, 200, 410].entries()) {
    receiver.answer = () => ({ status: answer, headers: { 'retry-after': '1' } });
    await say(`told-${n}`, true);
    await sleep(1100);
    await ask('PUT', path, 200, settings);
  }
  receiver.answer = () => ({ status: 503, headers: { 'retry-after': '0' } });
  await say('told-0', false);
  await say('told-4', true);
  const erasing = await api.person('told-4');
  expect((await api.call('DELETE', '/v1/profiles/told-4', { token: erasing })).status).toBe(204);
  await sleep(6000);
  receiver.answer = () => ({ status: 200 });
  const { deliveries } = await ask('GET', '/told/deliveries', 200);
  const one = `/told/deliveries/${deliveries.at(-1).deliveryId}`;
  await ask('GET', one, 200);
  await ask('POST', `${one}/redeliver`, 202);
  expect((await api.call('POST', '/v1/rescore-jobs', { token, body: { segments: 1 } })).status).toBe(201);
  await api.local.idle();
  await receiver.close();
}

async function eraseAndCome(api: Api, bank: string): Promise<void> {
  expect((await api.call('DELETE', '/v1/profiles/ada', { token: bank })).status).toBe(204);
  await api.local.idle();
  const body = { consents: { scoring: true }, facts: {} };
  expect((await api.call('PUT', '/v1/profiles/ada', { token: await api.person('ada'), body })).status).toBe(201);
  expect((await api.call('DELETE', '/v1/profiles/ada', { token: bank })).status).toBe(204);
  await api.local.idle();
}

/** A change of a person who is erased by now, and an erasure that left decisions for the stream to delete. */
async function comeLate(api: Api): Promise<void> {
  const [profile] = (await api.stored('bea')).filter(({ sk }) => sk?.S === 'PROFILE');
  await api.local.invoke('score-on-change', record({ ...profile, ...key('ada', 'PROFILE') } as Item));
  const tombstone = { ...key('bea', 'SCORE'), erasedVersion: { N: '99' }, expiresAt: { N: '4000000000' } };
  await api.local.invoke('publish-change', record(tombstone));
  await api.local.idle();
}

async function beUnreadable(api: Api): Promise<void> {
  for (const sk of ['PROFILE', 'SCORE']) {
    const Item = { ...key('cyd', sk), version: { N: '1' }, evidence: { S: '{' }, detail: { S: '{' } };
    await withClient((client) => client.send(new PutItemCommand({ TableName: subjects(), Item })));
  }
  await api.local.idle();
}

function record(NewImage: Item) {
  const { pk, sk } = NewImage;
  return { Records: [{ eventName: 'MODIFY', dynamodb: { Keys: { pk, sk }, NewImage, SequenceNumber: '1' } }] };
}

function key(subjectId: string, sk: string) {
  return { pk: { S: subjectId }, sk: { S: sk } };
}

function subjects(): string {
  return process.env.SUBJECTS_TABLE ?? '';
}

async function withClient(use: (client: DynamoDBClient) => Promise<unknown>): Promise<void> {
  const client = new DynamoDBClient({});
  await use(client);
  client.destroy();
}
