import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { LOG_EVENTS } from '../../lib/http/log-events.ts';
import { telemetry } from '../../lib/http/telemetry.ts';
import { tellTransition } from '../../lib/http/tell-transition.ts';
import { expectProblem, SCORABLE, useApi } from '../support/api.ts';
import { listen } from '../support/telemetry.ts';

const lines: Record<string, unknown>[] = [];
const api = useApi(() => ({ environment: { LOG_LEVEL: 'INFO', METRICS_NAMESPACE: 'Tahini' } }));
const loggedAs = (event: string) => lines.filter((line) => line.event === event);
/** How often something was counted since the last call. */
const counted = (name: string) =>
  lines.filter((line) => '_aws' in line).reduce((sum, line) => sum + times(line[name]), 0);

beforeAll(() => {
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      lines.push(
        ...String(chunk)
          .trim()
          .split('\n')
          .filter((line) => line.startsWith('{'))
          .map((line) => JSON.parse(line)),
      );
      return true;
    });
  }
});
afterAll(() => vi.restoreAllMocks());

function times(value: unknown): number {
  return [value].flat().reduce<number>((sum, each) => sum + (typeof each === 'number' ? each : 0), 0);
}

describe('a request', () => {
  test('is followed by its id from the gateway through the stream to the decision record', async () => {
    const bank = await api.service('bank', 'bureau');
    const answer = await api.call('PUT', '/v1/profiles/ada', { token: bank, body: { facts: SCORABLE } });
    await api.local.idle();
    const requestId = answer.headers.get('apigw-requestid') ?? '';
    expect(requestId).toMatch(/^[\w+/]{16}$/);
    expect(
      (await api.stored('ada')).map(({ sk, requestId: kept }) => [sk?.S?.replace(/.*#.*/, 'decision'), kept?.S]),
    ).toEqual([
      ['PROFILE', requestId],
      ['SCORE', requestId],
      ['decision', requestId],
    ]);
    const trail = lines.filter((line) => line.requestId === requestId);
    expect(trail.map(({ event }) => event)).toEqual(['request-answered', 'score-changed', 'decision-recorded']);
    expect(new Set(trail.map(({ subject }) => subject)).size).toBe(1);
    expect(trail[0]).toMatchObject({
      level: 'INFO',
      service: 'tahini-local',
      route: 'PUT /v1/profiles/{subjectId}',
      status: 201,
    });
    expect(trail[0]?.ms).toBeGreaterThanOrEqual(0);
  });

  test('that computes a score leaves its own id with what it changed, unless the stream was faster', async () => {
    const bank = await api.service('bank', 'bureau');
    const stated = await api.call('PUT', '/v1/profiles/bea', { token: bank, body: { facts: SCORABLE } });
    const asked = await api.call('POST', '/v1/profiles/bea/score', { token: bank });
    await api.local.idle();
    const ids = [stated, asked].map(({ headers }) => headers.get('apigw-requestid'));
    const changes = loggedAs('score-changed').filter(({ requestId }) => ids.includes(String(requestId)));
    expect([1, 2]).toContain(changes.length);
    const score = (await api.stored('bea')).find(({ sk }) => sk?.S === 'SCORE');
    expect(changes.map(({ requestId }) => requestId)).toContain(score?.requestId?.S);
    expect(loggedAs('decision-recorded').filter(({ requestId }) => ids.includes(String(requestId)))).toHaveLength(1);
  });

  test('that is refused is named by the same id in the answer, and by what was wrong in the log', async () => {
    const ada = await api.person('ada');
    const answer = await api.call('PUT', '/v1/profiles/ada', {
      token: ada,
      body: { facts: { nonsense: { value: 1 } } },
    });
    expectProblem(answer, 422, 'unknown-fact');
    const requestId = answer.headers.get('apigw-requestid');
    expect(answer.body.instance).toBe(`urn:request:${requestId}`);
    expect(lines.find((line) => line.requestId === requestId)).toMatchObject({ status: 422, problem: 'unknown-fact' });
  });
});

test('what happened is counted, each thing once', async () => {
  lines.length = 0;
  const bank = await api.service('bank', 'bureau');
  const put = (revision: number) =>
    api.call('PUT', '/v1/profiles/carl', {
      token: bank,
      body: { facts: { ...SCORABLE, bankruptcies7y: { value: revision, revision, observedAt: '2026-01-01' } } },
    });
  for (const revision of [0, 0, 1]) {
    await put(revision);
    await api.local.idle();
  }
  await api.call('GET', '/v1/profiles/nobody', { token: bank });
  await api.call('DELETE', '/v1/profiles/carl', { token: bank });
  await api.local.idle();
  const names = [
    'ProfileChanged',
    'ProfileUnchanged',
    'ProfileErased',
    'ScoreChanged',
    'DecisionRecorded',
    'RequestRefused',
  ];
  expect(names.map((name) => [name, counted(name)])).toEqual([
    ['ProfileChanged', 2],
    ['ProfileUnchanged', 1],
    ['ProfileErased', 1],
    ['ScoreChanged', 2],
    ['DecisionRecorded', 2],
    ['RequestRefused', 1],
  ]);
  expect(loggedAs('erasure-finished')).toHaveLength(1);
});

test('a function whose card is outdated changes nothing, and says so', () => {
  const told = listen();
  const about = { subjectId: 'ada', requestId: 'r' };
  tellTransition(told.telemetry, { action: 'ignore', why: 'former-activation' }, about);
  tellTransition(told.telemetry, { action: 'ignore', why: 'unchanged' }, about);
  tellTransition(told.telemetry, undefined, about);
  expect([...told.counts]).toEqual([
    ['CardOutdated', 1],
    ['ScoreUnchanged', 2],
  ]);
  expect(told.lines).toEqual([]);
});

describe('a person in the log', () => {
  const setting = { level: 'INFO', service: 's', metricsNamespace: undefined } as const;
  const named = (hashKey: string) => telemetry({ ...setting, hashKey });
  test('has one name under one key, another under another, and nobody without the key can tell whose it is', () => {
    const [one, two] = [named('a'.repeat(32)), named('b'.repeat(32))];
    expect(one.nameOf('ada')).toBe(one.nameOf('ada'));
    expect(one.nameOf('ada')).not.toBe(one.nameOf('adb'));
    expect(one.nameOf('ada')).not.toBe(two.nameOf('ada'));
    expect(one.nameOf('ada')).toMatch(/^[\w-]{16}$/);
    expect(one.nameOf(undefined)).toBeUndefined();
  });
  test('is not told of by a field that the catalogue does not name, whoever asks for it', () => {
    lines.length = 0;
    named('a'.repeat(32)).log('decision-recorded', { requestId: 'r', ...{ income: 4711, name: 'Ada' } });
    expect(lines).toEqual([
      { level: 'INFO', event: 'decision-recorded', timestamp: expect.any(String), service: 's', requestId: 'r' },
    ]);
  });
});

test('docs/logging.md tells of each event, its level and its fields', () => {
  const rows = readFileSync('docs/logging.md', 'utf8').matchAll(/^\| `([a-z-]+)` \| (\w+) \| ([^|]+) \|/gm);
  const told = Object.fromEntries(
    [...rows].map(([, event, level, fields]) => [
      event,
      [level, fields?.match(/`\w+`/g)?.map((name) => name.slice(1, -1))],
    ]),
  );
  const meant = Object.entries(LOG_EVENTS).map(([event, { level, fields }]) => [event, [level.toUpperCase(), fields]]);
  expect(told).toEqual(Object.fromEntries(meant));
});
