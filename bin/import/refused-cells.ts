import type { Violation } from './convert.ts';

/** The first columns of a file of refused rows; the original ones follow. */
export const REFUSED_COLUMNS = ['tahini_row', 'tahini_problem', 'tahini_pointer', 'tahini_detail'] as const;

// What a spreadsheet would take for a formula, in wide letters too, and the apostrophe itself, so that taking one off
// always restores.
const RISKY = /^[=+\-@\t\r\n'＝＋－＠]/;
const NEGATIVE = /^-(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A spreadsheet shows a cell that begins with an apostrophe as text and never computes it. Negative numbers stay numbers. */
export function neutralised(cell: string): string {
  return RISKY.test(cell) && !NEGATIVE.test(cell) ? `'${cell}` : cell;
}

export function restored(cell: string): string {
  return cell.startsWith("'") && RISKY.test(cell.slice(1)) ? cell.slice(1) : cell;
}

export function startsLikeRefused(names: readonly string[]): boolean {
  return REFUSED_COLUMNS.every((name, at) => names[at] === name);
}

/** A record of a file of refused rows, as it was in the original: mended by hand, it can be imported again. */
export function restoreRow(record: readonly string[]): { row: number; cells: string[] } {
  return { row: Number(record[0]), cells: record.slice(REFUSED_COLUMNS.length).map(restored) };
}

/** A refused row, with each rule that it breaks, where and why. */
export function refusedLine(row: number, cells: readonly string[], violations: readonly Violation[]): string {
  const of = (key: keyof Violation) => [...new Set(violations.map((violation) => violation[key]))].join('; ');
  const pointers = violations.map(({ pointer }) => pointer).join('; ');
  return csvLine([String(row), of('type'), pointers, of('detail'), ...cells]);
}

/** One line of CSV (RFC 4180), its cells neutralised. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => quotedCell(neutralised(cell))).join(',')}\n`;
}

/** A cell as it stands, in quotes where it needs them. */
export function quotedCell(cell: string): string {
  return /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
