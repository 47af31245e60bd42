import type { Finding } from './finding.ts';
import { soundOf } from './names.ts';

/** What the lender said of columns that are protected, or sound like it. */
export interface Declarations {
  /** Kept for fairness tables, never learned from. */
  protected: readonly string[];
  /** Columns of people's age that may be learned from, though never against people of 62 and over. */
  age: readonly string[];
  /** Columns that only sound protected. */
  harmless: readonly string[];
  /** Any column that sounds like age may be learned from. */
  allowAge: boolean;
  /** Every column is used; the card may not be activated. */
  benchmark: boolean;
}

export interface Sorted {
  /** Learned from. */
  used: string[];
  /** For the fairness tables only. */
  protected: string[];
  /** Learned from, and the card must declare them. */
  age: string[];
  findings: Finding[];
}

/** Sorts columns by what may be done with them. A finding that is refused means: learn nothing before somebody has decided. */
export function sortByDeclaration(columns: readonly string[], said: Declarations): Sorted {
  const sorted: Sorted = { used: [], protected: [], age: [], findings: [] };
  for (const column of columns) {
    if (said.protected.includes(column)) {
      sorted.protected.push(column);
      continue;
    }
    const sound = said.harmless.includes(column) ? undefined : said.age.includes(column) ? 'age' : soundOf(column);
    if (sound === 'age' && (said.allowAge || said.benchmark || said.age.includes(column))) sorted.age.push(column);
    else if (sound !== undefined && !said.benchmark) sorted.findings.push(undecided(column, sound));
    sorted.used.push(column);
  }
  return sorted;
}

function undecided(column: string, sound: 'protected' | 'age'): Finding {
  const name = JSON.stringify(column);
  const says =
    sound === 'age'
      ? `${name} sounds like people's age: give --protected (for fairness tables only), or --allow-age (it is learned from, never against people of 62 and over), or "protected": false in the spec when it is not`
      : `${name} sounds like something that credit may not depend on: give --protected (for fairness tables only), or "protected": false in the spec when it is not, or --benchmark for a card that is never used`;
  return { column, kind: sound, action: 'refused', says };
}
