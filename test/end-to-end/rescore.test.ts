import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { dayOf, formatDay } from '../../lib/scoring/calendar.ts';
import { type Api, SCORABLE, useApi } from '../support/api.ts';
import { shippedJson } from '../support/builders.ts';

// Sweeps over HTTP: begun, watched, cancelled and resumed.

const PEOPLE = 40;
const names = Array.from({ length: PEOPLE }, (_, n) => `person-${n}`);
const api = useApi();

const asAdmin = async (method: string, path: string, body?: object) =>
  api.call(method, `/v1/rescore-jobs${path}`, { token: await api.admin(), body });

async function ended(jobId: string) {
  await api.local.idle();
  const { body } = await asAdmin('GET', `/${jobId}`);
  expect(body.state).toBe('finished');
  return body;
}

async function enrol({ local, service, call: ask }: Api): Promise<void> {
  const token = await service('bank', 'bureau');
  for (const name of names) {
    const answer = await ask('PUT', `/v1/profiles/${name}`, { token, body: { facts: SCORABLE } });
    expect(answer.status).toBe(201);
  }
  await local.idle();
}

test('everybody is re-scored, and the job says what became of whom', async () => {
  await enrol(api);
  const { status, body } = await asAdmin('POST', '', { segments: 3 });
  expect(status).toBe(201);
  expect(body).toMatchObject({ state: 'running', segments: { all: 3, open: 3 }, counts: { people: 0 } });
  const done = await ended(body.jobId);
  expect(done.counts).toMatchObject({ people: PEOPLE, unchanged: PEOPLE, written: 0, failed: 0 });
  expect(done).toMatchObject({ progress: 1, segments: { all: 3, open: 0 }, startedBy: 'operator' });
  expect(done.bySegment.map(({ state }: { state: string }) => state)).toEqual(['done', 'done', 'done']);
  const people = (rows: { people: number }[]) => rows.reduce((sum, row) => sum + row.people, 0);
  expect(people(done.report.migration)).toBe(PEOPLE);
  expect(done.report.movers).toEqual({ up: [], down: [] });
  const { body: listed } = await asAdmin('GET', '?limit=1');
  expect(listed.jobs).toMatchObject([{ jobId: body.jobId, state: 'finished' }]);
  expect((await asAdmin('GET', `/${body.jobId}/unscored`)).body).toEqual({ people: [] });
});

test('a score that a sweep left as it is is known to stand on the day of the sweep', async () => {
  const client = new DynamoDBClient({ endpoint: process.env.AWS_ENDPOINT_URL ?? '' });
  const [past, today] = [dayOf(Date.now()) - 10, dayOf(Date.now())];
  await client.send(
    new UpdateItemCommand({
      TableName: process.env.SUBJECTS_TABLE,
      Key: { pk: { S: 'person-0' }, sk: { S: 'SCORE' } },
      UpdateExpression: 'SET asOf = :day, guard = :guard',
      ExpressionAttributeValues: { ':day': { N: String(past) }, ':guard': { S: `000001#0000000001#0${past}` } },
    }),
  );
  client.destroy();
  const { body } = await asAdmin('POST', '');
  expect((await ended(body.jobId)).counts).toMatchObject({ people: PEOPLE, unchanged: PEOPLE, written: 0 });
  const token = await api.service('bank', 'bureau');
  const ask = async (method: string) => (await api.call(method, '/v1/profiles/person-0/score', { token })).body;
  const told = { asOf: formatDay(past), freshness: formatDay(today) };
  expect(await ask('GET')).toMatchObject(told);
  expect(await ask('POST')).toMatchObject(told);
});

