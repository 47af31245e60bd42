import { expect } from 'vitest';
import { type Batch, openTable } from '../../bin/training/csv/table.ts';
import { readTraining, type TrainingData, type TrainingFile } from '../../bin/training/read-training.ts';
import { TrainingSpec } from '../../bin/training/spec.ts';
import type { Column } from '../../lib/learning/frame.ts';
import { Problem } from '../../local/problem.ts';
import { temporaryDirectory } from '../support/local.ts';
import { write } from './import-support.ts';

export function csv(content: string | Buffer): string {
  return write(temporaryDirectory(), 'people.csv', content);
}

/** All rows of a file, with the lines that they begin on. */
export async function rowsOf(content: string | Buffer, delimiter = ',') {
  const table = await openTable(csv(content), delimiter);
  const batches: Batch[] = [];
  for await (const batch of table.batches) batches.push(batch);
  const { header } = table;
  return { header, rows: batches.flatMap(({ rows }) => rows), lines: batches.flatMap(({ lines }) => lines) };
}

export function training(
  content: string,
  spec: Partial<TrainingSpec> = {},
  more: Partial<TrainingFile> = {},
): Promise<TrainingData> {
  return readTraining({ file: csv(content), target: 'bad', spec: TrainingSpec.parse(spec), ...more });
}

/** A file with an outcome, every other one bad, and one column of these cells. */
export function withColumn(cells: readonly string[], name = 'x'): string {
  return `bad,${name}\n${cells.map((cell, i) => `${i % 2},${cell}\n`).join('')}`;
}

/** What a column holds, in the values of the file. */
export function held(column: Column | undefined): (number | string | null)[] | undefined {
  if (column === undefined) return undefined;
  if (column.kind === 'number') return [...column.values].map((value) => (Number.isNaN(value) ? null : value));
  return [...column.codes].map((code) => column.labels[code] ?? null);
}

/** What somebody reads: a line, or several of which the others are set in. */
export async function complaint(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Problem)) throw error ?? new Error('nothing was refused');
  const line = `${error.message}: ${error.remedy}`;
  expect(line).not.toMatch(/\n(?! {2}\S)/);
  return line;
}
