import { execFileSync } from 'node:child_process';
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../bin/command.ts';
import { run as runScore } from '../../bin/commands/score.ts';
import { restored } from '../../bin/import/refused-cells.ts';
import { recordsOf } from '../../bin/training/csv/records.ts';
import { shipped } from '../support/builders.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';
import { write } from './import-support.ts';
import { scored, shop } from './score-support.ts';
import { complaint } from './training-support.ts';

const HEADER = 'income,housing,verified,jobSince\n';

describe('a scored file', () => {
  it('has a line for each row: its number, and what came of it', async () => {
    const { lines, counts } = await scored(`${HEADER}250,own,yes,2020-01-01\n50,rent,no,2026-09-01\n,,,\n`);
    expect(lines).toEqual(['row,status,score,band', "0,scored,680,'=good", '1,scored,520,poor', '2,unscorable,,']);
    expect(counts).toMatchObject({ rows: 3, scored: 2, unscorable: 1, refused: 0, unseen: {} });
  });

  it('tells reason codes, the weightiest first, and the text of a column, when asked', async () => {
    const { lines } = await scored(`who,${HEADER}ann,50,own,no,2020-01-01\n`, { id: 'who', reasons: true });
    expect(lines).toEqual(['row,who,status,score,band,reasons', '0,ann,scored,590,poor,INCOME VERIFIED JOBSINCE']);
  });

  it('leaves a negative number a number', async () => {
    const { lines } = await scored(`who,${HEADER}-12,50,own,no,\n`, { id: 'who' });
    expect(lines[1]).toMatch(/^0,-12,/);
  });

  it('says nothing that a spreadsheet would compute', async () => {
    const ids = ["=cmd|' /C calc'!A0", '+1', '-1+1', '@SUM(A1)', '\t=1', "'x", 'a,"b"', 'plain'];
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const { lines } = await scored(`who,${HEADER}${ids.map((id) => `${cell(id)},50,own,no,\n`).join('')}`, {
      id: 'who',
    });
    const { rows } = recordsOf(lines.join('\n'), ',', 1, 'scores.csv');
    const written = rows.slice(1).map((row) => row[1]!);
    expect(written.filter((text) => /^[=+\-@\t\r]/.test(text))).toEqual([]);
    expect(written.map(restored)).toEqual(ids.map((id) => id.trim()));
  });

  it('takes what is missing as missing, and a word of the dictionary never', async () => {
    const { lines } = await scored(`${HEADER}NA,own,?,\n,own,,null\nnone,own,NaN,NA\n`);
    expect(new Set(lines.slice(1).map((line) => line.slice(1)))).toEqual(new Set([",scored,600,'=good"]));
  });

  it('gives a category that the dictionary does not know the unseen bin, and counts it', async () => {
    const content = `${HEADER}250,castle,yes,2020-01-01\n250,own,yes,2020-01-01\n`;
    expect(await scored(content)).toMatchObject({
      lines: ['row,status,score,band', "0,scored,625,'=good", "1,scored,680,'=good"],
      counts: { unseen: { housing: 1 } },
    });
    const { refused, counts } = await scored(content, { strict: true });
    expect(counts).toMatchObject({ scored: 1, refused: 1 });
    expect(refused[1]).toBe(
      '0,urn:tahini:import:unknown-category,/facts/housing/value,The dictionary has no such category.,250,castle,yes,2020-01-01',
    );
  });

  it('sets aside what the API would refuse, each row with its reason, and harms no spreadsheet there', async () => {
    const bad = [
      '1001,own,yes,',
      'x,own,yes,',
      '1,own,perhaps,',
      '1,own,yes,2026-10-02',
      '-1,own,yes,',
      '1,own',
      '9e999,,,',
    ];
    const { lines, refused, counts } = await scored(`${HEADER}${bad.join('\n')}\n300,own,yes,\n`);
    expect(lines).toHaveLength(2);
    expect(counts).toMatchObject({ scored: 1, refused: 7 });
    const rules = refused.slice(1).map((line) => line.split(',').slice(0, 2));
    expect(rules).toEqual(
      [
        'out-of-range',
        'not-a-number',
        'not-a-flag',
        'future-observation',
        'out-of-range',
        'column-count',
        'not-a-number',
      ].map((rule, row) => [String(row), `urn:tahini:import:${rule}`]),
    );
    expect(refused[5]).toContain(',-1,own');
  });

  it('of a column that is not there is not made, and what to do is said', async () => {
    expect(await complaint(scored('income,housing\n1,own\n'))).toBe(
      "people.csv has no column for verified, jobSince: name the columns with --mapping (tahini import's), or say --absent verified,jobSince",
    );
    const { lines } = await scored('income,housing\n250,own\n', { absent: ['verified', 'jobSince'] });
    expect(lines[1]).toBe("0,scored,620,'=good");
  });

  it('finds columns by the names that the card was learned from, and their texts for missing', async () => {
    const columns = { income: 'Monthly Income (EUR)', housing: 'wohnt' };
    const missing = { 'Monthly Income (EUR)': ['-1'] };
    const { card } = shop({ provenance: { columns, missing } });
    const content = 'wohnt,Monthly Income (EUR),Verified,job_since\nown,-1,yes,2020-01-01\n';
    expect((await scored(content, { card })).lines[1]).toBe("0,scored,660,'=good");
  });

  it('is whole or not there: a broken file leaves neither scores nor parts of them', async () => {
    const directory = temporaryDirectory();
    const out = join(directory, 'scores.csv');
    const content = `${HEADER}${'250,own,yes,2020-01-01\n'.repeat(20_000)}1,"own\n`;
    expect(await complaint(scored(content, { out }))).toContain('line 20002 has a quote that is not closed');
    expect(readdirSync(directory)).toEqual([]);
  });
});

