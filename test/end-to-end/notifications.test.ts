import { setTimeout as sleep } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { HOSTILE } from '../http/outbound/hostile.ts';
import { SCORABLE, useApi } from '../support/api.ts';
import { shippedJson } from '../support/builders.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';

// From a PUT of a profile to a POST at a partner, over HTTP on both ends, verified by the official library.

const api = useApi();
let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());
beforeEach(() => {
  receiver.got.length = 0;
  receiver.answer = () => ({ status: 200 });
});

const asAdmin = async (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
  api.call(method, `/v1/partners${path}`, { token: await api.admin(), body, headers });

/** On one machine the stream functions keep subscriptions for a second. */
const noticed = () => sleep(1100);

async function subscribe(partnerId: string, types: string[], more: object = {}) {
  await asAdmin('PUT', `/${partnerId}`, { name: partnerId, tier: 'partner', facts: [] });
  const { status, body } = await asAdmin('POST', `/${partnerId}/subscriptions`, {
    url: `${receiver.url}/${partnerId}`,
    types,
    ...more,
  });
  expect(status).toBe(201);
  await noticed();
  return body;
}

async function say(subjectId: string, consents: Record<string, boolean>): Promise<void> {
  const token = await api.person(subjectId);
  const { status } = await api.call('PUT', `/v1/profiles/${subjectId}`, { token, body: { facts: {}, consents } });
  expect(status).toBeLessThan(300);
  await api.local.idle();
}

async function report(subjectId: string, facts: object = SCORABLE): Promise<void> {
  const token = await api.service('bank', 'bureau');
  const { status } = await api.call('PUT', `/v1/profiles/${subjectId}`, { token, body: { facts } });
  expect(status).toBeLessThan(300);
  await api.local.idle();
}

const LESS = { bankruptcies7y: { value: 2 } };
const came = (partnerId: string) => receiver.got.filter(({ path }) => path === `/hook/${partnerId}`);
const verified = (partnerId: string, secret: string) =>
  came(partnerId).map(({ body, headers }) => new Webhook(secret).verify(body, headers as Record<string, string>));

describe('a partner is told', () => {
  test('of a score that may be known to it, and its library verifies that', async () => {
    const { secret, subscriptionId } = await subscribe('lender', ['score.changed', 'score.band_changed'], {
      payload: 'full',
    });
    await say('ada', { 'recipient:lender': true });
    receiver.got.length = 0;
    await report('ada');
    const [event] = verified('lender', secret) as [{ type: string; subject: string; data: Record<string, unknown> }];
    const score = (await api.call('GET', '/v1/profiles/ada/score', { token: await api.person('ada') })).body;
    expect(event).toMatchObject({ type: 'score.band_changed', subject: 'ada' });
    expect(event.data).toMatchObject({ score: score.score, band: score.band, coverage: score.coverage });
    expect(event.data.reasons).toEqual(score.reasons);
    expect(event.data.version).toEqual({ activationSeq: 1, profileVersion: score.profileVersion, asOf: score.asOf });
    const { deliveries } = (await asAdmin('GET', '/lender/deliveries?limit=2')).body;
    const [{ id }] = came('lender') as [(typeof receiver.got)[0]];
    const delivery = deliveries.find(({ messageId }: { messageId: string }) => messageId === id);
    expect(delivery).toMatchObject({
      state: 'delivered',
      subscriptionId,
      subjectId: 'ada',
      attempts: [{ status: 200 }],
    });
    const path = `/lender/deliveries/${delivery.deliveryId}`;
    expect((await asAdmin('GET', path)).body).toEqual(delivery);
    expect((await asAdmin('POST', `${path}/redeliver`)).status).toBe(202);
    await api.local.idle();
    expect(came('lender').map((each) => each.id)).toEqual([id, id]);
    expect((await asAdmin('GET', path)).body.attempts).toHaveLength(2);
  });

  test('of nobody who did not consent to it, or does not any more: and of that it is told', async () => {
    const { secret } = await subscribe('landlord', ['score.changed', 'consent.withdrawn']);
    await report('bea');
    await say('bea', { 'recipient:landlord': true, 'recipient:lender': false });
    expect(came('landlord')).toEqual([]);
    await say('bea', { 'recipient:landlord': false });
    expect(verified('landlord', secret)).toMatchObject([
      { type: 'consent.withdrawn', subject: 'bea', data: { subjectId: 'bea', consent: 'recipient' } },
    ]);
    await report('bea', LESS);
    expect(came('landlord')).toHaveLength(1);
  });

  test('of nothing about a person who was erased', async () => {
    await subscribe('shop', ['score.changed']);
    await say('cyd', { 'recipient:shop': true });
    receiver.got.length = 0;
    // The endpoint is slow to recover; meanwhile the person is erased.
    receiver.answer = () => ({ status: 503, headers: { 'retry-after': '0' } });
    await report('cyd');
    expect(receiver.got).toHaveLength(1);
    const erased = await api.call('DELETE', '/v1/profiles/cyd', { token: await api.person('cyd') });
    expect(erased.status).toBe(204);
    await sleep(6500);
    await api.local.idle();
    expect(receiver.got).toHaveLength(1);
    const { deliveries } = (await asAdmin('GET', '/shop/deliveries')).body;
    expect(deliveries.map(({ state }: { state: string }) => state)).toEqual(['delivered']);
  });

  test('of a sweep, once, and of each person whose score it changed, once; of a dry run nothing', async () => {
    const { secret } = await subscribe('telco', ['score.changed', 'score.band_changed', 'rescore.completed'], {
      payload: 'full',
    });
    const names = ['dora', 'eli', 'fay'];
    for (const name of names) {
      await report(name);
      await say(name, { 'recipient:telco': true });
    }
    const token = await api.admin();
    const scorecard = { ...structuredClone(shippedJson.card), version: 'swept', title: 'Another' };
    const document = { scorecard, dictionary: shippedJson.dictionary, signedOffBy: 'the committee' };
    expect((await api.call('POST', '/v1/scorecards', { token, body: document })).status).toBe(201);
    const activation = { version: 'swept', force: true, reason: 'a test' };
    await api.call('POST', `/v1/scorecards/${scorecard.id}/activate`, { token, body: activation });
    receiver.got.length = 0;
    const sweep = (body: object) => api.call('POST', '/v1/rescore-jobs', { token, body });
    await sweep({ dryRun: true, segments: 2 });
    await api.local.idle();
    expect(came('telco')).toEqual([]);
    const { jobId } = (await sweep({ segments: 3 })).body;
    await api.local.idle();
    const events = verified('telco', secret) as {
      type: string;
      subject: string;
      data: { counts?: { changed: number } };
    }[];
    const sent = events.map(({ type, subject }) => `${type} ${subject}`).sort();
    expect(sent).toEqual([`rescore.completed ${jobId}`, ...names.map((name) => `score.changed ${name}`)]);
    expect(events.find(({ type }) => type === 'rescore.completed')?.data.counts?.changed).toBeGreaterThan(2);
  });

  test('nothing more once its endpoint is gone, until it is enabled again and the rest is sent for', async () => {
    const { subscriptionId } = await subscribe('bank', ['score.changed']);
    const path = `/bank/subscriptions/${subscriptionId}`;
    receiver.answer = () => ({ status: 410 });
    await say('gil', { 'recipient:bank': true });
    await report('gil');
    const gone = await asAdmin('GET', path);
    expect(gone.body).toMatchObject({ enabled: false, disabledFor: 'gone', version: 2 });
    receiver.got.length = 0;
    receiver.answer = () => ({ status: 200 });
    await noticed();
    await report('gil', LESS);
    expect(came('bank')).toEqual([]);
    const { url, types } = gone.body;
    const enabled = await asAdmin('PUT', path, { url, types }, { 'if-match': String(gone.headers.get('etag')) });
    expect(enabled.body).toMatchObject({ enabled: true, version: 3 });
    expect(enabled.body).not.toHaveProperty('disabledFor');
    const { deliveries } = (await asAdmin('GET', '/bank/deliveries')).body;
    expect(deliveries.map(({ state }: { state: string }) => state).sort()).toEqual(['dropped', 'failed']);
    for (const { deliveryId } of deliveries) await asAdmin('POST', `/bank/deliveries/${deliveryId}/redeliver`);
    await api.local.idle();
    const sent = deliveries.map(({ messageId }: { messageId: string }) => messageId);
    expect(new Set(came('bank').map(({ id }) => id))).toEqual(new Set(sent));
  });
});

describe('a subscription', () => {
  test('has a secret that is shown once, and two while it is rotated', async () => {
    const made = await subscribe('rotating', ['score.changed']);
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const path = `/rotating/subscriptions/${made.subscriptionId}`;
    const read = await asAdmin('GET', path);
    expect(read.text).not.toContain('whsec_');
    const rotated = await asAdmin('POST', `${path}/secrets`);
    expect(rotated.status).toBe(201);
    expect(rotated.body.secrets).toHaveLength(2);
    expect((await asAdmin('GET', '/rotating/subscriptions')).text).not.toContain('whsec_');
    await say('hal', { 'recipient:rotating': true });
    await report('hal');
    expect(verified('rotating', made.secret).length).toBeGreaterThan(0);
    expect(verified('rotating', rotated.body.secret)).toEqual(verified('rotating', made.secret));
  });

  test('is replaced only as it was read, and deleted', async () => {
    const { subscriptionId } = await subscribe('changing', ['score.changed']);
    const path = `/changing/subscriptions/${subscriptionId}`;
    const settings = { url: receiver.url, types: ['rescore.completed'], bands: ['poor'] };
    expect((await asAdmin('PUT', path, settings, { 'if-match': '"7"' })).status).toBe(412);
    expect((await asAdmin('PUT', path, settings, { 'if-match': '"1"' })).body).toMatchObject({
      ...settings,
      version: 2,
    });
    expect((await asAdmin('DELETE', path, undefined, { 'if-match': '"1"' })).status).toBe(412);
    expect((await asAdmin('DELETE', path)).status).toBe(204);
    expect((await asAdmin('GET', path)).status).toBe(404);
  });

  test('to any hostile address is refused, and it is said why; nor can it be led there afterwards', async () => {
    const { subscriptionId } = await subscribe('refused', ['score.changed']);
    const onLoopback = ['http://127.0.0.1/', 'http://localhost:3000/'];
    for (const url of HOSTILE.filter((each) => !onLoopback.includes(each))) {
      const settings = { url, types: ['score.changed'] };
      const made = await asAdmin('POST', '/refused/subscriptions', settings);
      const led = await asAdmin('PUT', `/refused/subscriptions/${subscriptionId}`, settings);
      expect([url, made.status, led.status]).toEqual([url, 422, 422]);
      expect(made.body.errors).toMatchObject([{ pointer: '/url', type: 'urn:tahini:problem:invalid-body' }]);
      expect(made.text).not.toContain('secret@');
    }
    const { subscriptions } = (await asAdmin('GET', '/refused/subscriptions')).body;
    expect(subscriptions).toMatchObject([{ url: `${receiver.url}/refused`, version: 1 }]);
  });

  test('ends with its partner: nothing is queued for it, and its log says nothing more of anybody', async () => {
    const { subscriptionId } = await subscribe('leaving', ['score.changed']);
    await say('ivy', { 'recipient:leaving': true });
    await report('ivy');
    expect(came('leaving')).not.toEqual([]);
    expect((await asAdmin('DELETE', '/leaving')).status).toBe(204);
    expect((await asAdmin('GET', `/leaving/subscriptions/${subscriptionId}`)).status).toBe(404);
    await noticed();
    const [before, listed] = [came('leaving').length, await asAdmin('GET', '/leaving/deliveries')];
    await report('ivy', LESS);
    expect(came('leaving')).toHaveLength(before);
    expect((await asAdmin('GET', '/leaving/deliveries')).body).toEqual(listed.body);
  });

  test('of nobody, or that is not there, is not found; and only admins may ask', async () => {
    const settings = { url: receiver.url, types: ['score.changed'] };
    expect((await asAdmin('POST', '/nobody/subscriptions', settings)).status).toBe(404);
    expect((await asAdmin('GET', '/lender/subscriptions/sub_0000000000000000')).status).toBe(404);
    expect((await asAdmin('GET', '/lender/subscriptions/x')).status).toBe(404);
    expect((await asAdmin('POST', '/lender/deliveries/x/redeliver')).status).toBe(404);
    const token = await api.service('bank', 'bureau');
    expect((await api.call('GET', '/v1/partners/lender/deliveries', { token })).status).toBe(403);
  });

  test('is one of twenty at most', async () => {
    await asAdmin('PUT', '/greedy', { name: 'Greedy', tier: 'partner', facts: [] });
    const settings = { url: receiver.url, types: ['rescore.completed'], enabled: false };
    const statuses: number[] = [];
    for (let n = 0; n < 21; n += 1) statuses.push((await asAdmin('POST', '/greedy/subscriptions', settings)).status);
    expect(statuses).toEqual([...Array(20).fill(201), 409]);
  });
});
