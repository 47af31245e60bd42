import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build as bundle, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENVIRONMENT } from '../../bench/bundle/load-times.ts';
import { sizeName, sizeProblems } from '../../bench/bundle/sizes.ts';
import { tableOf } from '../../bench/bundle/table.ts';
import { bundleReport } from '../../bench/bundle.ts';
import { readBaseline } from '../../bench/support/baseline.ts';
import { build, SETTINGS } from '../../bin/build.ts';
import { checkedArtefacts } from '../../bin/bundle/checked-artefacts.ts';
import { LEFT_OUT, lean } from '../../bin/bundle/lean.ts';
import { shipped } from '../../lib/scorecards/shipped.ts';
import { startDynalite } from '../../local/engines/dynalite.ts';
import { clientConfig } from '../../local/engines/engine.ts';
import { applyEnvironment } from '../../local/environment.ts';
import { readService } from '../../local/service.ts';
import { shippedJson } from '../support/builders.ts';
import { startKms } from '../support/kms.ts';

const directory = mkdtempSync(join(tmpdir(), 'tahini-bundles-'));
let functions: string[];
beforeAll(async () => {
  functions = await build(undefined, directory);
});
afterAll(() => rmSync(directory, { recursive: true }));

const bundleOf = (name: string) => join(directory, `${name}.mjs`);

describe('the bundles that are deployed', () => {
  test('are each within 450 KB, and within 5 % of the baseline', () => {
    const baseline = readBaseline('bundle')?.figures ?? {};
    const sizes = new Map(functions.map((name) => [name, readFileSync(bundleOf(name)).length / 1000]));
    expect(sizeProblems(sizes, baseline)).toEqual([]);
    const known = Object.keys(baseline).filter((name) => name.endsWith(': size'));
    expect(known).toEqual(functions.map(sizeName));
  });

  test('are refused when they grew by more than 5 %, above 450 KB, or without a baseline', () => {
    const problems = (now: number, then: Record<string, number>) => sizeProblems(new Map([['f', now]]), then);
    expect(problems(105, { 'f: size': 100 })).toEqual([]);
    expect(problems(105.1, { 'f: size': 100 })).toEqual([expect.stringContaining('more than 5 % over the 100')]);
    expect(problems(451, { 'f: size': 445 })).toEqual([expect.stringContaining('more than 450')]);
    expect(problems(100, {})).toEqual([expect.stringContaining('no baseline')]);
  });

  test('carry the shipped card as it was checked and hashed, and leave out all that the table names', async () => {
    const replaced = new Set<RegExp>();
    const { outputFiles } = await bundle({
      ...SETTINGS,
      sourcemap: false,
      stdin: {
        contents:
          "export * from './functions/receive-events.ts'; export { shipped } from './lib/scorecards/shipped.ts';",
        resolveDir: process.cwd(),
      },
      outdir: directory,
      plugins: [lean((file) => replaced.add(file)), checkedArtefacts()],
    });
    expect([...replaced].toSorted()).toEqual(LEFT_OUT.toSorted());
    writeFileSync(bundleOf('with-card'), outputFiles[0]?.contents ?? '');
    const print = `import(${JSON.stringify(pathToFileURL(bundleOf('with-card')).href)}).then((m) => console.log(JSON.stringify(m.shipped)))`;
    const { stdout } = spawnSync(process.execPath, ['-e', print], { env: ENVIRONMENT, encoding: 'utf8' });
    expect(JSON.parse(stdout)).toEqual(shipped);
  });
});

/** What `contents` exports as `answers`, bundled with and without what is left out. */
async function bothWays<T>(contents: string): Promise<[lean: T, whole: T]> {
  const stdin = { contents, resolveDir: process.cwd() };
  const lent = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'here', AWS_SECRET_ACCESS_KEY: 'only' };
  const restore = applyEnvironment(lent);
  const answers = async (name: string, plugins: Plugin[]): Promise<T> => {
    await bundle({ ...SETTINGS, write: true, stdin, outfile: bundleOf(name), outExtension: {}, plugins });
    return (await import(`${pathToFileURL(bundleOf(name)).href}?${randomUUID()}`)).answers();
  };
  try {
    return [await answers('lean', [lean()]), await answers('whole', [])];
  } finally {
    restore();
  }
}

