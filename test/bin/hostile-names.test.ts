import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareTraining } from '../../bin/training/prepare.ts';
import { TrainingSpec } from '../../bin/training/spec.ts';
import { calibrationTable } from '../../lib/learning/validation/calibration.ts';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import { tahini } from '../support/tahini.ts';
import { people, train } from './train-support.ts';
import { complaint, training } from './training-support.ts';

const FLAGS = { protected: [], allowAge: false, benchmark: false };

describe('columns with hostile names', () => {
  it('may be called like what every object has: they are learned from and scored', async () => {
    const named = people(1500).replace('bad,income,housing', 'bad,constructor,toString');
    const { code, errors, directory, data, out, json } = await train(named);
    expect([code, errors.includes('tahini:')]).toEqual([0, false]);
    const card = loadScorecard(json('card.json'), loadDictionary(json('card.dictionary.json')));
    expect(card.dictionary.names).toEqual(['constructor', 'toString']);
    const scores = join(directory, 'scores.csv');
    expect((await tahini(['score', '--card', out, '--data', data, '--out', scores]).ended).code).toBe(0);
    expect(readFileSync(scores, 'utf8').trim().split('\n')).toHaveLength(1501);
  });

  it('command no terminal and fill no screen', async () => {
    const long = `\u202e\u001b]0;x\u0007${'n'.repeat(5000)}`;
    const { code, output, errors } = await train(people(1500).replace('income', long));
    expect(code).toBe(0);
    for (const mark of ['\u202e', '\u0007', '\u001b]']) expect(`${output}${errors}`).not.toContain(mark);
    for (const line of output.split('\n')) expect(line.length).toBeLessThan(300);
  });
});

describe('a spec that cannot hold is refused by name', () => {
  it.each([
    ['cuts that fall', { x: { cuts: [3, 1] } }],
    ['cuts that come twice', { x: { cuts: [3, 3] } }],
    ['a category that rises', { x: { type: 'category', monotonicity: 'ascending' } }],
  ])('%s', (_what, columns) => {
    expect(TrainingSpec.safeParse({ columns }).success).toBe(false);
  });

  it.each([
    ['cuts', { cuts: [1] }],
    ['special', { special: [1] }],
    ['monotonicity', { monotonicity: 'peak' }],
  ] as const)('%s of a column that turns out to hold categories', async (word, said) => {
    const spec = TrainingSpec.parse({ columns: { housing: said } });
    const data = await training(people(100), spec);
    const prepared = async () => prepareTraining(data, spec, FLAGS);
    expect(await complaint(prepared())).toContain(`gives ${word} for "housing", which holds categories`);
  });
});

it('a calibration table ends for whatever weights', () => {
  const chances = Float64Array.from({ length: 50 }, (_, i) => i / 50);
  const bad = Uint8Array.from(chances, (_, i) => i % 2);
  for (const weight of [1e-300, 1e-12, 1, 1e10]) {
    const judged = { score: chances, bad, weights: new Float64Array(50).fill(weight) };
    const table = calibrationTable(judged, chances);
    expect(table.length).toBeLessThanOrEqual(50);
    expect(table.reduce((sum, { n }) => sum + n, 0) / (50 * weight)).toBeCloseTo(1, 9);
  }
});
