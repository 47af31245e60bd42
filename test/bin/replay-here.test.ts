import { closeSync, cpSync, existsSync, ftruncateSync, mkdirSync, openSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { dayOf, formatDay } from '../../lib/scoring/calendar.ts';
import { pack } from '../../lib/scoring/pack.ts';
import { profileItem } from '../../lib/store/items.ts';
import type { Handler } from '../../local/lambda.ts';
import { readService } from '../../local/service.ts';
import { type LocalOptions, startLocal } from '../../local/start-local.ts';
import { call, fromSource, SCORABLE } from '../support/api.ts';
import { service, shipped, states } from '../support/builders.ts';
import { withPolicy } from '../support/engines.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';
import { documentOf, emptyState, HERE, ON_AWS, scoreRecord } from './replay-support.ts';

const open = (stateDir: string, options: Partial<LocalOptions> = {}) =>
  startLocal({ serviceFile: 'serverless.yml', stateDir, port: 0, load: fromSource(), log: () => {}, ...options });

const replay = (stateDir: string, ...args: string[]) => tahini(['replay-failures', '--state', stateDir, ...args]).ended;

/** What is known of amina when the stack runs again. */
async function amina(stateDir: string) {
  const local = await open(stateDir);
  await local.idle();
  const token = await local.token({ subject: 'amina', scope: 'score:read' });
  const [score, history] = await Promise.all(
    ['score', 'score/history'].map((path) => call(local.url, 'GET', `/v1/profiles/amina/${path}`, { token })),
  );
  await local.close();
  return { score: score?.body, decisions: history?.body.decisions };
}

const broken = async (handler: string): Promise<Handler> => {
  if (handler.includes('score-on-change')) return () => Promise.reject(new Error('amina broke it'));
  return fromSource()(handler);
};

const brokenWhile = (failing: { is: boolean }) => {
  const load = fromSource();
  return async (file: string): Promise<Handler> => {
    const handler = await load(file);
    return (event, context) => {
      if (failing.is && file.includes('score-on-change')) throw new Error('amina broke it');
      return handler(event, context);
    };
  };
};

it('gives a person whose record was given up her score and one decision, once the function is mended', async () => {
  const state = temporaryDirectory();
  const service = withPolicy(readService('serverless.yml'), { retries: 1 });
  const local = await open(state, { load: broken, service });
  const token = await local.token({ subject: 'bureau-1', scope: 'subjects:any profile:write', tier: 'bureau' });
  await call(local.url, 'PUT', '/v1/profiles/amina', { token, body: { facts: SCORABLE } });
  await local.idle();
  // While it runs nobody else may use its state.
  const meanwhile = await replay(state);
  expect([meanwhile.code, meanwhile.errors]).toEqual([1, expect.stringContaining('another run is using')]);
  await local.close();

  const listed = await replay(state, '--dry-run', '--json');
  expect(JSON.parse(listed.output)).toMatchObject({
    listed: 1,
    documents: [{ function: 'score-on-change', condition: 'RetryAttemptsExhausted', records: 1 }],
  });
  const { code, output, errors } = await replay(state);
  expect([code, errors]).toEqual([0, '']);
  expect(output).toContain('1 document(s) replayed, 0 failed again, 0 refused');
  expect(output).not.toContain('amina');
  expect(readdirSync(join(state, 'failures', 'score-on-change'))).toEqual([]);

  const { score, decisions } = await amina(state);
  expect(score).toMatchObject({ status: 'scored' });
  expect(decisions).toHaveLength(1);
  expect((await replay(state)).output).toContain('0 document(s) replayed, 0 failed again');
});

it('leaves a right score as it is when it hands in what was known before a correction, however often', async () => {
  const state = temporaryDirectory();
  const failing = { is: false };
  const service = withPolicy(readService('serverless.yml'), { retries: 1 });
  const local = await open(state, { load: brokenWhile(failing), service });
  const token = await local.token({ subject: 'bureau-1', scope: 'subjects:any profile:write', tier: 'bureau' });
  const tell = async (courtRecord5y: string) => {
    const facts = { ...SCORABLE, courtRecord5y: { value: courtRecord5y } };
    const { status } = await call(local.url, 'PUT', '/v1/profiles/amina', { token, body: { facts } });
    expect(status).toBeLessThan(300);
    await local.idle();
  };
  await tell('none');
  failing.is = true;
  await tell('enforcement');
  failing.is = false;
  await tell('none');
  await local.close();
  const before = await amina(state);
  expect(before.decisions).toHaveLength(1);

  const copy = join(temporaryDirectory(), 'kept');
  cpSync(join(state, 'failures'), copy, { recursive: true });
  for (const place of [[], [copy]]) {
    const { code, output } = await replay(state, ...place);
    expect([code, output]).toEqual([0, expect.stringContaining('1 document(s) replayed, 0 failed again, 0 refused')]);
    expect(await amina(state)).toEqual(before);
  }
}, 240_000);

it('does the same for a record that the function set aside, and keeps it for as long as it cannot be read', async () => {
  const state = temporaryDirectory();
  const evidence = states(shipped.dictionary, service('bureau'), formatDay(dayOf(Date.now())), values(SCORABLE));
  const profile = { version: 1, evidence: pack(evidence), consents: {}, requestId: undefined };
  // Written by a release that knew more facts than the functions know that run now.
  const german = ['card', 'dictionary'].map(
    (name) => `--${name}=examples/german-credit/${name === 'card' ? 'scorecard' : name}.json`,
  );
  const SCORECARD_FILE = 'examples/german-credit/scorecard.json';
  const DICTIONARY_FILE = 'examples/german-credit/dictionary.json';
  const local = await open(state, { environment: { SCORECARD_FILE, DICTIONARY_FILE } });
  const client = new DynamoDBClient({});
  const Item = profileItem('amina', profile);
  await client.send(new PutItemCommand({ TableName: process.env.SUBJECTS_TABLE ?? '', Item }));
  client.destroy();
  await local.idle();
  await local.close();

  const again = await replay(state, ...german, '--json');
  expect(again.code).toBe(3);
  const why = '1 record(s) lie in the Operations table';
  const documents = [{ outcome: 'set-aside', why }];
  expect(JSON.parse(again.output)).toMatchObject({ replayed: 0, failed: 0, setAside: 1, documents });
  expect(again.output + again.errors).not.toContain('amina');
  const { code, output } = await replay(state);
  expect([code, output]).toEqual([0, expect.stringContaining('1 document(s) replayed, 0 failed again, 0 refused')]);
  const { score, decisions } = await amina(state);
  expect(score).toMatchObject({ status: 'scored' });
  expect(decisions).toHaveLength(1);
  expect((await replay(state)).output).toContain('0 document(s) replayed');
});

it('names files that are not its own, leaves them alone, and goes on', async () => {
  const state = emptyState();
  const folder = join(state, 'failures', 'score-on-change');
  mkdirSync(folder, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  write('1.json', documentOf([scoreRecord('amina')], ON_AWS));
  write('2.json', documentOf([scoreRecord('amina')], HERE.replace('score-on-change', 'upsert-profile')));
  write('3.json', '{"half');
  write('4.json', documentOf([scoreRecord('amina')], HERE));
  write('5.json', documentOf([scoreRecord('amina')], HERE).replaceAll('tahini-dev-subjects', 'tahini-dev-decisions'));
  const huge = openSync(join(folder, '6.json'), 'w');
  ftruncateSync(huge, 600 * 1024 * 1024);
  closeSync(huge);
  const { code, output, errors } = await replay(state);
  expect([code, errors]).toEqual([3, '']);
  expect(output).toMatch(/^refused .*1\.json: .*: it is of a function on AWS: add --aws$/m);
  expect(output).toMatch(/^refused .*2\.json: .*: there is no such function here$/m);
  expect(output).toMatch(/^refused .*3\.json: it is not JSON$/m);
  expect(output).toMatch(/^refused .*5\.json: .*: it has records that are not of tahini-dev-subjects$/m);
  expect(output).toMatch(/^refused .*6\.json: it is larger than any document of failed records$/m);
  expect(output).toContain('1 document(s) replayed, 0 failed again, 5 refused');
  expect(readdirSync(folder)).toEqual(['1.json', '2.json', '3.json', '5.json', '6.json']);
  expect(existsSync(join(folder, '4.json'))).toBe(false);
});

function values(facts: Record<string, { value: unknown }>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).map(([name, { value }]) => [name, value]));
}
