import type { Column, Frame } from '../frame.ts';
import { type Declarations, sortByDeclaration } from './declared.ts';
import type { Finding } from './finding.ts';
import { leak } from './leaks.ts';
import { uselessness } from './useless.ts';

export interface Guarded {
  /** What may be learned from. */
  frame: Frame;
  /** For the fairness tables; same rows. */
  protected: Column[];
  /** Columns of people's age among those that are learned from. */
  age: string[];
  /** Nothing may be learned while one of them is refused. */
  findings: Finding[];
}

/** Looks at every column before anything is learned: names first, then constants and identifiers, then leaks. */
export function guard(frame: Frame, said: Declarations): Guarded {
  const names = frame.columns.map(({ name }) => name);
  const sorted = sortByDeclaration(names, said);
  const findings = [...sorted.findings];
  const used = frame.columns.filter((column) => {
    if (!sorted.used.includes(column.name)) return false;
    const useless = uselessness(column);
    const found = useless ?? leak(column, frame);
    if (found !== undefined) findings.push(found);
    return useless === undefined;
  });
  return {
    frame: { ...frame, columns: used },
    protected: frame.columns.filter(({ name }) => sorted.protected.includes(name)),
    age: sorted.age.filter((name) => used.some((column) => column.name === name)),
    findings,
  };
}
