import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { type Column, categoryColumn, type Frame } from '../../lib/learning/frame.ts';

/** A data set with the event column `bad`; a column all of whose cells are numbers or empty is one of numbers. */
export function readFrame(file: string): Frame {
  const [header = [], ...lines] = parse(readFileSync(file), { bom: true }) as string[][];
  const bad = Uint8Array.from(lines, (line) => Number(line[header.indexOf('bad')]));
  const columns = header.flatMap((name, c): Column[] =>
    name === 'bad'
      ? []
      : [
          columnOf(
            name,
            lines.map((line) => line[c] ?? ''),
          ),
        ],
  );
  return { rows: lines.length, columns, bad };
}

function columnOf(name: string, texts: string[]): Column {
  const isMissing = (text: string) => text === '' || text === 'NA';
  const numbers = Float64Array.from(texts, (text) => (isMissing(text) ? Number.NaN : Number(text)));
  const isNumber = texts.every((text, i) => isMissing(text) || !Number.isNaN(numbers[i]));
  return isNumber
    ? { name, kind: 'number', values: numbers }
    : categoryColumn(
        name,
        texts.map((text) => (isMissing(text) ? null : text)),
      );
}
