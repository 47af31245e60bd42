import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ARTEFACTS, EXAMPLES, folderOf, learnExample } from '../../examples/learn.ts';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';

const DATA = '../shared/data';
const REMEDY = 'differs from what its command writes; when that is meant, run: node examples/learn.ts';

describe.each(EXAMPLES)('the learned card of examples/$folder', { timeout: 120_000 }, (example) => {
  const out = mkdtempSync(join(tmpdir(), 'tahini-learned-'));
  const data = join(DATA, example.data);
  const committed = (file: string) => readFileSync(join(folderOf(example), file), 'utf8');
  afterAll(() => rmSync(out, { recursive: true }));

  test('loads, with words in two languages for whatever a person is told', () => {
    const dictionary = JSON.parse(committed('learned.dictionary.json'));
    const card = loadScorecard(JSON.parse(committed('learned.json')), loadDictionary(dictionary));
    const texts = [...Object.values(card.dictionary.facts).map(({ label }) => label), ...reasonsOf(card)];
    for (const { en, zh } of texts) {
      expect(en).toMatch(/^[A-Z][^_]+$/);
      expect(zh).toMatch(/\p{Script=Han}/u);
    }
  });

  test.skipIf(!existsSync(data))('is what its command writes, byte for byte', () => {
    learnExample(example, readFileSync(data, 'utf8'), out);
    for (const file of ARTEFACTS)
      expect(
        readFileSync(join(out, file), 'utf8') === committed(file),
        `examples/${example.folder}/${file} ${REMEDY}`,
      ).toBe(true);
  });
});

function reasonsOf({ file }: ReturnType<typeof loadScorecard>) {
  return [...file.characteristics, ...file.pairs].map(({ reason }) => reason);
}