const TOLD = '(e) => [e.name, e.$fault, e.message, e.$metadata.httpStatusCode, e instanceof Error]';

test('a refusal of KMS has the same name, words and status bundled and not', async () => {
  const kms = await startKms();
  kms.answerWith([400, { __type: 'InvalidCiphertextException', message: 'no' }]);
  try {
    const [bundled, whole] = await bothWays(`
      import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
      const client = new KMSClient({ endpoint: '${kms.endpoint}', maxAttempts: 1 });
      const command = new DecryptCommand({ CiphertextBlob: Buffer.of(1), EncryptionContext: {} });
      export const answers = () => client.send(command).catch(${TOLD});
    `);
    expect(bundled).toEqual(whole);
    expect(bundled).toEqual(['InvalidCiphertextException', 'client', 'no', 400, true]);
  } finally {
    kms.close();
  }
});

test('so has one of DynamoDB, and a condition that does not hold is told by its class', async () => {
  const engine = await startDynalite();
  try {
    await engine.createTables(readService('serverless.yml').tables);
    const [bundled, whole] = await bothWays<unknown[][]>(`
      import { ConditionalCheckFailedException, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
      const client = new DynamoDBClient(${JSON.stringify(clientConfig(engine.endpoint))});
      const put = (TableName) => client.send(new PutItemCommand({
        TableName, Item: { pk: { S: 'a' }, sk: { S: 'PROFILE' } }, ConditionExpression: 'attribute_exists(pk)',
      })).catch((e) => [...(${TOLD})(e), e instanceof ConditionalCheckFailedException]);
      export const answers = async () => [await put('tahini-dev-subjects'), await put('nowhere')];
    `);
    expect(bundled).toEqual(whole);
    expect(bundled.map((told) => [told[0], told.at(-1)])).toEqual([
      ['ConditionalCheckFailedException', true],
      ['ResourceNotFoundException', false],
    ]);
  } finally {
    await engine.close();
  }
});

describe('a bundled function', () => {
  const start = (environment: Record<string, string>) =>
    spawnSync(process.execPath, [bundleOf('compute-score')], {
      env: { ...ENVIRONMENT, ...environment },
      encoding: 'utf8',
    });
  const written = (name: string, json: unknown) => {
    writeFileSync(join(directory, name), JSON.stringify(json));
    return join(directory, name);
  };

  test('starts with the shipped card, and with one of its own that keeps the rules', () => {
    expect(start({})).toMatchObject({ status: 0, stderr: '' });
    const SCORECARD_FILE = written('own-card.json', { ...shippedJson.card, title: 'Our own' });
    expect(start({ SCORECARD_FILE })).toMatchObject({ status: 0, stderr: '' });
  });

  test('refuses a card of its own that breaks a rule, by path and rule', () => {
    const card = structuredClone(shippedJson.card);
    card.characteristics[0]!.missing.points = 10_000;
    const { status, stderr } = start({ SCORECARD_FILE: written('bad-card.json', card) });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/missing.points: must lie between the worst and the best bin/),
    ]);
  });

  test('refuses the shipped card beside another dictionary', () => {
    const DICTIONARY_FILE = written('dictionary.json', { ...shippedJson.dictionary, title: 'Another' });
    const { status, stderr } = start({ DICTIONARY_FILE });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/made for another dictionary/)]);
  });
});

test('bench:bundle measures every function and both peers', async () => {
  const report = await bundleReport({ rounds: 1 });
  expect(report.figures.every(({ value }) => value > 0)).toBe(true);
  const barred = report.figures.filter(({ name, bar }) => bar && name.endsWith('load / peer')).map(({ name }) => name);
  expect(barred).toEqual(['upsert-profile: load / peer', 'compute-score: load / peer']);
  expect(tableOf(report).split('\n')).toHaveLength(functions.length + 6);
});
