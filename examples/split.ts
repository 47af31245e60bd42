import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

/** Whether a row (from 0, the header not counted) is learned from: 7 of 10 are, by a hash, so that no order of the file matters. */
export function isTraining(row: number): boolean {
  const hash = createHash('sha256').update(String(row)).digest('hex');
  return Number.parseInt(hash.slice(0, 8), 16) % 10 < 7;
}

/** The two parts of a CSV file without line breaks inside its cells, each under its header. */
export function split(csv: string): { train: string; test: string } {
  const [header, ...rows] = csv.trimEnd().split(/\r?\n/);
  const part = (training: boolean) =>
    `${[header, ...rows.filter((_, row) => isTraining(row) === training)].join('\n')}\n`;
  return { train: part(true), test: part(false) };
}

// `node examples/split.ts people.csv train.csv test.csv`
if (import.meta.main) {
  const [from, train, test] = process.argv.slice(2);
  if (from === undefined || train === undefined || test === undefined) {
    console.error('node examples/split.ts people.csv train.csv test.csv');
    process.exit(2);
  }
  const parts = split(readFileSync(from, 'utf8'));
  writeFileSync(train, parts.train);
  writeFileSync(test, parts.test);
}
