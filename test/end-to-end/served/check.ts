import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readMapping } from '../../../bin/import/mapping.ts';
import { loadCard } from '../../../bin/scoring/artefacts.ts';
import { EXAMPLES, type Example, folderOf, writeParts } from '../../../examples/learn.ts';
import { dayOf } from '../../../lib/scoring/calendar.ts';
import { Api } from './api.ts';
import { compare } from './compare.ts';
import { serve } from './serve.ts';

const AT_ONCE = 16;
const EVERY = 5_000;

/** Whether every row of the example's data is served with the score that `tahini score` writes. */
async function check(example: Example, data: string): Promise<boolean> {
  const folder = folderOf(example);
  const state = mkdtempSync(join(tmpdir(), 'tahini-served-'));
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  const local = await serve(folder, state);
  const scope = 'subjects:any profile:write score:read';
  const api = new Api(local.url, await local.token({ subject: 'check-served', scope, tier: 'registry' }), AT_ONCE);
  try {
    const { people } = writeParts(example, readFileSync(join(data, example.data), 'utf8'), state);
    const { rows, differences } = await compare({
      card: loadCard(join(folder, 'learned.json'), undefined),
      people,
      mapping: readMapping(join(folder, 'learned.mapping.json')),
      scores: join(state, 'scores.csv'),
      asOf: dayOf(Date.now()),
      api,
      atOnce: AT_ONCE,
      onRow: (done, differing) => {
        if (done % EVERY === 0) console.log(`${example.folder}: ${done} rows, ${differing} otherwise, ${seconds()} s`);
      },
    });
    console.log(`${example.folder}: ${rows} rows, ${differences.length} served otherwise than scored, ${seconds()} s`);
    for (const { row, written, served } of differences.slice(0, 10))
      console.log(`  row ${row}: ${written ?? '(refused)'}, but served ${served}`);
    return rows > 0 && differences.length === 0;
  } finally {
    api.close();
    await local.close();
    rmSync(state, { recursive: true });
  }
}

// `node test/end-to-end/served/check.ts [data folder]`: every row of both data sets over real HTTP.
const [data = '../shared/data'] = process.argv.slice(2);
let differing = 0;
for (const example of EXAMPLES) if (!(await check(example, data))) differing += 1;
process.exitCode = differing > 0 ? 1 : 0;
