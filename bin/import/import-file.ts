import { accessSync, constants } from 'node:fs';
import { dirname } from 'node:path';
import { unreachable } from '../scorecard/refusal.ts';
import type { Answer } from './answers.ts';
import { beginning, type Checkpoint, type Identity, identify, readCheckpoint, sameIdentity } from './checkpoint.ts';
import { matchColumns } from './columns.ts';
import { type Converter, converter } from './convert.ts';
import { connect, isReachable } from './http.ts';
import { inOrder } from './in-order.ts';
import { Ledger } from './ledger.ts';
import type { Mapping } from './mapping.ts';
import type { Position } from './progress.ts';
import { type CsvFile, openCsv, type Row } from './rows.ts';
import { Interrupted, sendRow } from './send.ts';

export interface ImportOptions {
  file: string;
  mapping: Mapping;
  /** The service's address, without /v1. */
  api: URL;
  token: string;
  /** Rows on their way side by side. */
  concurrency: number;
  /** Where refused rows go, and where the import keeps how far it has come. */
  refused: string;
  checkpoint: string;
  /** Begins at the first row, whatever the checkpoint says. */
  restart?: boolean;
  patienceMs?: number;
  signal?: AbortSignal;
  onProgress?(position: Position): void;
  /** Things worth a line; none holds a value of a row. */
  say?(line: string): void;
}

export interface Summary {
  rows: number;
  imported: number;
  unchanged: number;
  refused: number;
  seconds: number;
}

const AHEAD = 1024;
const PATIENCE_MS = 120_000;

/**
 * Streams a CSV file into profiles through the HTTP API, in constant memory, continuing where an earlier run stopped.
 * The counts are of the whole file. Throws a Problem when it cannot go on, and Interrupted when it was told to stop;
 * the checkpoint then stands at the lowest row that is not done.
 */
export async function importFile(options: ImportOptions): Promise<Summary> {
  const started = performance.now();
  const csv = await openCsv(options.file, options.mapping.delimiter);
  try {
    const convert = converter(options.mapping, csv.header.length, matchColumns(csv.header, options.mapping));
    const ledger = openLedger(csv.header, options);
    await refuseUnreachable(options.api);
    await sendRows(csv, convert, ledger, options);
    const { next: rows, imported, unchanged, refused } = ledger.counts;
    return { rows, imported, unchanged, refused, seconds: Math.round(performance.now() - started) / 1000 };
  } finally {
    await csv.rows.return(undefined);
  }
}

/** Rows are sent again and again while a service is away for a while; nobody should wait so for one that never was there. */
async function refuseUnreachable(api: URL): Promise<void> {
  if (!(await isReachable(api))) throw unreachable(api);
}

function openLedger(header: readonly string[], options: ImportOptions): Ledger {
  const { file, mapping, api, refused, checkpoint, say } = options;
  // Found out now, not at the first refusal.
  for (const path of [checkpoint, refused]) accessSync(dirname(path), constants.W_OK);
  const identity = identify(file, mapping, api.href, refused);
  const former = readCheckpoint(checkpoint);
  const start = options.restart ? beginning(identity) : whereToStart(former, identity, say);
  return new Ledger(checkpoint, refused, header, start);
}

async function sendRows(csv: CsvFile, convert: Converter, ledger: Ledger, options: ImportOptions): Promise<void> {
  const { concurrency, say, onProgress, signal = new AbortController().signal } = options;
  const connection = connect(options.api, concurrency);
  const sending = { connection, token: options.token, patienceMs: options.patienceMs ?? PATIENCE_MS, signal };
  const work = async ({ row, cells }: Row): Promise<Answer> => {
    const converted = convert(cells, row);
    return 'violations' in converted ? { outcome: 'refused', ...converted } : sendRow(converted, sending);
  };
  const settle = (row: Row, answer: Answer) => {
    ledger.record(row, answer);
    warnOnce(ledger.counts, say);
    onProgress?.({ rows: ledger.counts.next, refused: ledger.counts.refused, fraction: row.end / csv.size });
  };
  try {
    const bounds = { atOnce: concurrency, ahead: AHEAD, signal };
    await inOrder(after(csv.rows, ledger.counts.next), work, settle, bounds);
    if (signal.aborted) throw new Interrupted();
    ledger.finish();
  } catch (error) {
    ledger.save();
    say?.(`stopped; done are the rows before row ${ledger.counts.next}`);
    throw error;
  } finally {
    connection.close();
    ledger.refusedFile.close();
  }
}

function whereToStart(from: Checkpoint | undefined, identity: Identity, say?: (line: string) => void): Checkpoint {
  if (from === undefined) return beginning(identity);
  if (sameIdentity(from.identity, identity)) {
    say?.(`continues at row ${from.next}, where an earlier run stopped (--restart begins at the first row)`);
    return from;
  }
  say?.('the checkpoint is of another file, mapping or API: begins at the first row');
  return beginning(identity);
}

async function* after(rows: AsyncIterable<Row>, next: number): AsyncGenerator<Row> {
  for await (const row of rows) if (row.index >= next) yield row;
}

const ENOUGH = 100;

/** When nothing fits, it is the mapping that is wrong, not the rows. */
function warnOnce({ next, refused }: Readonly<Checkpoint>, say?: (line: string) => void): void {
  if (next === ENOUGH && refused === ENOUGH) say?.(`the first ${ENOUGH} rows were all refused: is the mapping right?`);
}