describe('tahini score', () => {
  it('is ready to be ended before it begins a file', async () => {
    const out = join(temporaryDirectory(), 'scores.csv');
    let begun: boolean | undefined;
    const look = (event: string) => {
      if (event === 'SIGINT') begun = existsSync(`${out}.part`);
    };
    process.on('newListener', look);
    await scored(`${HEADER}250,own,yes,2020-01-01\n`, { out }).finally(() => process.off('newListener', look));
    expect(begun).toBe(false);
  });

  function prepare(content: string) {
    const directory = temporaryDirectory();
    const { card, dictionary } = shop().files;
    const args = [
      ...['--card', write(directory, 'shop.json', JSON.stringify(card))],
      ...['--data', write(directory, 'people.csv', content)],
      ...['--out', join(directory, 'scores.csv')],
    ];
    write(directory, 'shop.dictionary.json', JSON.stringify(dictionary));
    return { directory, args };
  }

  it('finds the dictionary beside the card, scores, and ends with code 3 when rows were refused', async () => {
    const { directory, args } = prepare(`${HEADER}250,own,yes,2020-01-01\nx,,,\n`);
    const { code, output, errors } = await tahini(['score', ...args, '--json']).ended;
    expect(JSON.parse(output)).toMatchObject({ card: { id: 'tiny-card' }, rows: 2, scored: 1, refused: 1 });
    expect(errors).toMatch(/^score: the refused rows are in .*scores\.csv\.refused\.csv\n$/);
    expect(code).toBe(3);
    expect(readFileSync(join(directory, 'scores.csv'), 'utf8')).toBe("row,status,score,band\n0,scored,680,'=good\n");
    expect(existsSync(join(directory, 'scores.csv.part'))).toBe(false);
  });

  it('leaves neither scores nor parts of them when somebody ends it', async () => {
    const { directory, args } = prepare(`${HEADER}x,,,\n${'250,own,yes,2020-01-01\n'.repeat(1_500_000)}`);
    const { child, ended } = tahini(['score', ...args]);
    const before = readdirSync(directory);
    while (!existsSync(join(directory, 'scores.csv.part'))) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    expect(readdirSync(directory)).toEqual(before);
  });

  it('leaves the refused rows of a former run as they were until there are scores in the place of its scores', async () => {
    const directory = temporaryDirectory();
    const [out, refused] = [join(directory, 'scores.csv'), join(directory, 'refused.csv')];
    await scored(`${HEADER}x,,,\n`, { out, refused });
    const former = readFileSync(refused, 'utf8');
    expect(former).toContain('x,,,');
    const nowhere = scored(`${HEADER}y,,,\n`, { out: join(directory, 'none', 'scores.csv'), refused });
    await expect(nowhere).rejects.toThrow('ENOENT');
    expect(readFileSync(refused, 'utf8')).toBe(former);
    await scored(`${HEADER}250,own,yes,2020-01-01\n`, { out, refused });
    expect(readdirSync(directory)).toEqual(['scores.csv']);
  });

  it('writes refused rows where a link leads, and to no pipe, which would never end', async () => {
    const directory = temporaryDirectory();
    const [place, link, pipe] = ['place.csv', 'link.csv', 'pipe'].map((name) => join(directory, name)) as [
      string,
      string,
      string,
    ];
    await scored(`${HEADER}x,,,\n`, { refused: place });
    symlinkSync(place, link);
    await scored(`${HEADER}y,,,\n`, { refused: link });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(place, 'utf8')).toContain('y,,,');
    execFileSync('mkfifo', [pipe]);
    expect(await complaint(scored(`${HEADER}x,,,\n`, { refused: pipe }))).toContain('is not a file');
  });

  it('says in words what became of the rows', async () => {
    const { code, output } = await tahini(['score', ...prepare(`${HEADER}250,castle,yes,\n`).args]).ended;
    expect(output).toMatch(/^1 rows in \d+\.\d s: 1 scored, 0 unscorable, 0 refused\nunseen categories: 1 in housing/);
    expect(code).toBe(0);
  });

  it.each([
    ['without a card', ['--data', 'a.csv', '--out', 'b.csv'], '--card is missing'],
    ['without an output', ['--card', 'c.json', '--data', 'a.csv'], '--out is missing'],
    [
      'that would overwrite its data',
      ['--card', 'c.json', '--data', 'a.csv', '--out', './a.csv'],
      '--data and --out are the same file',
    ],
    [
      'with an impossible day',
      ['--card', 'c.json', '--data', 'a.csv', '--out', 'b.csv', '--as-of', '2026-02-30'],
      '--as-of takes a date',
    ],
    [
      'with a long delimiter',
      ['--card', 'c.json', '--data', 'a.csv', '--out', 'b.csv', '--delimiter', '::'],
      'one character',
    ],
  ])('%s is told how to use it', async (_what, args, message) => {
    await expect(runScore(args)).rejects.toThrow(UsageError);
    await expect(runScore(args)).rejects.toThrow(message);
  });

  it('into a directory that is not there fails in one line', async () => {
    const { args, directory } = prepare(HEADER);
    const { code, errors } = await tahini(['score', ...args, '--out', join(directory, 'no/such.csv')]).ended;
    expect(errors).toMatch(
      /no\/such\.csv.* cannot be read or written \(ENOENT\)\n {2}free it, or choose .* --out and --refused\n$/,
    );
    expect(code).toBe(1);
  });

  it('of a card whose dictionary is nowhere says so', async () => {
    const directory = temporaryDirectory();
    const card = write(directory, 'shop.json', JSON.stringify(shop().files.card));
    const out = join(directory, 'o.csv');
    const work = runScore(['--card', card, '--data', write(directory, 'a.csv', HEADER), '--out', out]);
    expect(await complaint(work)).toContain(
      'the dictionary that shop.json was made for is not beside it: name it with',
    );
  });

  it('says which facts of a card a row can never state', async () => {
    const directory = temporaryDirectory();
    const args = [
      '--card',
      'lib/scorecards/expert.json',
      '--data',
      write(directory, 'a.csv', 'x\n1\n'),
      '--out',
      join(directory, 'o'),
    ];
    const { errors, code } = await tahini(['score', ...args]).ended;
    expect(errors).toContain('score: monthly records are no cells of a row, so these are missing: ');
    expect(errors).toContain(shipped.dictionary.names.find((name) => name === 'utilityPayments'));
    expect(code).toBe(1);
  });

  it('needs no more memory for many rows than for few', async () => {
    const hook = "process.on('exit',()=>console.error('RSS',process.resourceUsage().maxRSS))";
    const NODE_OPTIONS = `--max-old-space-size=40 --max-semi-space-size=2 --import data:text/javascript,${hook}`;
    const wide = `250,own,yes,2020-01-01,${'x'.repeat(400)}\n`;
    const memory = async (rows: number) => {
      const { args } = prepare(`${HEADER.trim()},note\n${wide.repeat(rows)}`);
      const { code, errors } = await tahini(['score', ...args], { NODE_OPTIONS }).ended;
      expect(code).toBe(0);
      return Number(/RSS (\d+)/.exec(errors)?.[1]) / 1024;
    };
    const [few, many] = [await memory(1000), await memory(120_000)];
    console.log(`score: ${few.toFixed(0)} MB at 1,000 rows, ${many.toFixed(0)} MB at 120,000 (50 MB of CSV)`);
    expect(many - few).toBeLessThan(40);
  });
});
