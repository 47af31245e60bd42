import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../bin/command.ts';
import { run } from '../../bin/commands/train.ts';
import { refuseUnwritable, writeArtefacts } from '../../bin/training/artefact-files.ts';
import type { DictionaryFile } from '../../lib/schemas/dictionary.ts';
import type { ScorecardFile } from '../../lib/schemas/scorecard.ts';
import { Problem } from '../../local/problem.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini, told } from '../support/tahini.ts';
import { write } from './import-support.ts';
import { people, train } from './train-support.ts';

/** 60 people of whom 201 numbers are known. */
const WIDE = [
  ['bad', ...Array.from({ length: 201 }, (_, c) => `c${c}`)],
  ...Array.from({ length: 60 }, (_, r) => [
    r % 2,
    ...Array.from({ length: 201 }, (_, c) => ((r * r * (c + 3) + r * c) % 997) + 0.5),
  ]),
]
  .map((line) => `${line.join(',')}\n`)
  .join('');

describe('a lender is told, and nothing is written, when', () => {
  it.each([
    ['the file is empty', '', [], 1, 'is empty'],
    ['it has a header only', 'bad,x\n', [], 1, 'has a header and no rows'],
    ['everybody is good', 'bad,x\n0,1\n0,2\n', [], 1, 'people of both outcomes are needed'],
    ['an outcome is a word', 'bad,x\n0,1\nyes,2\n', [], 1, 'row 1 (line 3): the target "bad" is "yes"'],
    ['a column comes twice', 'bad,x,x\n0,1,1\n1,2,2\n', [], 1, 'names "x" twice'],
    ['a row is too long', 'bad,x\n0,1\n1,2,3\n', [], 1, 'row 1 (line 3) has 3 cells, the header 2'],
    ['cells are divided by ;', 'bad;x;y\n0;1;2\n', [], 1, 'say so with --delimiter'],
    ['weights are not there', 'bad,x\n0,1\n1,2\n', ['--weights', 'w'], 1, 'has no column "w"'],
    ['a weight is negative', 'bad,w\n0,1\n1,-2\n', ['--weights', 'w'], 1, 'the weight "w" is no number of 0 or more'],
    ['a weight is more than mankind', 'bad,w\n0,1\n1,1e300\n', ['--weights', 'w'], 1, 'up to 10000000000'],
    ['all weights are 0', 'bad,x,w\n0,1,0\n1,2,0\n', ['--weights', 'w'], 1, 'stand for 0 people'],
    ['the bads weigh nothing', 'bad,x,w\n0,1,9\n1,2,1e-300\n', ['--weights', 'w'], 1, 'whose target is 1 stand for'],
    ['two people say nothing', 'bad,x\n0,1\n1,2\n', [], 1, 'says anything of the outcome of its 2 rows'],
    ['a column would poison JSON', 'bad,__proto__\n0,1\n1,2\n', [], 1, 'a column "__proto__"'],
    ['the id is no id', people(20), ['--id', 'A B'], 2, '--id takes lower case letters'],
    ['the title is empty', people(20), ['--title', ''], 2, '--title takes one line of 1 to 200 characters'],
    ['the title is too long', people(20), ['--title', 'x'.repeat(201)], 2, '--title takes one line'],
    ['the title is two lines', people(20), ['--title', 'a\nb'], 2, '--title takes one line'],
    ['the version is empty', people(20), ['--version', ''], 2, '--version takes 1 to 64 letters'],
    ['the version is too long', people(20), ['--version', '1'.repeat(65)], 2, '--version takes 1 to 64 letters'],
    ['the version has a space', people(20), ['--version', '1.0 beta'], 2, '--version takes 1 to 64 letters'],
    ['the report has no place', people(20), ['--report', '/nowhere/r.html'], 1, 'no directory /nowhere for --report'],
    ['nothing speaks of the outcome', `bad,x\n${'0,1\n1,1\n'.repeat(40)}`, [], 1, 'no column is left to learn from'],
    ['there are hundreds of columns', WIDE, [], 1, '201 columns to learn from'],
    ['--bins is 1', people(20), ['--bins', '1'], 2, '--bins takes a whole number, 2 to 50'],
    ['--pairs is 21', people(20), ['--pairs', '21'], 2, '--pairs takes a whole number, 0 to 20'],
    ['--pairs is asked of woe', people(20), ['--pairs', '2', '--fit', 'woe'], 2, '--pairs is for --fit additive'],
    ['--seed is a letter', people(20), ['--seed', 'x'], 2, '--seed takes a whole number'],
    ['--fit is unknown', people(20), ['--fit', 'magic'], 2, '--fit is one of additive, woe'],
    [
      'age comes in bands',
      `bad,age\n${'0,18-30\n1,31-99\n1,18-30\n0,31-99\n'.repeat(30)}`,
      ['--allow-age'],
      1,
      'learned from in years',
    ],
  ])('%s', async (_what, content, more, expected, says) => {
    const directory = temporaryDirectory();
    const data = write(directory, 'train.csv', content);
    const args = ['--data', data, '--target', 'bad', '--out', join(directory, 'card.json'), ...more];
    const error = await run(args).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(expected === 2 ? UsageError : Problem);
    expect((error as Error).message + (error instanceof Problem ? error.remedy : '')).toContain(says);
    expect(readdirSync(directory)).toEqual(['train.csv']);
  });

  it('the place for the card is not there, or not free', async () => {
    const nowhere = join(temporaryDirectory(), 'no', 'card.json');
    expect(() => refuseUnwritable('--out', nowhere)).toThrow('there is no directory');
    const folder = join(temporaryDirectory(), 'card.json');
    mkdirSync(folder);
    expect(() => refuseUnwritable('--out', folder)).toThrow('is not a file');
    const { code, errors } = await train(people(20), '--out', nowhere);
    expect([code, told(errors)]).toEqual([1, expect.stringContaining('there is no directory')]);
  });

  it.skipIf(process.getuid?.() === 0)('the card may not be written over', () => {
    const out = join(temporaryDirectory(), 'card.json');
    writeFileSync(out, '{}');
    chmodSync(out, 0o400);
    expect(() => refuseUnwritable('--out', out)).toThrow('cannot be written');
  });
});

