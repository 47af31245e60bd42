import { Problem } from '../../local/problem.ts';
import type { Mapping } from './mapping.ts';

/** Finds a column's place by its name. */
export type Columns = (name: string) => number;

/**
 * Checks a file's header against the mapping: each column is mapped or ignored, each mapped one is there, no name comes
 * twice. Throws a Problem that names the columns.
 */
export function matchColumns(header: readonly string[], mapping: Mapping): Columns {
  refuseDuplicates(header);
  const mapped = mappedColumns(mapping);
  const absent = [...mapped].filter((name) => !header.includes(name));
  if (absent.length > 0) {
    throw new Problem(
      `the file has no column ${quoted(absent)}`,
      `its columns are ${quoted(header)}; mend the mapping, or its delimiter`,
    );
  }
  const both = mapping.ignore.filter((name) => mapped.has(name));
  if (both.length > 0) throw new Problem(`the mapping both uses and ignores ${quoted(both)}`, 'decide for one');
  const left = header.filter((name) => !mapped.has(name) && !mapping.ignore.includes(name));
  if (left.length > 0) {
    throw new Problem(
      `the mapping does not say what becomes of column ${quoted(left)}`,
      'map it, or list it in ignore',
    );
  }
  return (name) => header.indexOf(name);
}

function mappedColumns({ subject, observedAt, facts }: Mapping): Set<string> {
  const columns = Object.values(facts).map(({ column }) => column);
  if ('column' in subject) columns.push(subject.column);
  if ('column' in observedAt) columns.push(observedAt.column);
  return new Set(columns);
}

function refuseDuplicates(header: readonly string[]): void {
  const twice = new Set(header.filter((name, at) => name !== '' && header.indexOf(name) !== at));
  if (twice.size > 0)
    throw new Problem(`the header names ${quoted([...twice])} twice`, 'give each column its own name');
}

function quoted(names: readonly string[]): string {
  return names.map((name) => JSON.stringify(name)).join(', ');
}
