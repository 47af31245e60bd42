import type { ScorecardFile } from '../lib/schemas/scorecard.ts';

/** How `tahini import` reads the file that the card was learned from: each scored column is the fact learned from it. */
export function mappingFor(subject: string, csv: string, { provenance, characteristics }: ScorecardFile) {
  const header = csv.slice(0, csv.indexOf('\n')).trim().split(',');
  const columns = provenance.columns as Record<string, string>;
  const mapped = new Set(Object.values(columns));
  const facts = characteristics.map(({ fact, bins }): [string, { column: string; type: 'text' | 'number' }] => [
    fact,
    { column: columns[fact]!, type: bins.some((bin) => 'categories' in bin) ? 'text' : 'number' },
  ]);
  return {
    source: `${subject}-bank`,
    tier: 'registry',
    subject: { template: `${subject}-{row}` },
    observedAt: { date: '2026-10-01' },
    missing: ['', 'NA'],
    ignore: header.filter((column) => !mapped.has(column)),
    facts: Object.fromEntries(facts),
  };
}
