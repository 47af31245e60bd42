import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadDictionary, loadScorecard, loadServedScorecard } from '../../lib/scorecards/load.ts';
import { tahini } from '../support/tahini.ts';
import { people, train } from './train-support.ts';

describe('a lender who has outcomes', () => {
  it.each(['additive', 'woe'])('gets a card that the service loads and that ranks people: %s', async (fit) => {
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
  });

  it('gets the same card for the same rows, in any order', async () => {
    const [header, ...rows] = people(1500).trim().split('\n');
    const turned = `${[header, ...rows.reverse()].join('\n')}\n`;
    const [one, two] = [await train(people(1500)), await train(turned)];
    const points = ({ json }: typeof one) => {
      const { characteristics, scale, calibration } = json('card.json');
      return { characteristics, scale, calibration };
    };
    expect(points(two)).toEqual(points(one));
  });

  it('has to say what becomes of age before anything is learned', async () => {
    const refused = await train(people(1500, 'age'));
    expect([refused.code, existsSync(refused.out)]).toEqual([1, false]);
    expect(refused.errors).toContain('age');
    const kept = await train(people(1500, 'age'), '--protected', 'age');
    expect(kept.code).toBe(0);
    expect(JSON.stringify(kept.json('card.json').characteristics)).not.toContain('"age"');
  });

  it('may measure a card on every column, but nobody is scored by it', async () => {
    const { code, json } = await train(people(1500, 'age'), '--benchmark');
    expect(code).toBe(0);
    const dictionary = loadDictionary(json('card.dictionary.json'));
    expect(loadScorecard(json('card.json'), dictionary).file.benchmarkOnly).toBe(true);
    expect(() => loadServedScorecard(json('card.json'), dictionary)).toThrow('benchmarkOnly');
  });
});
