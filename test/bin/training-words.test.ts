import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCard } from '../../bin/scoring/artefacts.ts';
import { learnCard } from '../../bin/training/learn-card.ts';
import { prepareTraining } from '../../bin/training/prepare.ts';
import { readTraining } from '../../bin/training/read-training.ts';
import { TrainingSpec } from '../../bin/training/spec.ts';
import { contentHash, loadDictionary, loadServedScorecard } from '../../lib/scorecards/load.ts';
import manifest from '../../package.json' with { type: 'json' };
import { people, train } from './train-support.ts';

const GERMAN = '../shared/data/german.csv';
const SPEC = {
  columns: {
    status_of_existing_checking_account: {
      dimension: 'creditHistory',
      label: { en: 'Balance of the checking account', zh: '支票账户余额' },
      reason: { en: 'Little money on the checking account', zh: '支票账户余额偏低' },
      halfLifeDays: 90,
      assertableBy: ['partner', 'bureau'],
      actionable: true,
    },
    duration_in_month: {
      dimension: 'fulfilmentCapacity',
      label: { en: 'Term of the loan', zh: '贷款期限' },
      unit: 'months',
      halfLifeDays: null,
    },
  },
};

describe.skipIf(!existsSync(GERMAN))('a card learned from German Credit with a spec', () => {
  it('carries the words, units, half-lives and tiers of the spec, and is served', async () => {
    const [account, term] = Object.keys(SPEC.columns) as [string, string];
    const spec = TrainingSpec.parse(SPEC);
    const data = await readTraining({ file: GERMAN, target: 'bad', spec });
    const kept = ['personal_status_and_sex', 'age_in_years', 'foreign_worker'];
    const prepared = prepareTraining(data, spec, { protected: kept, allowAge: false, benchmark: false });
    const options = { fit: 'woe', bins: 10, pairs: 0, seed: 1 } as const;
    const { card, dictionary } = learnCard(data, prepared, options, { id: 'g', version: '1', title: 'G' }, false);
    const served = loadServedScorecard(card, loadDictionary(dictionary)).file;
    const columnOf = card.provenance.columns as Record<string, string>;
    const factOf = (column: string) => Object.keys(columnOf).find((fact) => columnOf[fact] === column)!;
    const { label, reason, ...rest } = SPEC.columns.status_of_existing_checking_account;
    expect(dictionary.facts[factOf(account)]).toMatchObject({ label, ...rest });
    expect(served.characteristics.find(({ fact }) => fact === factOf(account))).toMatchObject({ reason });
    expect(dictionary.facts[factOf(term)]).toMatchObject({ unit: 'months', halfLifeDays: null });
    const row = served.characteristics.find(({ fact }) => fact === factOf(term));
    expect(row).toMatchObject({ reason: SPEC.columns.duration_in_month.label, dimension: 'fulfilmentCapacity' });
  });
});

describe('of where a card comes from', () => {
  it('it says all that an auditor needs, the same each time', async () => {
    const content = people(1500);
    const { code, errors, json } = await train(content, '--fit', 'woe', '--bins', '6', '--seed', '4');
    expect(code).toBe(0);
    expect(errors).toContain('in the dimension creditHistory, since the spec names no other: income, housing');
    const card = json('card.json');
    const bad = content.split('\n').filter((line) => line.startsWith('1')).length;
    expect(card.provenance).toMatchObject({
      program: { name: 'tahini', version: manifest.version },
      method: 'woe',
      parameters: { bins: 6, pairs: 0, seed: 4 },
      source: { file: 'train.csv', rows: 1500, bad, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      badRate: Math.round((1e6 * bad) / 1500) / 1e6,
    });
    const again = await train(content, '--fit', 'woe', '--bins', '6', '--seed', '4');
    expect(contentHash(again.json('card.json'))).toBe(contentHash(card));
    expect(loadCard(join(again.directory, 'card.json'), undefined).hash).toBe(contentHash(card));
  });
});
