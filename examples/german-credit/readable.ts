import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readMapping } from '../../bin/import/mapping.ts';

/** The file with facts for columns and words for codes, as mapping.json says them: `A13` becomes `under200`. */
export function readable(csv: string): string {
  const { facts } = readMapping(fileURLToPath(new URL('mapping.json', import.meta.url)));
  const [header = '', ...rows] = csv.trimEnd().split(/\r?\n/);
  const columns = header.split(',');
  const sources = Object.values(facts).map(({ column, map }) => ({ at: columns.indexOf(column), map }));
  const outcome = columns.indexOf('bad');
  const lines = rows.map((row) => {
    const cells = row.split(',');
    return [cells[outcome], ...sources.map(({ at, map }) => map?.[cells[at] ?? ''] ?? cells[at])].join(',');
  });
  return `${[['bad', ...Object.keys(facts)].join(','), ...lines].join('\n')}\n`;
}

// `node examples/german-credit/readable.ts german.csv people.csv`
if (import.meta.main) {
  const [from, to] = process.argv.slice(2);
  if (from === undefined || to === undefined) {
    console.error('node examples/german-credit/readable.ts german.csv people.csv');
    process.exit(2);
  }
  writeFileSync(to, readable(readFileSync(from, 'utf8')));
}
