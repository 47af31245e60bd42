import { scorerFor } from '../../../bin/scoring/score-file.ts';
import { openTable } from '../../../bin/training/csv/table.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';

/**
 * About `least` rows of the file: the first few of every cell of every characteristic (bins, special codes, missing), and
 * further ones at even distances. Also tells which cells there are: `<characteristic> <place, -1 = missing>`.
 */
export async function coveringRows(card: Scorecard, people: string, asOf: number, least: number) {
  const table = await openTable(people, ',');
  const scorer = scorerFor({ card, asOf, mapping: undefined, absent: [], consents: [], strict: false }, table);
  const rows = new Set<number>();
  const cells = new Map<string, number>();
  let count = 0;
  for await (const batch of table.batches)
    for (const row of batch.rows) {
      if (Array.isArray(scorer.score(row))) throw new Error(`row ${count} is refused`);
      scorer.bins().forEach((bin, i) => {
        const cell = `${card.file.characteristics[i]!.id} ${bin}`;
        const seen = cells.get(cell) ?? 0;
        if (seen < OF_EACH_CELL) rows.add(count);
        cells.set(cell, seen + 1);
      });
      count += 1;
    }
  const step = Math.max(1, Math.floor(count / Math.max(1, least - rows.size)));
  for (let row = 0; row < count && rows.size < least; row += step) rows.add(row);
  return { rows, cells: new Set(cells.keys()) };
}

const OF_EACH_CELL = 5;
