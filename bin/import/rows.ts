import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream';
import { CsvError, type Parser, parse } from 'csv-parse';
import { Problem } from '../../local/problem.ts';
import { restoreRow, startsLikeRefused } from './refused-cells.ts';

/** One record of the file after its header. */
export interface Row {
  /** Place among the data rows of this file, from 0. */
  index: number;
  /** The number it goes by: the same, but in a file of refused rows the one that it had in the original. */
  row: number;
  cells: string[];
  /** Where in the file it ends, in bytes. */
  end: number;
}

export interface CsvFile {
  header: string[];
  rows: AsyncGenerator<Row>;
  /** Bytes. */
  size: number;
}

/** A quote that is never closed would otherwise take the rest of the file for one cell. */
const MOST_ROW_BYTES = 1_000_000;

/** Streams a CSV file in UTF-8: quotes, CRLF, a byte order mark; empty lines are no rows. Throws a Problem. */
export async function openCsv(file: string, delimiter: string): Promise<CsvFile> {
  const { size } = statCsv(file);
  const parser = parse({
    delimiter,
    bom: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: MOST_ROW_BYTES,
    info: true,
  });
  pipeline(createReadStream(file), onlyUtf8, parser, () => {});
  const records = recordsOf(parser, basename(file));
  const first = await records.next();
  if (first.done) throw new Problem(`${basename(file)} is empty`, 'its first line must name the columns');
  const names = first.value.record.map((name) => name.trim());
  const refused = startsLikeRefused(names);
  return {
    header: refused ? restoreRow(names).cells : names,
    rows: numbered(records, refused),
    size,
  };
}

function statCsv(file: string) {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) throw new Problem(`there is no file ${file}`, 'name an existing CSV file');
  if (!stat.isFile()) throw new Problem(`${file} is not a file`, 'name an existing CSV file');
  return stat;
}

interface CsvRecord {
  record: string[];
  info: { bytes: number };
}

async function* recordsOf(parser: Parser, name: string): AsyncGenerator<CsvRecord> {
  try {
    for await (const record of parser) yield record;
  } catch (error) {
    throw asProblem(error, name);
  }
}

async function* numbered(records: AsyncGenerator<CsvRecord>, refused: boolean): AsyncGenerator<Row> {
  let index = 0;
  for await (const { record, info } of records) {
    yield { index, end: info.bytes, ...(refused ? restoreRow(record) : { row: index, cells: record }) };
    index += 1;
  }
}

/** Stops at bytes that are not UTF-8, so that no name or category silently becomes another. */
async function* onlyUtf8(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of chunks) {
    decoder.decode(chunk, { stream: true });
    yield chunk;
  }
  decoder.decode();
}

/** After a structure that is broken, no row could be trusted to be the row that it seems; so everything stops there. */
function asProblem(error: unknown, name: string): unknown {
  if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return new Problem(`${name} is not in UTF-8`, 'save it as CSV UTF-8; a second run continues behind what is done');
  if (error instanceof CsvError) {
    const line = typeof error.lines === 'number' ? `line ${error.lines}` : 'a line';
    return new Problem(`${name}: ${line} has a quote that is not closed, or that is not where it belongs`, 'mend it');
  }
  return error;
}
