import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../bin/commands/train.ts';
import { loadCard } from '../../bin/scoring/artefacts.ts';
import { readPrior } from '../../bin/training/prior.ts';
import type { Column, Frame } from '../../lib/learning/frame.ts';
import { Problem } from '../../local/problem.ts';
import { before, members, SAID } from '../learning/prior-support.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';
import { write } from './import-support.ts';

const EXPERT = 'lib/scorecards/expert.json';
const SPEC = { columns: { streak: { characteristic: SAID.streak } } };

function cellOf(column: Column, row: number): string {
  if (column.kind === 'category') return column.labels[column.codes[row]!] ?? '';
  const value = column.values[row]!;
  if (column.name === 'identity_verified') return value === 1 ? 'yes' : 'no';
  return Number.isNaN(value) ? '' : String(value);
}

function asCsv({ columns, bad }: Frame): string {
  const lines = Array.from(bad, (outcome, row) => [outcome, ...columns.map((column) => cellOf(column, row))].join(','));
  return `${['bad', ...columns.map(({ name }) => name)].join(',')}\n${lines.join('\n')}\n`;
}

function prepare(content: string, spec: unknown = SPEC) {
  const directory = temporaryDirectory();
  const out = join(directory, 'card.json');
  const files = [
    '--data',
    write(directory, 'train.csv', content),
    '--spec',
    write(directory, 'spec.json', JSON.stringify(spec)),
  ];
  return { directory, out, args: ['--target', 'bad', '--out', out, ...files] };
}

async function complaint(content: string, spec: unknown, ...more: string[]): Promise<string> {
  const error = await run([...prepare(content, spec).args, '--prior', EXPERT, ...more]).catch(
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Problem)) throw error;
  return `${error.message}: ${error.remedy}`;
}

describe('a lender who begins with the expert card', () => {
  it('gets a card that is served with the same dictionary and says what became of the prior', async () => {
    const { out, args } = prepare(asCsv(members(300, 8)));
    const { code, output, errors } = await tahini(['train', ...args, '--prior', EXPERT, '--json']).ended;
    expect([code, JSON.parse(output)]).toEqual([
      0,
      expect.objectContaining({ prior: expect.stringMatching(/stays|refined|left/) }),
    ]);
    expect(errors).toContain("of the prior's 34 characteristics 6 are in the data");
    const card = loadCard(out, undefined);
    expect(card.dictionary.hash).toBe(before.dictionary.hash);
    expect(card.file.provenance).toMatchObject({ prior: { hash: before.hash }, baseline: { n: 300 } });
    expect(card.characteristics).toHaveLength(34);
  });

  it('scores people of a file with it: what the file does not have is said to be absent', async () => {
    const { out, args, directory } = prepare(asCsv(members(300, 8)));
    await run([...args, '--prior', EXPERT]);
    const columns = ['monthly_income', 'creditUtilisation', 'Main Asset', 'identity_verified'];
    const data = write(directory, 'new.csv', `${columns.join(',')}\n300,20,vehicle,yes\n,90,none,no\n`);
    const known = ['monthlyIncome', 'creditUtilisation', 'mainAsset', 'identityVerified'];
    const { byFact, dictionary } = loadCard(out, undefined);
    const absent = dictionary.names.filter(
      (name, i) => byFact[i]!.length > 0 && !known.includes(name) && dictionary.facts[i]!.type !== 'months',
    );
    const scores = join(directory, 'scores.csv');
    const scored = await tahini([
      'score',
      '--card',
      out,
      '--data',
      data,
      '--out',
      scores,
      '--absent',
      absent.join(','),
      '--json',
    ]).ended;
    expect(JSON.parse(scored.output)).toMatchObject({ rows: 2, refused: 0 });
    expect(readFileSync(scores, 'utf8').split('\n')[1]).toMatch(/^0,/);
  });
});

describe('a prior is refused', () => {
  const people = asCsv(members(120, 2));
  it('that is not there, or breaks the rules of cards, or has no dictionary', () => {
    const directory = temporaryDirectory();
    expect(() => readPrior(join(directory, 'no.json'), false)).toThrow('cannot be read');
    expect(() => readPrior(write(directory, 'a.json', '{}'), false)).toThrow('scorecard');
    const other = { ...before.file, dictionary: { id: 'x', hash: '0'.repeat(64) } };
    expect(() => readPrior(write(directory, 'b.json', JSON.stringify(other)), false)).toThrow('is not beside it');
  });

  it('that was made for benchmarks, but in a benchmark', () => {
    const file = write(temporaryDirectory(), 'c.json', JSON.stringify({ ...before.file, benchmarkOnly: true }));
    expect(() => readPrior(file, false)).toThrow('is for benchmarks only');
    expect(readPrior(file, true).card.benchmarkOnly).toBe(true);
  });

  it.each([
    ['nothing of it is in the data', 'bad,x\n0,1\n1,2\n0,2\n1,1\n', {}, 'no column is a characteristic of the prior'],
    [
      'a column is of another kind',
      people.replace('monthly_income', 'courtRecord'),
      SPEC,
      'courtRecord5y of the prior is a category',
    ],
    [
      'the spec repeats its words',
      people,
      { columns: { monthly_income: { dimension: 'identity' } } },
      'whose dictionary says its dimension',
    ],
    [
      'it is its protected fact',
      people.replace('monthly_income', 'publicAssistance'),
      { columns: { publicAssistance: { protected: false } } },
      'which is protected',
    ],
  ])('where %s', async (_what, content, spec, message) => {
    expect(await complaint(content, spec)).toContain(message);
  });

  it('with --fit woe, and a characteristic without a prior', async () => {
    await expect(run([...prepare(people).args, '--prior', EXPERT, '--fit', 'woe'])).rejects.toThrow(
      '--prior is for --fit additive',
    );
    await expect(run(prepare(people).args)).rejects.toThrow('names the characteristic of streak');
  });

  it('before it is learned, when the name of the grown dictionary would be too long for the registry', async () => {
    const rows = people.trimEnd().split('\n');
    const more = rows.map((row, i) => `${row},${i === 0 ? 'savings' : (i * 37) % 101}`).join('\n');
    const { args, directory } = prepare(`${more}\n`);
    const version = '9'.repeat(61);
    const said = /--prior with --id and --version makes 1\+card-9{61}, the version of a dictionary, of at most 64 char/;
    await expect(run([...args, '--prior', EXPERT, '--version', version])).rejects.toThrow(said);
    expect(existsSync(join(directory, 'card.json'))).toBe(false);
  });
});
