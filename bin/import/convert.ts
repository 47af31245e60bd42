import { SubjectId } from '../../lib/schemas/profile.ts';
import { parseDay } from '../../lib/scoring/calendar.ts';
import { cellReader } from './cells.ts';
import type { Columns } from './columns.ts';
import { type Mapping, named } from './mapping.ts';

/** Why a row was refused: a problem's type, where, and in what words. No value of the row is in it. */
export interface Violation {
  type: string;
  /** JSON pointer into the body that the row would have been. */
  pointer: string;
  detail: string;
}

/** A row as it is sent: the body of PUT /v1/profiles/{subjectId}. */
export interface Sendable {
  subjectId: string;
  body: string;
}

/** `row` counts the data rows of the file from 0. */
export type Converter = (cells: readonly string[], row: number) => Sendable | { violations: Violation[] };

/** Makes a row's cells the facts of one person. */
export function converter(mapping: Mapping, width: number, columns: Columns): Converter {
  const missing = new Set(mapping.missing);
  const facts = Object.entries(mapping.facts).map(([name, fact]) => ({
    name,
    at: columns(fact.column),
    read: cellReader(fact),
  }));
  const subjectOf = subjectReader(mapping, columns);
  const dayOf = dayReader(mapping, columns);
  return (cells, row) => {
    if (cells.length !== width) return { violations: [columnCount(cells.length, width)] };
    if (!Number.isSafeInteger(row))
      return { violations: [violation('row-number', '', 'The row has lost its number.')] };
    const violations: Violation[] = [];
    const subjectId = subjectOf(cells, row, violations);
    const observedAt = dayOf(cells, violations);
    const stated: Record<string, { value: unknown; observedAt: string }> = {};
    for (const { name, at, read } of facts) {
      const text = cellAt(cells, at);
      if (missing.has(text)) continue;
      const reading = read(text);
      if ('rule' in reading) violations.push(violation(reading.rule, `/facts/${name}/value`, reading.detail));
      else if (reading.value !== null) stated[name] = { value: reading.value, observedAt };
    }
    return violations.length > 0 ? { violations } : { subjectId, body: JSON.stringify({ facts: stated }) };
  };
}

export function violation(rule: string, pointer: string, detail: string): Violation {
  return { type: `urn:tahini:import:${rule}`, pointer, detail };
}

function columnCount(found: number, expected: number): Violation {
  return violation('column-count', '', `The row has ${found} cells, the header ${expected}.`);
}

function subjectReader({ subject }: Mapping, columns: Columns) {
  if ('template' in subject) return (_cells: readonly string[], row: number) => named(subject.template, row);
  const at = columns(subject.column);
  return (cells: readonly string[], _row: number, violations: Violation[]) => {
    const id = cellAt(cells, at);
    // The API would refuse it too, but not all that stands in an address arrives as it was.
    if (!SubjectId.safeParse(id).success)
      violations.push(violation('invalid-subject-id', '', 'The subject column holds no valid subject id.'));
    return id;
  };
}

function dayReader({ observedAt }: Mapping, columns: Columns) {
  if ('date' in observedAt) return () => observedAt.date;
  const at = columns(observedAt.column);
  return (cells: readonly string[], violations: Violation[]) => {
    const text = cellAt(cells, at);
    if (parseDay(text) === undefined)
      violations.push(violation('not-a-date', '', 'The column of observedAt must hold a date, YYYY-MM-DD.'));
    return text;
  };
}

function cellAt(cells: readonly string[], at: number): string {
  return (cells[at] ?? '').trim();
}
