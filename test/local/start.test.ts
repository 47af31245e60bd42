import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import { expect, inject, test } from 'vitest';
import { openState } from '../../local/state.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini, told } from '../support/tahini.ts';

const hasJava = inject('dynamodbLocal') !== '';

test('the printed lines work as they stand, and Ctrl-C ends the run', async () => {
  const run = tahini(['start', '--port', '0', '--state', temporaryDirectory()]);
  const output = await run.says(/POST[^\n]*\n/);
  expect(output).toContain('synthetic');
  const answers = output
    .split('\n')
    .filter((line) => line.startsWith('curl'))
    .map((line) => JSON.parse(execFileSync('sh', ['-c', line], { encoding: 'utf8' })));
  expect(answers).toHaveLength(3);
  expect(answers[0]).toMatchObject({ status: 'scored', score: expect.any(Number) });
  expect(answers[1]).toMatchObject({ version: expect.any(Number) });
  expect(answers[2]).toMatchObject({ current: { status: 'scored' }, target: 700, reachable: expect.any(Boolean) });
  run.child.kill('SIGINT');
  expect(await run.ended).toMatchObject({ code: 0, errors: '' });
});

test('a second run on the same state or port says so in one line, and does no harm to the first', async () => {
  const state = temporaryDirectory();
  const first = tahini(['start', '--no-sample', '--port', '0', '--state', state]);
  const port = /127\.0\.0\.1:(\d+)/.exec(await first.says(/ready/))?.[1] ?? '';
  const onState = await tahini(['start', '--no-sample', '--port', '0', '--state', state, '--fresh']).ended;
  expect(onState.code).toBe(1);
  expect(told(onState.errors)).toContain('another run is using');
  const onPort = await tahini(['start', '--no-sample', '--port', port, '--state', temporaryDirectory()]).ended;
  expect(onPort.code).toBe(1);
  expect(told(onPort.errors)).toContain(`port ${port} is taken`);
  expect((await fetch(`http://127.0.0.1:${port}/.well-known/jwks.json`)).status).toBe(200);
  first.child.kill('SIGTERM');
  expect((await first.ended).code).toBe(0);
});

test.each([
  ['an unknown option', ['start', '--bogus'], 2, '--bogus'],
  ['an unknown command', ['stat'], 2, "no command 'stat'"],
  ['an unknown log level', ['start', '--log-level', 'LOUD'], 2, 'DEBUG, INFO, WARN, ERROR'],
  ['an unknown engine', ['start', '--engine', 'oracle'], 2, 'dynalite, dynamodb-local'],
  ['a state that is a file', ['start', '--port', '0', '--state', 'package.json'], 1, 'not a directory'],
  ['a token for nobody', ['token', '--scope', 'score:read'], 2, '--subject'],
  ['a tier for a person', ['token', '--subject', 'ada', '--tier', 'bureau'], 2, '--service'],
  ['a tier that does not exist', ['token', '--service', '--tier', 'king'], 2, 'registry, bureau, partner, platform'],
])('%s is one clear line', async (_what, args, code, words) => {
  const ended = await tahini(args).ended;
  expect(ended.code).toBe(code);
  expect(told(ended.errors)).toContain(words);
});

test('without Java the other engine says what to install', async () => {
  const args = ['start', '--engine', 'dynamodb-local', '--port', '0', '--state', temporaryDirectory()];
  const ended = await tahini(args, { PATH: temporaryDirectory() }).ended;
  expect(ended.code).toBe(1);
  expect(told(ended.errors)).toContain('apt-get install openjdk-17-jre-headless');
});

test('tahini token prints a token and nothing else', async () => {
  const state = ['--state', temporaryDirectory(), '--expires', '2h'];
  const service = ['token', '--service', '--tier', 'partner', '--scope', 'subjects:any profile:write', ...state];
  const { output } = await tahini(service).ended;
  expect(output.trim()).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  const claims = decodeJwt(output.trim());
  expect(claims).toMatchObject({ sub: 'dev-service', tahini_tier: 'partner', scope: 'subjects:any profile:write' });
  expect(claims.exp! - claims.iat!).toBe(7200);
});

test('a fresh start wipes what a run made, and nothing else in that directory', () => {
  const directory = temporaryDirectory();
  mkdirSync(join(directory, 'dynalite'));
  writeFileSync(join(directory, 'dynalite', 'data'), '');
  writeFileSync(join(directory, 'thesis.txt'), 'mine');
  const state = openState(directory, true);
  expect(existsSync(join(directory, 'dynalite'))).toBe(false);
  expect(existsSync(join(directory, 'thesis.txt'))).toBe(true);
  expect(() => openState(directory)).toThrow('another run');
  state.release();
  openState(directory).release();
});

test.skipIf(!hasJava)('DynamoDB Local ends with the run, even when the run is killed', async () => {
  const holder = new URL('fixtures/java-holder.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [holder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [endpoint] = await once(child.stdout, 'data');
  const answers = () => fetch(String(endpoint).trim()).then(Boolean, () => false);
  expect(await answers()).toBe(true);
  child.kill('SIGKILL');
  for (let tries = 0; tries < 40 && (await answers()); tries += 1) await sleep(50);
  expect(await answers()).toBe(false);
});

test('a state that was used with a later clock is refused with what to do, for nobody could be scored in it', () => {
  const state = openState(temporaryDirectory());
  state.reach(20_000);
  state.reach(20_365);
  expect(() => state.reach(20_001)).toThrow(/364 days ahead/);
  state.release();
});
