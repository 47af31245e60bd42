import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readMapping } from '../../bin/import/mapping.ts';
import { loadCard } from '../../bin/scoring/artefacts.ts';
import { EXAMPLES, folderOf, writeParts } from '../../examples/learn.ts';
import { dayOf } from '../../lib/scoring/calendar.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { temporaryDirectory } from '../support/local.ts';
import { Api } from './served/api.ts';
import { compare } from './served/compare.ts';
import { coveringRows } from './served/cover.ts';
import { serve } from './served/serve.ts';

const DATA = '../shared/data';
const AT_ONCE = 12;
const ROWS = 1_000;

/** Cells that somebody of the training data is in, named as coveringRows names them. */
function cellsInTraining(card: Scorecard): string[] {
  const { counts } = card.file.provenance.training as { counts: Record<string, [number, number][]> };
  return card.file.characteristics.flatMap(({ id }) =>
    counts[id]!.flatMap(([good, bad], cell) =>
      good + bad > 0 ? [`${id} ${cell === counts[id]!.length - 1 ? -1 : cell}`] : [],
    ),
  );
}

async function connect(folder: string, state: string): Promise<Api> {
  const local = await serve(folder, state);
  onTestFinished(() => local.close());
  const scope = 'subjects:any profile:write score:read';
  const api = new Api(local.url, await local.token({ subject: 'lender', scope, tier: 'registry' }), AT_ONCE);
  onTestFinished(() => api.close());
  return api;
}

describe.each(EXAMPLES)('the people of $folder', { timeout: 180_000 }, (example) => {
  const data = join(DATA, example.data);
  test.skipIf(!existsSync(data))(
    `are served the scores that tahini score writes: ${ROWS} of them, from every cell of the card`,
    async () => {
      const folder = folderOf(example);
      const directory = temporaryDirectory();
      const { people } = writeParts(example, readFileSync(data, 'utf8'), directory);
      const card = loadCard(join(folder, 'learned.json'), undefined);
      const mapping = readMapping(join(folder, 'learned.mapping.json'));
      const asOf = dayOf(Date.now());
      const { rows, cells } = await coveringRows(card, people, asOf, ROWS);
      expect([...cells]).toEqual(expect.arrayContaining(cellsInTraining(card)));
      const scores = join(directory, 'scores.csv');
      const api = await connect(folder, directory);
      const compared = await compare({ card, people, mapping, scores, asOf, api, atOnce: AT_ONCE, rows });
      expect(compared).toEqual({ rows: rows.size, differences: [] });
      expect(rows.size).toBeGreaterThanOrEqual(ROWS);
    },
  );
});
