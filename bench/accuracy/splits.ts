import { createHash } from 'node:crypto';

/** Rows of the training part and of the test part. */
export interface Split {
  train: number[];
  test: number[];
}

/** The fixed splits of shared/data/README.md: 7 in 10 rows train, by a hash of the row's number and the split's name. */
export function splitRows(rows: number, suffix = ''): Split {
  const split: Split = { train: [], test: [] };
  for (let i = 0; i < rows; i += 1) {
    const hash = createHash('sha256').update(`${i}${suffix}`).digest('hex').slice(0, 8);
    (Number.parseInt(hash, 16) % 10 < 7 ? split.train : split.test).push(i);
  }
  return split;
}
