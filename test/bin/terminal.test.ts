import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeWhole } from '../../bin/whole-file.ts';
import { temporaryDirectory } from '../support/local.ts';
import { people } from './train-support.ts';

const hasTerminal = spawnSync('script', ['--version']).status === 0;
if (!hasTerminal) console.warn('NOT TESTED without script(1) of util-linux: what is shown on a terminal');

const ESCAPE = '\u001b[';
const ESCAPED = '\u001b\\[';
const BAR = new RegExp(`\r${ESCAPED}K\\[#*-*\\] \\d+ %, [^\r]*\r${ESCAPED}K60,000 rows in`);

/** All that the command says; on a terminal of its own, or into a pipe. */
function said(args: string[], isTerminal: boolean, env: NodeJS.ProcessEnv = {}): Promise<string> {
  const words = [process.execPath, 'bin/tahini.ts', ...args].map((word) => `'${word}'`).join(' ');
  const [program, given] = isTerminal ? ['script', ['-qefc', words, '/dev/null']] : ['bash', ['-c', `${words} 2>&1`]];
  // Node takes no log of a CI for a terminal, whatever it is.
  const decided = ['CI', 'FORCE_COLOR', 'NO_COLOR', 'NODE_DISABLE_COLORS'].map((name) => [name, undefined]);
  const plain = { ...process.env, ...Object.fromEntries(decided) };
  return new Promise((done) => {
    execFile(program, given, { env: { ...plain, TERM: 'xterm-256color', ...env } }, (_error, output) => done(output));
  });
}

describe.skipIf(!hasTerminal)('on a terminal', () => {
  test('mistakes and headings are coloured, unless NO_COLOR says otherwise', async () => {
    expect(await said(['scor'], true)).toContain(`${ESCAPE}31m`);
    expect(await said(['--help'], true)).toContain(`${ESCAPE}1mExit codes`);
    expect(await said(['scor'], true, { NO_COLOR: '1' })).not.toContain(ESCAPE);
  });

  test('a bar is drawn and wiped, and none where the terminal cannot write over a line', async () => {
    const directory = temporaryDirectory();
    const file = (name: string) => join(directory, name);
    writeFileSync(file('people.csv'), people(600));
    await said(['train', '--data', file('people.csv'), '--target', 'bad', '--out', file('card.json')], false);
    const [head, ...rows] = people(60_000).trimEnd().split('\n');
    writeFileSync(file('many.csv'), `${[head, ...rows].join('\n')}\n`);
    const score = ['score', '--card', file('card.json'), '--data', file('many.csv'), '--out', file('scores.csv')];
    expect(await said(score, true)).toMatch(BAR);
    for (const output of [await said(score, true, { TERM: 'dumb' }), await said(score, false)]) {
      expect(output).not.toContain(ESCAPE);
      expect(output).toMatch(/60,000 rows in/);
    }
  });
});

test('into a pipe goes no colour, unless FORCE_COLOR says otherwise', async () => {
  expect(await said(['scor'], false)).not.toContain(ESCAPE);
  expect(await said(['--help'], false)).not.toContain(ESCAPE);
  expect(await said(['scor'], false, { FORCE_COLOR: '1' })).toContain(`${ESCAPE}31m`);
});

test('of files that belong together none is replaced when one cannot be written, and nothing is left beside them', () => {
  const directory = temporaryDirectory();
  const [card, dictionary] = [join(directory, 'card.json'), join(directory, 'dictionary.json')];
  writeWhole({ [dictionary]: 'a', [card]: 'b' });
  mkdirSync(`${card}.part`);
  expect(() => writeWhole({ [dictionary]: 'new', [card]: 'new' })).toThrow();
  expect([dictionary, card].map((file) => readFileSync(file, 'utf8'))).toEqual(['a', 'b']);
  expect(readdirSync(directory).sort()).toEqual(['card.json', 'card.json.part', 'dictionary.json']);
});
