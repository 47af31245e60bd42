import type { Scorecard } from '../../lib/scoring/model.ts';
import type { Mapping } from '../import/mapping.ts';
import type { Position } from '../import/progress.ts';
import { onInterrupt } from '../interrupted.ts';
import { placeOf } from '../training/csv/header.ts';
import { openTable, type Table } from '../training/csv/table.ts';
import { trimmed } from '../training/texts.ts';
import { measuredOf } from './measured.ts';
import { headLine, lineWriter, OutputFile } from './output.ts';
import { RefusedRows } from './refused-rows.ts';
import { RowScorer } from './row-scorer.ts';
import { sourcesOf } from './sources.ts';
import { notesOnTiers } from './tiers.ts';

export interface ScoreFile {
  card: Scorecard;
  data: string;
  out: string;
  /** Where refused rows go, with the reason. */
  refused: string;
  /** Days since 1970. */
  asOf: number;
  mapping?: Mapping | undefined;
  absent: readonly string[];
  consents: readonly string[];
  strict: boolean;
  delimiter: string;
  id: string | undefined;
  reasons: boolean;
  onProgress?(position: Position): void;
  /** What keeps rows from counting in full, a line each. */
  onNote?(note: string): void;
}

export interface Scored {
  rows: number;
  scored: number;
  unscorable: number;
  refused: number;
  /** Cells with a category that the dictionary does not know, by column: they got the unseen bin. */
  unseen: Record<string, number>;
  seconds: number;
}

/** Scores a CSV file row by row, in constant memory. Throws a Problem; then, as when it is interrupted, there is no output. */
export async function scoreFile(options: ScoreFile): Promise<Scored> {
  const started = performance.now();
  const table = await openTable(options.data, options.delimiter);
  for (const note of notesOnRows(options, table)) options.onNote?.(note);
  const scorer = scorerFor(options, table);
  const idAt = options.id === undefined ? -1 : placeOf(options.id, table.header, table.name);
  const counts = { rows: 0, scored: 0, unscorable: 0, refused: 0 };
  const begun: { abandon(): void }[] = [];
  const nothing = () => {
    for (const file of begun) file.abandon();
  };
  const goOn = onInterrupt(nothing);
  try {
    const refusedRows = new RefusedRows(options.refused, table.header);
    begun.push(refusedRows);
    const out = new OutputFile(options.out);
    begun.push(out);
    out.write(headLine(options));
    const line = lineWriter(options.card, options);
    for await (const batch of table.batches) {
      batch.rows.forEach((cells, i) => {
        const result = scorer.score(cells);
        if (Array.isArray(result)) {
          counts.refused += 1;
          refusedRows.append(batch.first + i, batch.rows[i]!, result);
        } else {
          counts[result.status] += 1;
          out.write(line(batch.first + i, idAt < 0 ? '' : trimmed(cells[idAt]!), result));
        }
      });
      counts.rows += batch.rows.length;
      options.onProgress?.({ rows: counts.rows, refused: counts.refused, fraction: batch.end / table.size });
    }
    refusedRows.finish();
    out.finish();
  } catch (error) {
    nothing();
    throw error;
  } finally {
    goOn();
  }
  const seconds = Math.round(performance.now() - started) / 1000;
  return { ...counts, unseen: Object.fromEntries(scorer.unseen), seconds };
}

export function notesOnRows({ card, mapping }: Pick<ScoreFile, 'card' | 'mapping'>, { header }: Table): string[] {
  return notesOnTiers(card, measuredOf(card, header, mapping));
}

export function scorerFor(
  options: Pick<ScoreFile, 'card' | 'asOf' | 'mapping' | 'absent' | 'consents' | 'strict'>,
  { header, name }: Table,
): RowScorer {
  const { card, asOf, mapping, absent, strict } = options;
  const measured = measuredOf(card, header, mapping);
  const sources = sourcesOf(card, header, name, { mapping, absent, measured: measured.length });
  const consents = Object.fromEntries(options.consents.map((consent) => [consent, true]));
  return new RowScorer({ card, sources, measured, width: header.length, asOf, consents, strict });
}
