import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMapping } from '../../bin/import/mapping.ts';
import { scorerFor } from '../../bin/scoring/score-file.ts';
import { openTable } from '../../bin/training/csv/table.ts';
import type { FactReport } from '../../lib/schemas/profile.ts';
import { formatDay } from '../../lib/scoring/calendar.ts';
import { gather, merge, noEvidence } from '../../lib/scoring/evidence.ts';
import type { Dictionary } from '../../lib/scoring/model.ts';
import { pack, unpack } from '../../lib/scoring/pack.ts';
import { score } from '../../lib/scoring/score.ts';
import { readReport } from '../../lib/usecases/read-report.ts';
import { german, service } from '../support/builders.ts';
import { temporaryDirectory } from '../support/local.ts';
import { write } from './import-support.ts';
import { AS_OF, scored, shop } from './score-support.ts';

const GERMAN = '../shared/data/german.csv';
const MAPPING = 'examples/german-credit/mapping.json';
const NOON = AS_OF * 86_400_000 + 43_200_000;

/** What the API makes of the facts that a registry states today: read, merged, stored, read again. */
function throughTheStore(facts: Record<string, unknown>, dictionary: Dictionary) {
  const reports = Object.entries(facts).map(([name, value]): [string, FactReport] => [
    name,
    { value, observedAt: formatDay(AS_OF) },
  ]);
  const report = readReport(Object.fromEntries(reports), service('registry', 'tahini-score'), dictionary, NOON);
  return { evidence: unpack(pack(merge(noEvidence(dictionary), report)), dictionary), consents: {} };
}

/** The German file's facts by other means than the command's own: it has no quotes. */
function germanFacts(): Record<string, unknown>[] {
  const { facts } = JSON.parse(readFileSync(MAPPING, 'utf8'));
  const [header = '', ...lines] = readFileSync(GERMAN, 'utf8').trim().split(/\r?\n/);
  const columns = header.split(',');
  const entries = Object.entries<{ column: string; map?: Record<string, string> }>(facts);
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(
      entries.map(([name, { column, map }]) => {
        const text = cells[columns.indexOf(column)] ?? '';
        return [name, map ? map[text] : Number(text)];
      }),
    );
  });
}

if (!existsSync(GERMAN) && process.env.CI === 'true') throw new Error(`${GERMAN} is not there, and CI needs it`);

describe.skipIf(!existsSync(GERMAN))('1,000 real applicants', () => {
  it('get from a file the very result that they get through the store', async () => {
    const table = await openTable(GERMAN);
    const options = { card: german.card, asOf: AS_OF, absent: [], consents: [], strict: true };
    const scorer = scorerFor({ ...options, mapping: readMapping(MAPPING) }, table);
    const expected = germanFacts().map((facts) => score(throughTheStore(facts, german.dictionary), german.card, AS_OF));
    let row = 0;
    for await (const { rows } of table.batches) {
      for (const cells of rows) {
        expect(scorer.score(cells), `row ${row}`).toEqual(expected[row]);
        row += 1;
      }
    }
    expect(row).toBe(1000);
  });

  it('are written with the scores that they get through the store', async () => {
    const { lines, counts } = await scored(readFileSync(GERMAN, 'utf8'), {
      card: german.card,
      mapping: readMapping(MAPPING),
    });
    const expected = germanFacts().map((facts, row) => {
      const result = score(throughTheStore(facts, german.dictionary), german.card, AS_OF);
      return result.status === 'scored' ? `${row},scored,${result.score},${result.band}` : `${row},unscorable,,`;
    });
    expect(lines.slice(1)).toEqual(expected);
    expect(counts).toMatchObject({ rows: 1000, refused: 0 });
  });
});

describe('the evidence of a row', () => {
  it('is what gathering its statements gives, and nothing of the row before is left in it', async () => {
    const { card, dictionary } = shop();
    const content = 'income,housing,verified,jobSince\n250,own,yes,2020-02-29\n,rent,,\n,,,\n1000,,0,2026-10-01\n';
    const table = await openTable(write(temporaryDirectory(), 'a.csv', content));
    const scorer = scorerFor({ card, asOf: AS_OF, mapping: undefined, absent: [], consents: [], strict: true }, table);
    const facts = [
      { income: 250, housing: 'own', verified: true, jobSince: '2020-02-29' },
      { housing: 'rent' },
      {},
      { income: 1000, verified: false, jobSince: '2026-10-01' },
    ];
    for await (const { rows } of table.batches) {
      rows.forEach((cells, i) => {
        const result = scorer.score(cells);
        const { evidence } = scorer.profile;
        const stored = throughTheStore(facts[i]!, dictionary);
        expect(result).toEqual(score(stored, card, AS_OF));
        const latest = i === 2 ? { latest: expect.any(Number) } : {};
        expect(evidence).toEqual({ ...gather(dictionary, evidence.observations, evidence.series), ...latest });
        expect(pack(evidence)).toBe(pack(stored.evidence));
      });
    }
  });
});