test('a card is activated without force once everybody was scored under it and nobody written', async () => {
  const token = await api.admin();
  const scorecard = structuredClone(shippedJson.card);
  Object.assign(scorecard, { version: 'next', title: 'Another' });
  const card = { id: scorecard.id, version: 'next' };
  const registration = { scorecard, dictionary: shippedJson.dictionary, signedOffBy: 'the committee' };
  expect((await api.call('POST', '/v1/scorecards', { token, body: registration })).status).toBe(201);
  const activate = () =>
    api.call('POST', `/v1/scorecards/${card.id}/activate`, { token, body: { version: card.version } });
  const refused = await activate();
  expect(refused).toMatchObject({ status: 409, body: { type: 'urn:tahini:problem:dry-run-missing' } });
  expect(refused.body.detail).toContain('POST /v1/rescore-jobs');
  expect((await asAdmin('POST', '', { scorecard: card })).body.errors).toMatchObject([{ pointer: '/scorecard' }]);
  const part = await asAdmin('POST', '', { scorecard: card, dryRun: true, bands: ['good'] });
  await ended(part.body.jobId);
  expect((await activate()).status).toBe(409);
  const { body } = await asAdmin('POST', '', { scorecard: card, dryRun: true });
  const { counts } = await ended(body.jobId);
  expect(counts).toMatchObject({ people: PEOPLE, written: 0 });
  const activated = await activate();
  expect(activated).toMatchObject({ status: 200, body: { version: 'next', reason: `dry run ${body.jobId}` } });
  const after = await asAdmin('POST', '');
  expect((await ended(after.body.jobId)).counts).toMatchObject({ people: PEOPLE, changed: PEOPLE, written: PEOPLE });
});

test('a job is cancelled and resumed, and a second start is told of the running one', async () => {
  const token = await api.service('bank', 'bureau');
  for (const name of names) {
    const body = { facts: { creditUtilisation: { value: 100 } } };
    expect((await api.call('PUT', `/v1/profiles/${name}`, { token, body })).status).toBe(200);
  }
  await api.local.idle();
  // Two messages wait behind a pace that nobody can hold in this time.
  const { body } = await asAdmin('POST', '', { segments: 2, pace: 1, dryRun: true });
  const second = await asAdmin('POST', '');
  expect(second).toMatchObject({ status: 200, body: { jobId: body.jobId } });
  const cancelled = await asAdmin('DELETE', `/${body.jobId}`);
  expect(cancelled.body.state).toBe('cancelled');
  await api.local.idle();
  const resumed = await asAdmin('POST', `/${body.jobId}/resume`);
  expect(resumed.body.state).toBe('running');
  expect((await ended(body.jobId)).counts.people).toBe(PEOPLE);
  expect((await asAdmin('POST', `/${body.jobId}/resume`)).body.type).toBe('urn:tahini:problem:job-ended');
});

test('a scheduled start that comes twice begins one job', async () => {
  const event = { scheduledTime: '2026-11-06T02:00:00Z' };
  await Promise.allSettled([api.local.invoke('rescore-start', event), api.local.invoke('rescore-start', event)]);
  await api.local.idle();
  await api.local.invoke('rescore-start', event);
  await api.local.idle();
  const { jobs } = (await asAdmin('GET', '')).body;
  const scheduled = jobs.filter(({ jobId }: { jobId: string }) => jobId.endsWith('-schedule'));
  expect(scheduled).toMatchObject([{ jobId: '20261106T020000000Z-schedule', state: 'finished' }]);
});

test.each([
  ['a day to come', { asOf: '2999-01-01' }, '/asOf'],
  ['a band that is not there', { bands: ['good', 'bad'] }, '/bands/1'],
  ['no segments', { segments: 0 }, '/segments'],
  ['a word that nobody knows', { dryrun: true }, ''],
])('a request with %s is refused by field, and begins nothing', async (_, body, pointer) => {
  const before = (await asAdmin('GET', '')).body.jobs.length;
  const answer = await asAdmin('POST', '', body);
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } });
  expect((await asAdmin('GET', '')).body.jobs).toHaveLength(before);
});

test('what nobody began is not found, and who is not in charge is refused', async () => {
  expect((await asAdmin('GET', '/running')).status).toBe(404);
  expect((await asAdmin('DELETE', '/20260101T000000000Z-abc')).status).toBe(404);
  const card = { id: 'expert', version: 'nobody' };
  expect((await asAdmin('POST', '', { scorecard: card, dryRun: true })).status).toBe(404);
  const token = await api.service('bank', 'bureau');
  expect((await api.call('POST', '/v1/rescore-jobs', { token, body: {} })).status).toBe(403);
});
