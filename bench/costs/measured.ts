import type { Measured } from './inputs.ts';

/** Units of one operation, larger items included: the mean where it differs from the usual; of two engines the dearer. */
export function unitsOf({ figures }: Measured, operation: string, kind: 'read' | 'write'): number {
  const engines = new Set(Object.keys(figures).map((name) => name.split(': ')[0]));
  const found = [...engines].map((engine) => {
    const name = `${engine}: ${operation}: ${kind}`;
    return figures[`${name}, on average`] ?? figures[name];
  });
  return highest(found, `${operation}: ${kind}`);
}

/** CPU or wall time of one invocation, ms: of two engines the longer. */
export function timeOf({ figures }: Measured, operation: string, what: 'CPU' | 'wall'): number {
  const begins = `${operation}: ${what}, `;
  const found = Object.entries(figures).filter(([name]) => name.startsWith(begins));
  return highest(
    found.map(([, ms]) => ms),
    `${operation}: ${what}`,
  );
}

export function countOf({ figures }: Measured, name: string): number {
  return highest([figures[name]], name);
}

function highest(found: readonly (number | undefined)[], name: string): number {
  const known = found.filter((value) => value !== undefined);
  if (known.length > 0) return Math.max(...known);
  throw new Error(`no baseline has '${name}': npm run bench:capacity -- --update, npm run bench:billed -- --update`);
}
