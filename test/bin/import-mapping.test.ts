import { describe, expect, it } from 'vitest';
import { cellReader } from '../../bin/import/cells.ts';
import { matchColumns } from '../../bin/import/columns.ts';
import { FactColumn, Mapping, readMapping } from '../../bin/import/mapping.ts';
import { csvLine, neutralised, restored } from '../../bin/import/refused-cells.ts';
import { temporaryDirectory } from '../support/local.ts';
import { write } from './import-support.ts';

const WHOLE = {
  source: 'bank',
  tier: 'bureau',
  subject: { template: 'p-{row}' },
  observedAt: { date: '2026-10-01' },
  facts: { income: { column: 'income' } },
};

function complaint(change: object): string {
  const file = write(temporaryDirectory(), 'mapping.json', JSON.stringify({ ...WHOLE, ...change }));
  try {
    readMapping(file);
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('a mapping', () => {
  it('is read as it stands in the example', () => {
    const mapping = readMapping('examples/german-credit/mapping.json');
    expect(Object.keys(mapping.facts)).toHaveLength(20);
    expect(mapping.ignore).toEqual(['bad']);
  });

  it.each([
    ['subject.template', { subject: { template: 'everyone' } }, 'contain {row}'],
    ['subject', { subject: {} }, 'must be {"template"'],
    ['observedAt.date', { observedAt: { date: '2026-02-30' } }, 'YYYY-MM-DD'],
    ['observedAt', { observedAt: undefined }, 'YYYY-MM-DD'],
    ['tier', { tier: 'self' }, 'Invalid option'],
    ['source', { source: 'self' }, "the person's own word"],
    ['facts', { facts: {} }, '1 to 100 facts'],
    ['facts.income', { facts: { income: { column: 'a', map: { x: 1 }, scale: 2 } } }, 'neither a type nor a scale'],
    ['facts.income.scale', { facts: { income: { column: 'a', type: 'date', scale: 2 } } }, 'only a number'],
    ['facts.Not a name', { facts: { 'Not a name': { column: 'a' } } }, 'Invalid key'],
    ['(root)', { tears: 1 }, 'tears'],
  ])('names the path %s and the rule', (path, change, rule) => {
    expect(complaint(change)).toContain(`${path}: `);
    expect(complaint(change)).toContain(rule);
  });

  it('says when it is no JSON or not there', () => {
    expect(() => readMapping(write(temporaryDirectory(), 'mapping.json', '{'))).toThrow(
      'mapping.json is not well-formed',
    );
    expect(() => readMapping('nowhere.json')).toThrow('nowhere.json cannot be read');
  });
});

describe('the columns of a file', () => {
  const mapping = Mapping.parse({ ...WHOLE, subject: { column: 'id' }, ignore: ['bad', ''] });

  it('are all mapped or ignored', () => {
    const columns = matchColumns(['', 'income', 'id'], mapping);
    expect([columns('income'), columns('id')]).toEqual([1, 2]);
    expect(() => matchColumns(['income', 'id', 'age'], mapping)).toThrow('what becomes of column "age"');
  });

  it('hold every mapped one, once', () => {
    expect(() => matchColumns(['income'], mapping)).toThrow('the file has no column "id"');
    expect(() => matchColumns(['id', 'income', 'id'], mapping)).toThrow('names "id" twice');
  });

  it('are not both used and ignored', () => {
    expect(() => matchColumns(['id', 'income'], { ...mapping, ignore: ['id'] })).toThrow('both uses and ignores "id"');
  });
});

describe('a cell', () => {
  const read = (column: object, text: string) => cellReader(FactColumn.parse({ column: 'c', ...column }))(text);

  it.each([
    [{}, '12.5', 12.5],
    [{}, '-1e3', -1000],
    [{}, '0', 0],
    [{}, 'A11', 'A11'],
    [{}, '0x10', '0x10'],
    [{}, 'Infinity', 'Infinity'],
    [{ type: 'text' }, '007', '007'],
    [{ scale: 100 }, '1.1', 110],
    [{ type: 'flag' }, 'Yes', true],
    [{ type: 'flag' }, '0', false],
    [{ type: 'date' }, '2026-01-31', '2026-01-31'],
    [{ map: { '98': null, '1': 'one', toString: false } }, '98', null],
    [{ map: { '1': 'one' } }, '1', 'one'],
  ])('mapped by %j: %s is %j', (column, text, value) => {
    expect(read(column, text)).toEqual({ value });
  });

  it.each([
    [{ type: 'number' }, '1,200', 'not-a-number'],
    [{}, '1e999', 'not-a-number'],
    [{ type: 'flag' }, 'maybe', 'not-a-flag'],
    [{ type: 'date' }, '31.01.2026', 'not-a-date'],
    [{ map: { '1': 'one' } }, 'toString', 'not-in-map'],
  ])('mapped by %j: %s is refused as %s, without being repeated', (column, text, rule) => {
    const reading = read(column, text);
    expect(reading).toMatchObject({ rule });
    expect(JSON.stringify(reading)).not.toContain(text);
  });
});

describe('a cell of the refused file', () => {
  it.each([
    '=1+1',
    '+1',
    '-5+1',
    '-',
    '-A1',
    '＝1+1',
    '\n=1',
    '@SUM(A1)',
    '\tx',
    "'quoted",
    "'=x",
    "''",
    'plain',
    '',
    'a=b',
  ])('%j is no formula and can be had back', (cell) => {
    expect(neutralised(cell)).not.toMatch(/^[=+\-@\t\r\n＝]/);
    expect(restored(neutralised(cell))).toBe(cell);
  });

  it.each(['-5', '-0.25', '-.5', '-1e6', "'-5"])('%j stays the number that it is, and can be had back', (cell) => {
    expect(neutralised(cell)).toBe(cell.startsWith("'") ? `'${cell}` : cell);
    expect(restored(neutralised(cell))).toBe(cell);
  });

  it('is quoted where CSV needs it', () => {
    expect(csvLine(['a,b', 'say "no"', 'two\nlines', '=1,2'])).toBe('"a,b","say ""no""","two\nlines","\'=1,2"\n');
  });
});
