import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, inject, onTestFinished, test } from 'vitest';
import type { StoredScore } from '../../lib/schemas/stored.ts';
import { dayOf, formatDay } from '../../lib/scoring/calendar.ts';
import { type Score, score, type Unscorable } from '../../lib/scoring/score.ts';
import { dynamodbStore } from '../../lib/store/dynamodb.ts';
import { spawnDynamoDbLocal } from '../../local/engines/java.ts';
import { issueToken } from '../../local/issuer.ts';
import { call, fromSource, SCORABLE } from '../support/api.ts';
import { service, shipped, states, together } from '../support/builders.ts';
import { startTestLocal, temporaryDirectory } from '../support/local.ts';

// The whole service as a process of its own, killed while it writes. Every call is repeated until it is acknowledged, so
// version k of a person is what the first k calls said, and all else about them can be computed.

const CHILD = new URL('stack-child.ts', import.meta.url).pathname;
const PEOPLE = ['ada', 'bob', 'carla', 'dora'];
const UTILISATION = [0, 15, 15.5, 60, 80, 80.5, 120, 5, 35, 35, 8, 9, 250];
const today = formatDay(dayOf(Date.now()));

/** Call number k about anybody: at first all that a score needs, then a figure that goes up and down. */
function said(k: number): Record<string, { value: unknown; observedAt: string; revision: number }> {
  const facts = { ...(k === 1 ? SCORABLE : {}), creditUtilisation: { value: UTILISATION[k % UTILISATION.length] } };
  return Object.fromEntries(
    Object.entries(facts).map(([name, { value }]) => [name, { value, observedAt: today, revision: k }]),
  );
}

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});

test('nothing acknowledged is lost through kills at any moment, and each real change has one decision [dynalite]', () =>
  killAndCheck(4));

test.skipIf(inject('dynamodbLocal') === '')(
  'the same while the database lives on, as on AWS [DynamoDB Local]',
  async () => {
    const java = await spawnDynamoDbLocal();
    undo.push(java.close);
    await java.ready;
    await killAndCheck(3, java.endpoint);
  },
);

async function killAndCheck(kills: number, endpoint?: string): Promise<void> {
  const state = temporaryDirectory();
  const acknowledged = new Map(PEOPLE.map((id) => [id, 0]));
  for (let round = 0; round < kills; round += 1) await writeUntilKilled(state, acknowledged, endpoint);
  const calls = [...acknowledged.values()].reduce((sum, count) => sum + count, 0);
  expect(calls).toBeGreaterThanOrEqual(kills);
  const local = await startTestLocal({
    stateDir: state,
    load: fromSource(),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  undo.unshift(local.close);
  await local.idle();
  const client = new DynamoDBClient({ endpoint: process.env.DYNAMODB_ENDPOINT ?? '' });
  const { SUBJECTS_TABLE = '', DECISIONS_TABLE = '', OPERATIONS_TABLE = '' } = process.env;
  const store = dynamodbStore(client, {
    subjects: SUBJECTS_TABLE,
    decisions: DECISIONS_TABLE,
    operations: OPERATIONS_TABLE,
  });
  for (const [id, count] of acknowledged) {
    const { profile, current } = await store.readSubject(id, { consistent: true });
    // The last call may have been carried out without its answer.
    expect(profile?.version, id).toBeOneOf([count, count + 1]);
    const { decisions } = await store.listDecisions(id, { limit: 100_000, after: undefined });
    const { changes, last } = expectedOf(profile!.version);
    expect(decisions.map(({ profileVersion }) => profileVersion).reverse(), id).toEqual(changes);
    expect(outcomeOf(current as StoredScore), id).toBe(last);
    expect(current, id).toEqual(decisions[0]);
  }
  client.destroy();
  console.log(`${kills} kills, ${calls} acknowledged calls`);
}

async function writeUntilKilled(
  state: string,
  acknowledged: Map<string, number>,
  endpoint: string | undefined,
): Promise<void> {
  const env = { ...process.env, ...(endpoint === undefined ? {} : { DYNAMODB_ENDPOINT: endpoint }) };
  const child = spawn(process.execPath, [CHILD, state], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  await once(child.stdout, 'data');
  const url = /http:\S+/.exec(output)?.[0] ?? '';
  const token = await issueToken({ state, subject: 'bank', scope: 'subjects:any profile:write', tier: 'bureau' });
  const write = async (id: string, acknowledge: () => void) => {
    for (;;) {
      const k = acknowledged.get(id)! + 1;
      const { status, body } = await call(url, 'PUT', `/v1/profiles/${id}`, { token, body: { facts: said(k) } });
      expect([status, body.version]).toEqual([expect.toBeOneOf([200, 201]), k]);
      acknowledged.set(id, k);
      acknowledge();
    }
  };
  const enough = Promise.withResolvers<void>();
  const most = 1 + Math.floor(Math.random() * 40);
  let calls = 0;
  const count = () => {
    calls += 1;
    if (calls >= most) enough.resolve();
  };
  const writing = PEOPLE.map((id) => write(id, count).catch((error) => expect(error).toBeInstanceOf(TypeError)));
  await enough.promise;
  await sleep(Math.random() * 40);
  child.kill('SIGKILL');
  await Promise.all([...writing, ended]);
  expect(output).toBe(`ready at ${url}\n`);
}

/** Which versions are changes, and what the last one comes to: by the pure function alone. */
function expectedOf(version: number): { changes: number[]; last: string } {
  const bank = service('bureau', 'bank');
  let evidence = together(shipped.dictionary, []);
  let last = '';
  const changes: number[] = [];
  for (let k = 1; k <= version; k += 1) {
    for (const [name, { value }] of Object.entries(said(k))) {
      evidence = together(shipped.dictionary, [
        evidence,
        states(shipped.dictionary, bank, today, { [name]: value }, k),
      ]);
    }
    const outcome = outcomeOf(score({ evidence, consents: {} }, shipped.card, dayOf(Date.now())));
    if (outcome !== last) changes.push(k);
    last = outcome;
  }
  return { changes, last };
}

function outcomeOf(result: Score | Unscorable | StoredScore): string {
  const dimensions = result.dimensions.map((dimension) =>
    typeof dimension === 'number' ? dimension : dimension.score,
  );
  const reasons = 'reasons' in result ? result.reasons.map(({ index, kind }) => [index, kind]) : [];
  return JSON.stringify([result.status, 'score' in result ? result.score : undefined, dimensions, reasons]);
}
