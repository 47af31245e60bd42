import { readdirSync, readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { cliPage } from '../../bin/cli-page.ts';
import { EXIT_MEANINGS } from '../../bin/exit-codes.ts';
import { COMMANDS, general, helpOf, pageOf } from '../../bin/help.ts';
import { nearest } from '../../bin/nearest.ts';
import { tahini } from '../support/tahini.ts';

/** Where the options of each command are declared. */
const OPTIONS: Record<string, string[]> = {
  start: ['start/options'],
  token: ['commands/token'],
  import: ['import/options'],
  train: ['commands/train'],
  validate: ['commands/validate', 'scoring/options'],
  score: ['commands/score', 'scoring/options'],
  scorecard: ['scorecard/options'],
  rescore: ['rescore/options'],
  outcomes: ['outcomes/options'],
  webhook: ['webhook/send-options', 'webhook/listen'],
  'replay-failures': ['replay/options'],
  package: ['deploy/arguments'],
  deploy: ['deploy/arguments'],
  remove: ['deploy/arguments'],
};
/** Said in the examples and forms of others, or belonging to other programs. */
const OF_OTHERS: Record<string, string[]> = { scorecard: ['dry-run'], remove: ['param'] };

const declared = (file: string) =>
  [...readFileSync(`bin/${file}.ts`, 'utf8').matchAll(/\b'?([a-z-]+)'?: \{ type: '(?:string|boolean)'/g)].map(
    ([, name]) => name!,
  );

test('every command is listed, under what it is for, and tells what it does', async () => {
  const files = readdirSync('bin/commands').map((file) => file.replace('.ts', ''));
  expect([...COMMANDS].sort()).toEqual(files.sort());
  const page = stripVTControlCharacters(await general());
  for (const name of COMMANDS) expect(page).toContain(`  ${name.padEnd(15)}  ${(await helpOf(name)).summary}\n`);
  for (const [code, meaning] of EXIT_MEANINGS) expect(page).toContain(`${code}  ${meaning}`);
});

describe.each([...COMMANDS])('tahini %s --help', (name) => {
  test('tells every option that there is, and no other', async () => {
    const { usage, text } = await helpOf(name);
    const said = [...`${usage.join(' ')} ${text}`.matchAll(/--([a-z][a-z-]*)/g)].map(([, option]) => option!);
    const wanted = new Set(OPTIONS[name]!.flatMap(declared));
    const others = ['json', ...(OF_OTHERS[name] ?? [])];
    const sorted = (options: Iterable<string>) =>
      [...new Set(options)].filter((option) => !others.includes(option)).sort();
    expect(sorted(said)).toEqual(sorted(wanted));
    // It is an option, or there is a word on why it is none.
    const page = pageOf(name, await helpOf(name));
    expect(page).toMatch(wanted.has('json') ? /--json {2,}\S/ : /no --json/);
  });

  test('shows how it is used, at least twice, and fits on a wide terminal', async () => {
    const { examples, ...help } = await helpOf(name);
    expect(examples.length).toBeGreaterThan(1);
    for (const [, line] of examples) expect(line).toMatch(/^(\w+=\$\(|AWS_REGION=\S+ )?(npx tahini|npm)( run| )/);
    for (const line of [...help.usage, ...help.text.split('\n')]) expect(line.length).toBeLessThan(130);
  });
});

test('help comes by --help, -h and tahini help, wherever they stand', async () => {
  const page = stripVTControlCharacters(pageOf('train', await helpOf('train')));
  const ways = [
    ['train', '--help'],
    ['train', 'x', '--y', '-h'],
    ['help', 'train'],
  ];
  for (const ended of await Promise.all(ways.map((args) => tahini(args).ended)))
    expect(ended).toEqual({ code: 0, output: page, errors: '' });
  const all = stripVTControlCharacters(await general());
  for (const ended of await Promise.all([[], ['--help'], ['help']].map((args) => tahini(args).ended)))
    expect(ended).toEqual({ code: 0, output: all, errors: '' });
});

test('help is there at once: it loads none of what the commands are made of', () => {
  const files = ['bin/help.ts', ...readdirSync('bin/help').map((file) => `bin/help/${file}`)];
  const sources = files.map((file) => readFileSync(file, 'utf8'));
  const imported = sources.flatMap((source) =>
    [...source.matchAll(/(?:from|import\() ?['`]([^'`]+)/g)].map(([, x]) => x),
  );
  const light = /^(node:|\.\/(common|exit-codes)\.ts$|\.\/help\/|\.\.\/help\.ts$)/;
  expect(imported.filter((path) => !light.test(path!))).toEqual([]);
});

test('docs/cli.md is what the commands say of themselves (npm run docs:cli)', async () => {
  expect(readFileSync('docs/cli.md', 'utf8')).toBe(await cliPage());
});

test('tahini --version tells the version of the package', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(await tahini(['--version']).ended).toEqual({ code: 0, output: `tahini ${version}\n`, errors: '' });
});

test.each([
  ['scor', 'score'],
  ['stat', 'start'],
  ['tarin', 'train'],
  ['rescroe', 'rescore'],
  ['replay', 'replay-failures'],
  ['webhooks', 'webhook'],
  ['bananas', undefined],
  ['', undefined],
])('%j is probably %s', (text, meant) => {
  expect(nearest(text, COMMANDS)).toBe(meant);
});
