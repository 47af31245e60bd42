import { mkdirSync, openSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareTraining } from '../../bin/training/prepare.ts';
import { readTraining } from '../../bin/training/read-training.ts';
import { readSpec, TrainingSpec } from '../../bin/training/spec.ts';
import { temporaryDirectory } from '../support/local.ts';
import { write } from './import-support.ts';
import { complaint, held, training } from './training-support.ts';

describe('a file of people with outcomes', () => {
  it('becomes a table, with what its provenance needs', async () => {
    const data = await training('id,bad,income,w\na,0,10,1\nb,1,,2.5\nc,0.0,30,0\n', {}, { weights: 'w' });
    expect([...data.frame.bad]).toEqual([0, 1, 0]);
    expect([...data.frame.weights!]).toEqual([1, 2.5, 0]);
    expect(data.frame.columns.map((column) => [column.name, held(column)])).toEqual([
      ['id', ['a', 'b', 'c']],
      ['income', [10, null, 30]],
    ]);
    expect(data.source).toMatchObject({ file: 'people.csv', rows: 3, columns: 4, bad: 1, badRate: 1 / 3 });
    expect(data.source.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('remembers texts for missing that the spec names, so that a later file is read in the same way', async () => {
    const spec = { missing: ['-1'], columns: { y: { missing: ['x'] } } };
    const { missing, frame } = await training('bad,my x,y\n0,-1,x\n1,NA,-1\n', spec);
    expect(frame.columns.map(held)).toEqual([
      [null, 'NA'],
      [null, -1],
    ]);
    expect(missing).toEqual({ 'my x': ['-1'], y: ['x'] });
    expect((await training('bad,x\n0,NA\n1,2\n')).missing).toEqual({});
  });

  it('leaves out what the spec ignores, unread', async () => {
    const data = await training('bad,x,note\n0,1,"1,5"\n1,2,"2,5"\n', { columns: { note: { ignore: true } } });
    expect(data.frame.columns.map(({ name }) => name)).toEqual(['x']);
  });

  it.each([
    ['the target is not there', 'good,x\n0,1\n', 'has no column "bad": its columns are "good", "x"'],
    ['the target is neither 0 nor 1', 'bad,x\n0,1\n2,1\n', 'row 1 (line 3): the target "bad" is "2": it must be 1'],
    ['the target is a word', 'bad,x\nyes,1\n', 'row 0 (line 2): the target "bad" is "yes"'],
    ['the target is empty', 'bad,x\n0,1\n,1\n', 'row 1 (line 3): the target "bad" is empty'],
    ['everybody is good', 'bad,x\n0,1\n0,2\n', 'in all 2 rows of people.csv the target "bad" is 0: people of both'],
    ['everybody is bad', 'bad,x\n1,1\n', 'the target "bad" is 1'],
    ['nobody is there', 'bad,x\n', 'has a header and no rows'],
    ['a row is too long', 'bad,x\n0,1\n1,2,3\n', 'row 1 (line 3) has 3 cells, the header 2'],
    ['a row is too short', 'bad,x\n0,1\n\n1\n', 'row 1 (line 4) has 1 cells, the header 2'],
  ])('is refused where %s', async (_what, content, message) => {
    expect(await complaint(training(content))).toContain(message);
  });

  it('is refused where a weight is negative', async () => {
    const line = await complaint(training('bad,w\n0,1\n1,-1\n', {}, { weights: 'w' }));
    expect(line).toContain('row 1 (line 3): the weight "w" is no number of 0 or more');
  });

  it('of 10 GB is refused at its first rows, with what to do', async () => {
    const file = join(temporaryDirectory(), 'large.csv');
    const descriptor = openSync(file, 'w');
    writeSync(descriptor, `bad,x,y\n${'0,1,2\n1,3,4\n'.repeat(10_000)}`);
    truncateSync(file, 10 * 1024 ** 3);
    const before = process.memoryUsage().rss;
    const started = performance.now();
    const line = await complaint(readTraining({ file, target: 'bad', spec: TrainingSpec.parse({}) }));
    expect(line).toMatch(
      /large.csv has about [\d,]+ rows of 3 columns, more than fit into memory: learn from a random sample/,
    );
    expect(performance.now() - started).toBeLessThan(2000);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 ** 2);
  });

  it('that turns out larger than its first rows promised is refused when memory is used up', async () => {
    const content = `bad,x\n0,${'1'.repeat(900)}\n${'1,2\n'.repeat(60_000)}`;
    expect(await complaint(training(content, {}, { mostCells: 100_000 }))).toMatch(
      /people.csv has .* rows of 2 columns/,
    );
  });
});

describe('a spec', () => {
  it('that speaks of a column that is not there is refused', async () => {
    const line = await complaint(training('bad,income\n0,1\n', { columns: { incme: { ignore: true } } }));
    expect(line).toContain('the spec speaks of "incme", which people.csv does not have');
  });

  it('that breaks a rule is refused by path and rule', () => {
    const file = write(temporaryDirectory(), 'spec.json', '{"columns": {"x": {"type": "text", "dimension": "love"}}}');
    expect(() => readSpec(file)).toThrow(/columns\.x\.type: .*columns\.x\.dimension: /);
    expect(() => readSpec(write(temporaryDirectory(), 'spec.json', '{'))).toThrow('not well-formed JSON');
    expect(() => readSpec(mkdirSync(join(temporaryDirectory(), 'a'), { recursive: true })!)).toThrow('cannot be read');
  });
});

describe('before anything is learned', () => {
  const rows = (n: number, of: (i: number) => string) => Array.from({ length: n }, (_, i) => of(i)).join('');
  const content = `bad,row,sex,age,income,same\n${rows(400, (i) => `${i % 7 === 0 ? 1 : 0},${i},${i % 2 ? 'm' : 'f'},${20 + (i % 50)},${(i * 37) % 101},1\n`)}`;
  const none = { protected: [], allowAge: false, benchmark: false };

  it('the lender decides on columns that sound protected, all at once', async () => {
    const data = await training(content);
    const line = await complaint(Promise.resolve().then(() => prepareTraining(data, TrainingSpec.parse({}), none)));
    expect(line).toMatch(/^2 columns need a decision: "sex" sounds like .*"age" sounds like people's age/s);
  });

  it('and then learns from the others, told what was left out', async () => {
    const spec = TrainingSpec.parse({ columns: { income: { monotonicity: 'ascending', special: [98] } } });
    const flags = { ...none, protected: ['sex'], allowAge: true };
    const prepared = prepareTraining(await training(content), spec, flags);
    expect(prepared.frame.columns.map(({ name }) => name)).toEqual(['age', 'income']);
    expect(prepared.protected.map(({ name }) => name)).toEqual(['sex']);
    expect(prepared.age).toEqual(['age']);
    expect(prepared.columns).toEqual({ age: { age: true }, income: { direction: 'ascending', special: [98] } });
    expect(prepared.notes.join('\n')).toContain('"row" tells the rows apart and says nothing of people: left out');
    expect(prepared.notes.join('\n')).toContain('"same" is the same in every row: left out');
  });

  it('a protected column that is not there is a mistake', async () => {
    const data = await training(content);
    const line = await complaint(
      Promise.resolve().then(() => prepareTraining(data, TrainingSpec.parse({}), { ...none, protected: ['gender'] })),
    );
    expect(line).toContain('there is no column "gender" to be protected');
  });
});
