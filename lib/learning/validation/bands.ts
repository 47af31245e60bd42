import { type Judged, weightAt } from './people.ts';

/** Who is in a band, and to how many of them the bad outcome happened. */
export interface BandRow {
  band: string;
  /** Lowest score. */
  from: number;
  n: number;
  share: number;
  bad: number;
  /** null where nobody is. */
  badRate: number | null;
}

export function byBand(judged: Judged, bands: readonly { name: string; from: number }[]): BandRow[] {
  const rows = bands.map(({ name, from }) => ({ band: name, from, n: 0, bad: 0 }));
  let people = 0;
  for (let i = 0; i < judged.score.length; i += 1) {
    const row = rows.findLast(({ from }) => judged.score[i]! >= from)!;
    row.n += weightAt(judged, i);
    row.bad += weightAt(judged, i) * judged.bad[i]!;
    people += weightAt(judged, i);
  }
  return rows.map((row) => ({ ...row, share: row.n / people, badRate: row.n === 0 ? null : row.bad / row.n }));
}
