import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDictionary, loadScorecard, loadServedScorecard } from '../../lib/scorecards/load.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';
import { write } from './import-support.ts';

/** People whose goods earn more and own more often; income is missing for some. */
function people(count: number, extra = ''): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const income = (i * 7919) % 300;
    const bad = (i * 104_729) % 1000 < 600 - 1.6 * income ? 1 : 0;
    const housing = (i * 31) % 100 < (bad ? 30 : 60) ? 'own' : 'rent';
    return `${bad},${i % 11 === 0 ? '' : income},${housing}${extra && `,${20 + (i % 60)}`}`;
  });
  return `bad,income,housing${extra && `,${extra}`}\n${rows.join('\n')}\n`;
}

async function train(content: string, ...more: string[]) {
  const directory = temporaryDirectory();
  const [data, out] = [write(directory, 'train.csv', content), join(directory, 'card.json')];
  const ended = await tahini(['train', '--data', data, '--target', 'bad', '--out', out, ...more]).ended;
  const json = (file: string) => JSON.parse(readFileSync(join(directory, file), 'utf8'));
  return { ...ended, directory, data, out, json };
}

describe('a lender who has outcomes', () => {
  it.each(['additive', 'woe'])(
    'gets a card that the service loads and that ranks people: %s',
    { timeout: 60_000 },
    async (fit) => {
      const { code, output, out, data, json } = await train(people(3000), '--fit', fit);
      expect([code, output]).toEqual([0, expect.stringContaining('income')]);
      const card = loadServedScorecard(json('card.json'), loadDictionary(json('card.dictionary.json')));
      expect(card.file).toMatchObject({
        kind: 'learned',
        id: 'card',
        provenance: { method: fit, baseline: expect.any(Object) },
      });
      const validated = await tahini(['validate', '--card', out, '--data', data, '--target', 'bad', '--json']).ended;
      const found = JSON.parse(validated.output);
      expect(found).toMatchObject({ n: 3000, auc: expect.any(Number) });
      expect(found.auc).toBeGreaterThan(0.7);
    },
  );

  it('gets the same card for the same rows, in any order', { timeout: 60_000 }, async () => {
    const [header, ...rows] = people(1500).trim().split('\n');
    const turned = `${[header, ...rows.reverse()].join('\n')}\n`;
    const [one, two] = [await train(people(1500)), await train(turned)];
    const points = ({ json }: typeof one) => {
      const { characteristics, scale, calibration } = json('card.json');
      return { characteristics, scale, calibration };
    };
    expect(points(two)).toEqual(points(one));
  });

  it('has to say what becomes of age before anything is learned', { timeout: 60_000 }, async () => {
    const refused = await train(people(1500, 'age'));
    expect([refused.code, existsSync(refused.out)]).toEqual([1, false]);
    expect(refused.errors).toContain('age');
    const kept = await train(people(1500, 'age'), '--protected', 'age');
    expect(kept.code).toBe(0);
    expect(JSON.stringify(kept.json('card.json').characteristics)).not.toContain('"age"');
  });

  it('may measure a card on every column, but nobody is scored by it', { timeout: 60_000 }, async () => {
    const { code, json } = await train(people(1500, 'age'), '--benchmark');
    expect(code).toBe(0);
    const dictionary = loadDictionary(json('card.dictionary.json'));
    expect(loadScorecard(json('card.json'), dictionary).file.benchmarkOnly).toBe(true);
    expect(() => loadServedScorecard(json('card.json'), dictionary)).toThrow('benchmarkOnly');
  });

  it.each([
    ['an empty file', '', 1],
    ['one class only', 'bad,x\n0,1\n0,2\n', 1],
    ['a target that is not 0 or 1', 'bad,x\n0,1\nyes,2\n', 1],
    ['a column twice', 'bad,x,x\n0,1,1\n1,2,2\n', 1],
  ])('is told in one line of %s', async (_what, content, expected) => {
    const { code, errors } = await train(content);
    expect(code).toBe(expected);
    expect(
      errors
        .trim()
        .split('\n')
        .filter((line) => line.startsWith('tahini:')),
    ).toHaveLength(1);
    expect(errors).not.toMatch(/^ {4}at /m);
  });

  it.each([[['--fit', 'magic']], [['--bins', '1']], [['--seed', 'x']]])(
    'is told of a wrong option: %j',
    async (more) => {
      expect((await train(people(20), ...more)).code).toBe(2);
    },
  );
});
