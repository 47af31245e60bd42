import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ScoreFile, scoreFile } from '../../bin/scoring/score-file.ts';
import { day, type Ruleset, ruleset } from '../support/builders.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tinyCard } from '../support/tiny-card.ts';
import {
  type CardJson,
  categories,
  type DictionaryJson,
  fact,
  flags,
  numbers,
  over,
  row,
  words,
} from '../support/write-card.ts';
import { write } from './import-support.ts';

export const AS_OF = day('2026-10-01');

const dictionary: DictionaryJson = {
  id: 'shop',
  version: '1',
  title: 'A small dictionary',
  facts: {
    income: fact('fulfilmentCapacity', 100, 'partner registry', { type: 'number', unit: 'units', range: [0, 1000] }),
    housing: fact('creditHistory', 100, 'registry', { type: 'category', categories: ['own', 'rent', 'with, parents'] }),
    verified: fact('identity', null, 'registry', { type: 'flag' }),
    jobSince: fact('identity', null, 'registry', { type: 'since', unit: 'months' }),
  },
};

/** A learned card of four facts, calibrated, with a special code. */
export function shop(change: Partial<CardJson> = {}): { files: { dictionary: unknown; card: unknown } } & Ruleset {
  const rows = [
    row('income', 'fulfilmentCapacity', numbers([100, 300], [0, 40, 80]), 20, {
      special: [{ values: [999], points: 10 }],
    }),
    row('housing', 'creditHistory', categories({ own: 60, rent: 20 }), 30, { unseen: { points: 5 } }),
    row('verified', 'identity', flags(50, 0), 10),
    row('jobSince', 'identity', numbers([12], [0, 30]), 10),
  ].map((each) => ({ ...each, coverageWeight: 1 }));
  const baseline = Object.fromEntries(rows.map(({ id }) => [id, 40]));
  const card = over(dictionary, {
    ...tinyCard,
    kind: 'learned',
    scale: { min: 350, max: 950, offset: 500, odds: { pdo: 40, baseScore: 600, baseOdds: 9 } },
    calibration: { slope: 1, intercept: 0 },
    coverageFloor: 0.2,
    bands: [
      { name: 'poor', from: 350, label: words('poor') },
      { name: '=good', from: 600, label: words('good') },
    ],
    characteristics: rows,
    baselines: { source: 'a test', population: baseline, cutoff: baseline },
    ...change,
  });
  return { files: { dictionary, card }, ...ruleset(dictionary, card) };
}

/** Scores a text as a file; gives back the lines of the output and of the refused rows. */
export async function scored(content: string, options: Partial<ScoreFile> = {}) {
  const directory = temporaryDirectory();
  const out = join(directory, 'scores.csv');
  const refused = join(directory, 'refused.csv');
  const counts = await scoreFile({
    card: shop().card,
    data: write(directory, 'people.csv', content),
    out,
    refused,
    asOf: AS_OF,
    absent: [],
    consents: [],
    strict: false,
    delimiter: ',',
    id: undefined,
    reasons: false,
    ...options,
  });
  const lines = (file: string) => readFileSync(file, 'utf8').trimEnd().split('\n');
  const why = counts.refused > 0 ? lines(options.refused ?? refused) : [];
  return { directory, counts, lines: lines(options.out ?? out), refused: why };
}
