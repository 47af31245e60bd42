import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCard } from '../../bin/scoring/artefacts.ts';
import { scoreFile } from '../../bin/scoring/score-file.ts';
import { writeArtefacts } from '../../bin/training/artefact-files.ts';
import { learnCard } from '../../bin/training/learn-card.ts';
import { prepareTraining } from '../../bin/training/prepare.ts';
import { TrainingSpec } from '../../bin/training/spec.ts';
import { predict } from '../../lib/learning/predict.ts';
import { dice } from '../learning/people.ts';
import { temporaryDirectory } from '../support/local.ts';
import { csv, training } from './training-support.ts';

/** High debt is worse for those with few hours; income and town stand apart. */
const PEOPLE = (() => {
  const roll = dice(5);
  const rows = Array.from({ length: 3000 }, (_, i) => {
    const [debt, hours, income] = [100, 60, 300].map((most) => Math.floor(most * roll())) as [number, number, number];
    const chance = 20 + debt / 10 - hours / 10 + (debt > 50 && hours < 30 ? 40 : 0) - income / 15;
    const cell = i % 13 === 0 ? '' : debt;
    return `${100 * roll() < chance ? 1 : 0},${cell},${hours},${income},${'ABC'[i % 3]}`;
  });
  return `bad,debt,hours,income,town\n${rows.join('\n')}\n`;
})();
const SPEC = TrainingSpec.parse({
  columns: { income: { dimension: 'fulfilmentCapacity' }, town: { dimension: 'fulfilmentCapacity' } },
});

describe('a card with pair tables', () => {
  it('scores everybody as the fitted table says, each pair within one dimension', async () => {
    const data = await training(PEOPLE, SPEC);
    const prepared = prepareTraining(data, SPEC, { protected: [], allowAge: false, benchmark: false });
    const options = { fit: 'additive', bins: 10, pairs: 3, seed: 1 } as const;
    const learned = learnCard(data, prepared, options, { id: 'pairs', version: '1', title: 'Pairs' }, false);
    const dimensionOf = (id: string) => learned.card.characteristics.find((row) => row.id === id)?.dimension;
    expect(learned.card.pairs.map(({ characteristics }) => characteristics)).toContainEqual(['debt', 'hours']);
    for (const { characteristics } of learned.card.pairs)
      expect(dimensionOf(characteristics[0])).toBe(dimensionOf(characteristics[1]));
    expect(learned.card.provenance.parameters).toMatchObject({ pairs: 3 });

    const directory = temporaryDirectory();
    const [out, scores] = [join(directory, 'card.json'), join(directory, 'scores.csv')];
    writeArtefacts(out, learned.card, learned.dictionary);
    const card = loadCard(out, undefined);
    const said = {
      absent: [],
      consents: [],
      strict: true,
      delimiter: ',',
      id: undefined,
      reasons: false,
      asOf: 20_000,
    };
    await scoreFile({ ...said, card, data: csv(PEOPLE), out: scores, refused: `${scores}.refused` });
    const { pdo, baseScore, baseOdds } = learned.card.scale.odds!;
    const eta = predict(learned.fitted, data.frame);
    const lines = readFileSync(scores, 'utf8').trim().split('\n').slice(1);
    expect(lines).toHaveLength(3000);
    lines.forEach((line, row) => {
      const expected = baseScore + (pdo / Math.LN2) * (eta[row]! - Math.log(baseOdds));
      // Half a point, and .005 of rounding for each cell.
      expect(Math.abs(Number(line.split(',')[2]) - expected)).toBeLessThan(0.55);
    });
  });
});
