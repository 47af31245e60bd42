import { readFileSync } from 'node:fs';
import { matchColumns } from '../../../bin/import/columns.ts';
import { converter } from '../../../bin/import/convert.ts';
import type { Mapping } from '../../../bin/import/mapping.ts';
import { openCsv, type Row } from '../../../bin/import/rows.ts';
import { scoreFile } from '../../../bin/scoring/score-file.ts';
import type { ScoreReply } from '../../../lib/schemas/score.ts';
import { formatDay } from '../../../lib/scoring/calendar.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import type { Api } from './api.ts';

/** A row whose score as served is not the one that `tahini score` wrote. */
export interface Difference {
  row: number;
  written: string | undefined;
  served: string;
}

export interface Compare {
  card: Scorecard;
  people: string;
  /** As for `tahini import`; the facts are dated `asOf`, whatever it says. */
  mapping: Mapping;
  /** What `tahini score --reasons` writes goes here. */
  scores: string;
  asOf: number;
  api: Api;
  atOnce: number;
  /** All of them when absent. */
  rows?: ReadonlySet<number>;
  onRow?(done: number, differing: number): void;
}

/**
 * Scores the file as `tahini score` does, then stores each row through the API as `tahini import` would, reads its score
 * back and compares status, score, band and reasons.
 */
export async function compare(options: Compare): Promise<{ rows: number; differences: Difference[] }> {
  const { card, people, mapping, scores, asOf, api, rows: chosen, onRow } = options;
  const common = { card, data: people, asOf, absent: [], consents: [], strict: false, delimiter: ',' };
  await scoreFile({ ...common, out: scores, refused: `${scores}.refused.csv`, id: undefined, reasons: true });
  const written = linesByRow(scores);
  const csv = await openCsv(people, mapping.delimiter);
  const dated: Mapping = { ...mapping, observedAt: { date: formatDay(asOf) } };
  const convert = converter(dated, csv.header.length, matchColumns(csv.header, dated));
  const differences: Difference[] = [];
  let rows = 0;
  const one = async ({ row, cells }: Row) => {
    const sendable = convert(cells, row);
    const reply =
      'violations' in sendable
        ? JSON.stringify(sendable.violations)
        : await api.storeAndScore(sendable.subjectId, sendable.body);
    const served = typeof reply === 'string' ? reply : lineOf(row, reply, asOf);
    if (served !== written.get(row)) differences.push({ row, written: written.get(row), served });
    rows += 1;
    onRow?.(rows, differences.length);
  };
  const worker = async () => {
    for (let next = await csv.rows.next(); !next.done; next = await csv.rows.next())
      if (chosen?.has(next.value.row) ?? true) await one(next.value);
  };
  await Promise.all(Array.from({ length: options.atOnce }, worker));
  return { rows, differences };
}

/** As `tahini score --reasons` writes it. */
function lineOf(row: number, { status, score, band, reasons, asOf }: ScoreReply, day: number): string {
  if (asOf !== formatDay(day)) throw new Error(`the day has changed to ${asOf}: run it again`);
  return [row, status, score ?? '', band?.name ?? '', reasons.map(({ code }) => code).join(' ')].join(',');
}

function linesByRow(scores: string): Map<number, string> {
  const [, ...lines] = readFileSync(scores, 'utf8').trimEnd().split('\n');
  return new Map(lines.map((line) => [Number.parseInt(line, 10), line]));
}
