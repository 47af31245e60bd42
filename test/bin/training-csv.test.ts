import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../bin/training/csv/blocks.ts';
import { recordsOf } from '../../bin/training/csv/records.ts';
import { openTable } from '../../bin/training/csv/table.ts';
import { Problem } from '../../local/problem.ts';
import { complaint, csv, rowsOf } from './training-support.ts';

const cell = fc.string({ unit: fc.constantFrom('a', '1', '.', ' ', ',', '"', '\n', '\r', 'é', '中'), maxLength: 6 });
const plainCell = fc.string({ unit: fc.constantFrom('a', '1', '.', ' ', 'é', '中', '-'), minLength: 1, maxLength: 6 });

function quotedLine(cells: readonly string[], end: string): string {
  return `${cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')}${end}`;
}

async function* pieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The records of a text that arrives in pieces. */
async function inPieces(text: string, size: number): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const block of blocksOf(pieces(Buffer.from(text), size), 'a.csv'))
    rows.push(...recordsOf(block.text, ',', 1, 'a.csv').rows);
  return rows;
}

describe('a CSV file is read', () => {
  it('whatever stands between quotes, and wherever the disk cuts it', async () => {
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 40 }),
        async (rows, end, size) => {
          expect(await inPieces(rows.map((row) => quotedLine(row, end)).join(''), size)).toEqual(rows);
        },
      ),
    );
  });

  it('the same by cutting, where there are no quotes, as by parsing', () => {
    const table = fc.array(fc.array(plainCell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });
    const ends = fc.constantFrom('\n', '\r\n', '\n\n', '\r\n\r\n');
    fc.assert(
      fc.property(table, ends, fc.boolean(), (rows, end, closed) => {
        const text = rows.map((row) => row.join(',')).join(end) + (closed ? end : '');
        const cut = recordsOf(text, ',', 1, 'a.csv');
        const parsed = recordsOf(`${text}${closed ? '' : '\n'}"q"`, ',', 1, 'a.csv');
        expect(cut.rows).toEqual(rows);
        expect(cut.rows).toEqual(parsed.rows.slice(0, -1));
        expect(cut.lines).toEqual(parsed.lines.slice(0, -1));
      }),
    );
  });

  it('with a byte order mark, CRLF, quotes, empty lines and names with blanks around them', async () => {
    const { header, rows, lines } = await rowsOf('\ufeff bad ,"in, come"\r\n0,"1""2"\r\n\r\n1,"a\r\nb"\r\n0,c\r\n');
    expect(header).toEqual(['bad', 'in, come']);
    expect(rows).toEqual([
      ['0', '1"2'],
      ['1', 'a\r\nb'],
      ['0', 'c'],
    ]);
    expect(lines).toEqual([2, 4, 6]);
  });

  it('with the line ends of old machines', async () => {
    expect(await rowsOf('a,b\r1,2\r3,4\r')).toMatchObject({
      header: ['a', 'b'],
      rows: [
        ['1', '2'],
        ['3', '4'],
      ],
    });
  });

  it('and each row knows its line in a long file', async () => {
    const long = Array.from({ length: 30_000 }, (_, i) => `${i},x`).join('\n');
    const { rows, lines } = await rowsOf(`n,text\n${long}\n`);
    expect(rows).toHaveLength(30_000);
    expect(rows.every(([n], i) => n === String(i) && lines[i] === i + 2)).toBe(true);
  });

  it('and its bytes are hashed, so that it can be told which data a card was learned from', async () => {
    const content = `a,b\n${'1,2\n'.repeat(50_000)}`;
    const table = await openTable(csv(content));
    for await (const _ of table.batches);
    expect(table.hash()).toBe(createHash('sha256').update(content).digest('hex'));
  });

  it('with a column that has no name, as row numbers often have none', async () => {
    expect((await rowsOf(',bad\n1,0\n')).header).toEqual(['(column 1)', 'bad']);
  });
});

describe('a CSV file is refused in one line that', () => {
  it.each([
    ['says it is empty', '', 'people.csv is empty: its first line must name the columns'],
    ['says it is empty but for blank lines', '\n\n\n', 'is empty'],
    ['names columns that come twice', 'a,b,a\n1,2,3\n', 'names "a" twice'],
    ['tells another delimiter', 'a;b;c\n1;2;3\n', 'its cells seem to be divided by ";": say so with --delimiter'],
    ['tells the line of a stray quote', 'a,b\n1,2\n3,x"y\n', 'line 3 has a quote that is not closed, or that is not'],
    [
      'tells of a quote that is never closed',
      `a,b\n1,"2\n${'3,4\n'.repeat(400_000)}`,
      'a quote that is not closed within 1 MB',
    ],
    ['tells of a file that is no CSV', `a,b\n${'x'.repeat(1_200_000)}`, 'a line of more than 1 MB'],
  ])('%s', async (_what, content, message) => {
    expect(await complaint(rowsOf(content))).toContain(message);
  });

  it('tells of bytes that are not UTF-8, however late they come', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`a,b\n${'1,2\n'.repeat(100_000)}`),
      Buffer.from([0x66, 0xfc, 0x72, 0x0a]),
    ]);
    expect(await complaint(rowsOf(bytes))).toContain('is not in UTF-8: save it as CSV UTF-8');
  });

  it('says that there is no such file', async () => {
    await expect(openTable('no/such.csv')).rejects.toThrow(Problem);
  });
});
