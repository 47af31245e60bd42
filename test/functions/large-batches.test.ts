import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { expectProblem, useApi } from '../support/api.ts';
import { bill, letTell, registerPartner } from '../support/partner-api.ts';

const api = useApi();
const people = (name: string, count: number) => Array.from({ length: count }, (_, n) => `${name}-${n}`);
const counts = (results: { result: string; why?: string }[]) => {
  const names = results.map(({ result, why }) => why ?? result);
  return Object.fromEntries(
    [...new Set(names)].sort().map((name) => [name, names.filter((each) => each === name).length]),
  );
};

describe('a batch about more people than can be waited for', () => {
  test('is taken in at once, and what became of each event can be asked for, in order', async () => {
    const power = await registerPartner(api, 'power');
    const enrolled = people('ann', 4);
    for (const id of enrolled) await letTell(api, id, 'power');
    const everybody = [...enrolled, ...people('nobody', 110)];
    const wrong = { ...bill('ann-0', '2026-01'), type: 'unknown' };
    const events = [wrong, ...everybody.flatMap((id) => [bill(id, '2026-01'), bill(id, '2026-02', 'late')])];
    const { status, body } = await power.send({ events });
    expect({ status, body }).toEqual({
      status: 202,
      body: { batchId: expect.stringMatching(/^batch_[\w-]{32}$/), status: 'open', events: 229 },
    });
    await api.local.idle();
    const done = await power.ask(body.batchId);
    expect(done).toMatchObject({ status: 200, body: { batchId: body.batchId, status: 'done', events: 229 } });
    expect(done.body.results.map(({ id }: { id: string }) => id)).toEqual(events.map(({ id }) => id));
    expect(counts(done.body.results)).toEqual({ 'unknown-event-type': 1, accepted: 8, 'not-reachable': 220 });
    const token = await api.person('ann-3');
    const { body: profile } = await api.call('GET', '/v1/profiles/ann-3', { token });
    expect(profile).toMatchObject({
      version: 2,
      facts: { utilityPayments: [{ months: [{ value: 0 }, { value: 1 }] }] },
    });
  });

  test('that is sent again is the same batch, with the results that it had', async () => {
    const power = await registerPartner(api, 'power-2');
    await letTell(api, 'bob', 'power-2');
    const events = ['bob', ...people('nobody', 120)].map((id) => bill(id, '2026-01'));
    const signed = { id: 'msg_of-the-partner' };
    const first = await power.send({ events }, signed);
    await api.local.idle();
    const results = (await power.ask(first.body.batchId)).body;
    const again = await power.send({ events }, signed);
    await api.local.idle();
    expect(again.body).toEqual(first.body);
    expect((await power.ask(first.body.batchId)).body).toEqual(results);
    expect(counts(results.results)).toEqual({ accepted: 1, 'not-reachable': 120 });
    const other = await power.send({ events });
    expect(other.body.batchId).not.toBe(first.body.batchId);
    await api.local.idle();
    expect(counts((await power.ask(other.body.batchId)).body.results)).toEqual({ duplicate: 1, 'not-reachable': 120 });
  });

  test('is read by nobody but the partner, for this batch', async () => {
    const [power, other] = [await registerPartner(api, 'power-3'), await registerPartner(api, 'power-4')];
    const { body } = await power.send({ events: people('nobody', 101).map((id) => bill(id, '2026-01')) });
    await api.local.idle();
    expectProblem(await other.ask(body.batchId), 404, 'unknown-batch');
    expectProblem(await other.ask(body.batchId, { to: 'power-3' }), 401, 'not-signed');
    expectProblem(await power.ask(body.batchId, { at: new Date(Date.now() - 400_000) }), 401, 'not-signed');
    expectProblem(await power.ask(body.batchId, { id: 'batch_of-another' }), 404, 'unknown-batch');
    expectProblem(await power.ask('batch_that-is-not-there'), 404, 'unknown-batch');
    expect((await power.ask(body.batchId)).status).toBe(200);
  });

  test('changes nothing of a partner that is disabled before it is read', async () => {
    const power = await registerPartner(api, 'power-5');
    await letTell(api, 'cem', 'power-5');
    await power.change({ enabled: false });
    const [queueUrl, client] = [process.env.EVENTS_QUEUE_URL ?? '', new SQSClient({})];
    const facts = { phoneVerified: { value: true, observedAt: '2026-03-10', revision: 1 } };
    const events = [{ place: 0, id: 'e', subjectId: 'cem', at: 1, facts }];
    const expiresAt = Math.floor(Date.now() / 1000) + 1000;
    const about = { partnerId: 'power-5', batchId: 'batch_x', part: 0, requestId: 'r', expiresAt };
    await client.send(
      new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ ...about, events }) }),
    );
    client.destroy();
    await sleep(50);
    await api.local.idle();
    expect(JSON.stringify(await api.stored('cem'))).not.toContain('partner:power-5');
  });
});
