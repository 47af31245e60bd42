import { createReadStream, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Value } from '../../lib/scoring/model.ts';
import type { DecisionThen, LoanThen } from '../../lib/usecases/outcomes/list-outcomes.ts';
import { Problem } from '../../local/problem.ts';
import type { Position } from '../import/progress.ts';
import { quotedCell } from '../import/refused-cells.ts';
import { onInterrupt } from '../interrupted.ts';
import { placeOf } from '../place-of.ts';
import type { Call } from '../scorecard/api.ts';
import { OutputFile } from '../scoring/output.ts';
import { ABOUT, Columns, IDS, type NamedColumn, TARGET } from './columns.ts';
import { bookPages } from './pages.ts';
import { specOf } from './spec.ts';
import { type BookTotals, Totals } from './totals.ts';
import { type BookFilter, verdictOn } from './verdict.ts';

export interface BookExport {
  call: Call;
  out: string;
  /** The spec for `tahini train`. */
  spec: string;
  filter: BookFilter;
  withIds: boolean;
  onProgress?(position: Position): void;
}

/** One loan between the two passes: its own cells, and the facts by the names of the API. */
type Row = [cells: string[], facts: Record<string, Value>];

export interface Exported extends BookTotals {
  columns: readonly NamedColumn[];
}

/**
 * Writes one row a loan whose outcome is known, with the facts as they were known when it was opened. Which facts there
 * are is known at the end, so the rows wait in a file beside the output: memory does not grow with them.
 */
export async function exportBook(options: BookExport): Promise<Exported> {
  const out = placeOf(options.out);
  const waiting = `${out}.rows`;
  const remove = () => {
    for (const file of [waiting, `${waiting}.part`, `${out}.part`]) rmSync(file, { force: true });
  };
  const goOn = onInterrupt(remove);
  try {
    const rows = new OutputFile(waiting);
    const columns = new Columns();
    const totals = await readBook(options, rows, columns).finally(() => rows.finish());
    if (totals.written === 0) throw new Problem('no loan of the book can be learned from', totals.whyNot());
    const named = columns.named();
    await writeBook(options, waiting, named);
    const spec = new OutputFile(options.spec);
    spec.write(`${JSON.stringify(specOf(named, options.withIds), undefined, 2)}\n`);
    spec.finish();
    return { ...totals.done(), columns: named };
  } finally {
    remove();
    goOn();
  }
}

async function readBook({ call, filter, withIds, onProgress }: BookExport, rows: OutputFile, columns: Columns) {
  const totals = new Totals();
  for await (const page of bookPages(call)) {
    for (const loan of page.loans) {
      const verdict = verdictOn(loan, filter);
      totals.count(loan, verdict);
      if ('leftOut' in verdict) continue;
      const { bad, decision } = verdict;
      const row: Row = [[String(bad), ...cellsOf(loan, decision, withIds)], decision.facts];
      rows.write(`${inOneLine(row)}\n`);
    }
    columns.add(page.columns);
    totals.unreadable += page.unreadable;
    onProgress?.({ rows: totals.loans, refused: totals.loans - totals.written, fraction: page.fraction });
  }
  return totals;
}

function cellsOf(loan: LoanThen, { decidedOn, score, band, scorecard }: DecisionThen, withIds: boolean): string[] {
  const { subjectId, partnerId, loan: number, openedOn, product } = loan;
  const card = `${scorecard.id} ${scorecard.version}`;
  const about = [openedOn, decidedOn, product, String(score ?? ''), band ?? '', card];
  return withIds ? [...about, subjectId, partnerId, number] : about;
}

async function writeBook({ out, withIds }: BookExport, waiting: string, columns: readonly NamedColumn[]) {
  const file = new OutputFile(out);
  const line = (cells: readonly string[]) => file.write(`${cells.map(quotedCell).join(',')}\n`);
  try {
    line([TARGET, ...ABOUT, ...(withIds ? IDS : []), ...columns.map(({ name }) => name)]);
    for await (const text of createInterface({ input: createReadStream(waiting) })) {
      const [cells, facts] = JSON.parse(text) as Row;
      line([...cells, ...columns.map(({ key }) => String(facts[key] ?? ''))]);
    }
    file.finish();
  } catch (error) {
    file.abandon();
    throw error;
  }
}

/** JSON leaves two ends of lines as they are that readers of lines know. */
function inOneLine(row: unknown): string {
  return JSON.stringify(row).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