describe('a file that is unusual but right', () => {
  it('is read with a byte order mark, quotes, CRLF and ;', async () => {
    const content = `\ufeff${people(1500).replaceAll(',', ';').replaceAll('own', '"own ""it"""').replaceAll('\n', '\r\n')}`;
    const { code, errors, json } = await train(content, '--delimiter', ';', '--fit', 'woe');
    expect([code, errors]).toEqual([0, expect.not.stringContaining('tahini:')]);
    expect(json('card.dictionary.json').facts.housing.categories).toContain('own "it"');
  });

  it('with 5,000 categories in a column is learned from without it, which is said', async () => {
    const [header, ...rows] = people(6000).trim().split('\n');
    const content = [`${header},town`, ...rows.map((row, i) => `${row},t${i % 5000}`)].join('\n');
    const { code, errors } = await train(content, '--fit', 'woe');
    expect([code, errors]).toEqual([0, expect.stringContaining('"town" holds more than 500 different texts')]);
  });
});

describe('a card and its dictionary', () => {
  const card = { id: 'new' } as unknown as ScorecardFile;
  it('are written whole, and nothing else is left', () => {
    const directory = temporaryDirectory();
    writeArtefacts(join(directory, 'a.json'), card, { id: 'd' } as unknown as DictionaryFile);
    expect(readdirSync(directory).sort()).toEqual(['a.dictionary.json', 'a.json']);
  });

  it('stay as they were when they cannot be written', () => {
    const directory = temporaryDirectory();
    writeFileSync(join(directory, 'a.json'), 'former');
    const circle: { self?: unknown } = {};
    circle.self = circle;
    const unwritable = circle as unknown as ScorecardFile;
    expect(() => writeArtefacts(join(directory, 'a.json'), unwritable, { id: 'd' } as never)).toThrow();
    expect(readdirSync(directory)).toEqual(['a.json']);
  });

  it('are not there after somebody ended the training', async () => {
    const directory = temporaryDirectory();
    const data = join(directory, 'train.csv');
    writeFileSync(data, people(200_000));
    const out = join(directory, 'card.json');
    const { child, ended } = tahini(['train', '--data', data, '--target', 'bad', '--out', out]);
    setTimeout(() => child.kill('SIGINT'), 1500);
    expect((await ended).code).not.toBe(0);
    expect([existsSync(out), readdirSync(directory)]).toEqual([false, ['train.csv']]);
  });
});
