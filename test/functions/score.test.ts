import { beforeAll, describe, expect, test } from 'vitest';
import { ScoreReply } from '../../lib/schemas/score.ts';
import { dayOf, formatDay } from '../../lib/scoring/calendar.ts';
import { expectProblem, SCORABLE, useApi } from '../support/api.ts';

const api = useApi();
const today = formatDay(dayOf(Date.now()));
let bank: string;
beforeAll(async () => {
  bank = await api.service('bank', 'bureau');
});
const put = (id: string, facts: object) => api.call('PUT', `/v1/profiles/${id}`, { token: bank, body: { facts } });
const get = (id: string, rest = '', method = 'GET') =>
  api.call(method, `/v1/profiles/${id}/score${rest}`, { token: bank });

test('a score computed on request is the one that is stored, and computing it again writes nothing', async () => {
  await put('ada', SCORABLE);
  const first = await get('ada', '', 'POST');
  expect(first.status).toBe(200);
  expect(ScoreReply.strict().parse(first.body)).toMatchObject({
    subjectId: 'ada',
    status: 'scored',
    profileVersion: 1,
  });
  expect(first.headers.get('cache-control')).toBe('no-store');
  await api.local.idle();
  const before = await api.stored('ada');
  expect((await get('ada', '', 'POST')).body).toEqual(first.body);
  expect((await get('ada')).body).toEqual(first.body);
  await api.local.idle();
  expect(await api.stored('ada')).toEqual(before);
});

describe('the reasons are told against', () => {
  test.each(['population', 'cutoff', 'maximum'])('%s, as asked', async (baseline) => {
    await put('ben', SCORABLE);
    await get('ben', '', 'POST');
    const { status, body } = await get('ben', `?baseline=${baseline}`);
    expect({ status, baseline: body.baseline }).toEqual({ status: 200, baseline });
    const points = body.reasons.map((reason: { points: number }) => reason.points);
    expect(points).toEqual([...points].sort((a, b) => b - a));
    expect(points.length).toBeLessThanOrEqual(4);
    expect((await get('ben', `?baseline=${baseline}`, 'POST')).body).toEqual(body);
  });
  test('nobody else, and the score does not depend on it', async () => {
    expectProblem(await get('ben', '?baseline=neighbours'), 400, 'invalid-query');
    const all = await Promise.all(['population', 'cutoff', 'maximum'].map((name) => get('ben', `?baseline=${name}`)));
    expect(new Set(all.map(({ body }) => body.score)).size).toBe(1);
    expect(new Set(all.map(({ body }) => JSON.stringify(body.reasons))).size).toBeGreaterThan(1);
  });
});

test('whoever had no score and has none yet is not told of a change', async () => {
  for (const value of [20, 95]) {
    await put('nina', { creditUtilisation: { value } });
    await api.local.idle();
  }
  const { decisions } = (await get('nina', '/history')).body;
  expect(decisions.map(({ status, change }: ScoreReply) => [status, change])).toEqual([
    ['unscorable', undefined],
    ['unscorable', undefined],
  ]);
});

test('the history comes in pages, newest first, without a gap and without a repetition', async () => {
  const values = [0, 15, 35, 60, 80, 120, 5];
  for (const [revision, value] of values.entries()) {
    await put('carla', { ...SCORABLE, creditUtilisation: { value, revision, observedAt: today } });
  }
  await api.local.idle();
  const { body } = await get('carla', '/history?limit=100');
  expect(body.next).toBeUndefined();
  const versions = body.decisions.map((decision: ScoreReply) => decision.profileVersion);
  expect(versions).toEqual(values.map((_, n) => values.length - n));
  for (const decision of body.decisions) ScoreReply.strict().parse(decision);
  for (const limit of [1, 3, 7]) {
    const read: ScoreReply[] = [];
    let next: string | undefined;
    do {
      const page = await get(
        'carla',
        `/history?limit=${limit}${next === undefined ? '' : `&next=${encodeURIComponent(next)}`}`,
      );
      expect(page.status).toBe(200);
      expect(page.body.decisions.length).toBeLessThanOrEqual(limit);
      read.push(...page.body.decisions);
      next = page.body.next;
    } while (next !== undefined);
    expect(read).toEqual(body.decisions);
  }
  expect(body.decisions[0].change).toMatchObject({
    from: body.decisions[1].score,
    causes: { ageing: 0, scorecard: 0 },
  });
  expect(body.decisions.at(-1).change).toBeUndefined();
  const { freshness, ...current } = (await get('carla')).body;
  expect(body.decisions[0]).toEqual(current);
  expect(freshness).toBe(today);
});

test.each(['abc', '1#2#3', '020000#0000000001', '020000-0000000001-000001', '{"pk":"ada"}', '%F0%9F%92%A9'])(
  'a page that does not exist (%s) is refused',
  async (next) => {
    expectProblem(
      await get('carla', `/history?next=${next.startsWith('%') ? next : encodeURIComponent(next)}`),
      400,
      'invalid-query',
    );
  },
);

test('a page mark of one person shows nothing of them to another', async () => {
  await put('dan', SCORABLE);
  await api.local.idle();
  const { body } = await get('carla', '/history?limit=1');
  const other = await get('dan', `/history?next=${encodeURIComponent(body.next)}`);
  expect(other.body.decisions.map((decision: ScoreReply) => decision.subjectId)).not.toContain('carla');
});
