import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { issueToken } from '../../local/issuer.ts';
import { call, SCORABLE } from '../support/api.ts';
import { shippedJson } from '../support/builders.ts';
import { temporaryDirectory } from '../support/local.ts';

// The whole service as a process of its own, killed while it sweeps.

const CHILD = new URL('stack-child.ts', import.meta.url).pathname;
const PEOPLE = 120;
const KILLS = 4;
const LONGEST_MS = 90_000;

interface Child {
  ask(method: string, path: string, body?: object): Promise<{ status: number; body: Answer }>;
  kill(): Promise<unknown>;
}

// biome-ignore lint/suspicious/noExplicitAny: the test says what it expects of it.
type Answer = any;

async function startOn(state: string): Promise<Child> {
  const child = spawn(process.execPath, [CHILD, state], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [line] = await once(child.stdout, 'data');
  const url = /http:\S+/.exec(String(line))?.[0] ?? '';
  const bank = { state, subject: 'bank', scope: 'subjects:any profile:write score:read', tier: 'bureau' } as const;
  const admin = await issueToken({ state, subject: 'operator', scope: 'admin' });
  const service = await issueToken(bank);
  return {
    ask: (method, path, body) =>
      call(url, method, path, { token: path.startsWith('/v1/profiles') ? service : admin, body }),
    kill: () => {
      child.kill('SIGKILL');
      return once(child, 'close');
    },
  };
}

test('a sweep goes on after its process was killed, and everybody is counted once', { timeout: 120_000 }, async () => {
  const state = temporaryDirectory();
  let child = await startOn(state);
  const names = Array.from({ length: PEOPLE }, (_, n) => `person-${n}`);
  for (const name of names) await child.ask('PUT', `/v1/profiles/${name}`, { facts: SCORABLE });
  for (const name of names) expect((await child.ask('POST', `/v1/profiles/${name}/score`)).status).toBe(200);
  const scorecard = { ...shippedJson.card, version: 'next' };
  const registration = { scorecard, dictionary: shippedJson.dictionary, signedOffBy: 'the committee' };
  expect((await child.ask('POST', '/v1/scorecards', registration)).status).toBe(201);
  const activation = { version: 'next', force: true, reason: 'a test' };
  expect((await child.ask('POST', `/v1/scorecards/${scorecard.id}/activate`, activation)).status).toBe(200);
  // Everybody changes, at a pace that takes several seconds.
  const { body: begun } = await child.ask('POST', '/v1/rescore-jobs', { segments: 3, pace: 20 });
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(300 + Math.random() * 1500);
    await child.kill();
    child = await startOn(state);
  }
  const job = await endOf(child, begun.jobId);
  expect(job.counts).toMatchObject({ people: PEOPLE, changed: PEOPLE, failed: 0, leftToStream: 0 });
  expect(job.report.migration.reduce((sum: number, { people }: Answer) => sum + people, 0)).toBe(PEOPLE);
  const laps = job.bySegment.map(({ attempt }: Answer) => attempt);
  expect(Math.max(...laps)).toBeGreaterThan(1);
  for (const name of names) {
    const { body } = await child.ask('GET', `/v1/profiles/${name}/score/history`);
    expect(
      body.decisions.map((decision: Answer) => decision.scorecard.version),
      name,
    ).toEqual(['next', expect.anything()]);
  }
  await child.kill();
});

async function endOf(child: Child, jobId: string): Promise<Answer> {
  const until = Date.now() + LONGEST_MS;
  for (;;) {
    const { body } = await child.ask('GET', `/v1/rescore-jobs/${jobId}`);
    if (body.state === 'finished') return body;
    expect(Date.now(), JSON.stringify(body.bySegment)).toBeLessThan(until);
    await sleep(200);
  }
}
