import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortNumber } from '../../bin/training/short-number.ts';
import { complaint, held, training, withColumn } from './training-support.ts';

const many = (n: number, of: (i: number) => string) => Array.from({ length: n }, (_, i) => of(i));

const quotedCell = (cell: string) => `"${cell}"`;

async function decided(cells: readonly string[], spec = {}) {
  const data = await training(withColumn(cells), { columns: { x: spec } });
  return { column: data.frame.columns[0], notes: data.notes.join('\n'), leftOut: data.leftOut[0]?.why, data };
}

describe('a column is read as numbers', () => {
  it('when every cell is one, or says that nothing is known', async () => {
    const { column, notes } = await decided(['1', '-2.5', '', 'NA', '1e3', '.5', '?', 'None']);
    expect(column?.kind).toBe('number');
    expect(held(column)).toEqual([1, -2.5, null, null, 1000, 0.5, null, null]);
    expect(notes).toBe('read as missing: "NA" (1), "?" (1), "None" (1) in x');
  });

  it('when it holds few whole numbers, which is said, since they might be codes', async () => {
    const { column, notes } = await decided(['1', '2', '3', '4', '2', '1']);
    expect(column?.kind).toBe('number');
    expect(notes).toContain('few whole numbers, read as numbers: x; where they are codes, say "type": "category"');
    expect(await decided(many(30, String))).toMatchObject({ column: { kind: 'number' }, notes: '' });
  });

  it('when the spec says so, and then a text among them is a mistake', async () => {
    expect(held((await decided(['01', '2'], { type: 'number' })).column)).toEqual([1, 2]);
    expect(await complaint(decided(['1', 'two', '3', 'four'], { type: 'number' }))).toBe(
      'people.csv: row 1 (line 3), column "x" and 1 more: "two" is not a number, but the spec says that the column holds numbers: mend it, or list the text under missing in the spec',
    );
  });

  it('when there are a thousand different ones, and the last cell is a text that the spec calls missing', async () => {
    const cells = [...many(1000, (i) => String(i * 1.5)), 'unknown'];
    expect((await decided(cells, { missing: ['unknown'] })).column).toMatchObject({ kind: 'number' });
    const line = await complaint(decided(cells));
    expect(line).toContain('row 1000 (line 1002), column "x": "unknown" is not a number, but 1000 of');
  });

  it('in which -999 is a value until the spec calls it missing', async () => {
    expect(held((await decided(['-999', '5'])).column)).toEqual([-999, 5]);
    expect(held((await decided(['-999', '5'], { missing: ['-999'] })).column)).toEqual([null, 5]);
  });
});

describe('a column is read as categories', () => {
  it('when it holds words, and then "none" is an answer', async () => {
    const { column, notes } = await decided(['own', 'rent', 'none', 'NA', '', ' own ']);
    expect(column?.kind).toBe('category');
    expect(held(column)).toEqual(['own', 'rent', 'none', null, null, 'own']);
    expect(notes).toBe('read as missing: "NA" (1) in x');
  });

  it('with its labels in an order that the rows have no part in', async () => {
    const shuffled = fc.shuffledSubarray(['b', 'a', 'ä', 'Z', '10', '9x'], { minLength: 6 });
    await fc.assert(
      fc.asyncProperty(shuffled, async (cells) => {
        expect((await decided(cells)).column).toMatchObject({ labels: ['10', '9x', 'Z', 'a', 'b', 'ä'] });
      }),
      { numRuns: 10 },
    );
  });

  it('when its digits have leading zeros, which is said', async () => {
    const { column, notes } = await decided(['01', '02', '10']);
    expect(held(column)).toEqual(['01', '02', '10']);
    expect(notes).toContain('digits with leading zeros, read as categories: x');
  });

  it('when numbers and words are mixed: 0, 1, 2, 3+', async () => {
    const { column, notes } = await decided(['0', '1', '2', '3+']);
    expect(held(column)).toEqual(['0', '1', '2', '3+']);
    expect(notes).toContain('numbers and texts, read as categories: x');
  });

  it('when the spec says so', async () => {
    expect(held((await decided(['1', '2', '1'], { type: 'category' })).column)).toEqual(['1', '2', '1']);
  });

  it('of which there may be 500; one of 5,000 is left out, which is said', async () => {
    expect((await decided(many(500, (i) => `c${i}`))).column).toMatchObject({ kind: 'category' });
    expect(await decided(many(5000, (i) => `c${i}`))).toMatchObject({
      column: undefined,
      leftOut: 'more than 500 different texts',
    });
  });
});

describe('numbers that are written in another way are refused, with row, column and what to do', () => {
  it.each([
    ['1,5', 'a decimal comma'],
    ['1,234', 'a decimal comma'],
    ['1 234 567', 'digit groups'],
    ['1,234,567.50', 'digit groups'],
    ['12.5%', 'a percent sign'],
    ['$1200', 'a sign of currency'],
    ['€ 12', 'a sign of currency'],
  ])('%s', async (cell, what) => {
    const line = await complaint(decided(['1', '2', cell, cell].map(quotedCell)));
    expect(line).toContain('row 2 (line 4), column "x" holds "');
    expect(line).toContain(`a number with ${what}?: write numbers as 1234.5, or say in the spec`);
  });

  it('but stay categories when the spec says so, or when words stand among them', async () => {
    expect((await decided(['"1,5"', '2'], { type: 'category' })).column).toMatchObject({ kind: 'category' });
    expect((await decided(['5%', 'none at all'])).column).toMatchObject({ kind: 'category' });
  });

  it('and so are numbers too large to be kept', async () => {
    const line = await complaint(decided(['1e999', ...many(300, String)]));
    expect(line).toContain('row 0 (line 2), column "x": "1e999" is not a number');
  });
});

describe('a short number', () => {
  it('is what Number() makes of it, to the last bit', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 15 });
    fc.assert(
      fc.property(
        fc.constantFrom('', '-', '+'),
        digits,
        fc.constantFrom('', '.'),
        digits,
        (sign, whole, point, part) => {
          const text = `${sign}${whole}${point}${part}`;
          const value = shortNumber(text);
          if (!Number.isNaN(value)) expect(value).toBe(Number(text) + 0);
          else expect(whole.length + part.length === 0 || whole.length + part.length > 15).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each(['', '-', '.', '1e5', '0x1F', '1_000', ' 1', '1 ', 'NaN', '--1', '1.2.3', '1,5', '٣'])(
    'is not %j',
    (text) => {
      expect(shortNumber(text)).toBeNaN();
    },
  );
});
