import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { learnCard } from '../../bin/training/learn-card.ts';
import { prepareTraining } from '../../bin/training/prepare.ts';
import { NO_SPEC, TrainingSpec } from '../../bin/training/spec.ts';
import type { NumberBin, ScorecardFile } from '../../lib/schemas/scorecard.ts';
import { loadDictionary, loadServedScorecard } from '../../lib/scorecards/load.ts';
import { training } from './training-support.ts';

const GMSC = '../shared/data/gmsc.csv';
const FITS = [
  { fit: 'woe', pairs: 0 },
  { fit: 'additive', pairs: 0 },
  { fit: 'additive', pairs: 5 },
] as const;

async function learned(content: string, options: (typeof FITS)[number], spec = NO_SPEC): Promise<ScorecardFile> {
  const data = await training(content, spec);
  const prepared = prepareTraining(data, spec, { protected: [], allowAge: true, benchmark: false });
  const name = { id: 'card', version: '1', title: 'Card' };
  const { card, dictionary } = learnCard(data, prepared, { ...options, bins: 10, seed: 1 }, name, false);
  return loadServedScorecard(card, loadDictionary(dictionary)).file;
}

/** What a card says of people of 62 and over, and the most that it says of anybody else, or of a missing age or a code. */
function elderly({ characteristics }: ScorecardFile) {
  const row = characteristics.find(({ fact }) => fact === 'age');
  if (row === undefined) return undefined;
  const bins = row.bins as NumberBin[];
  const points = bins.map((bin) => bin.points);
  const old = bins.filter(({ to }) => to === null || to > 62).map((bin) => bin.points);
  const others = [...points, row.missing.points, ...row.special.map((cell) => cell.points)];
  return { least: Math.min(...old), most: Math.max(...others) };
}

/** The old default more; a missing age and the code 999 are good signs; 99 is said of some who are 99. */
function against(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const age = i % 9 === 0 ? '' : i % 10 === 0 ? 999 : i % 97 === 0 ? 99 : 20 + ((i * 7919) % 60);
    const chance = age === '' || age === 999 ? 5 : 10 + (Number(age) % 100) / 2;
    return `${(i * 104_729) % 100 < chance ? 1 : 0},${age},${(i * 31) % 50}`;
  });
  return `bad,age,x\n${lines.join('\n')}\n`;
}

describe.each(FITS)('age on a card learned by $fit with up to $pairs pairs', (options) => {
  it('counts against nobody of 62 and over, whatever the outcomes say', async () => {
    const found = elderly(await learned(against(3000), options));
    if (found !== undefined) expect(found.least).toBeGreaterThanOrEqual(found.most);
  });

  it('neither does it with cuts that were set by hand', async () => {
    const spec = TrainingSpec.parse({ columns: { age: { cuts: [30, 45, 60, 70] } } });
    const found = elderly(await learned(against(3000), options, spec));
    if (found !== undefined) expect(found.least).toBeGreaterThanOrEqual(found.most);
  });

  it.skipIf(!existsSync(GMSC))('is served after Give Me Some Credit', async () => {
    const [header, ...rows] = readFileSync(GMSC, 'utf8').trim().split('\n');
    const card = await learned([header, ...rows.slice(0, 15_000)].join('\n'), options);
    const found = elderly(card)!;
    expect(found.least).toBeGreaterThanOrEqual(found.most);
    expect(card.usesAge).toBe(true);
    const ages = new Set(card.characteristics.filter(({ fact }) => fact === 'age').map(({ id }) => id));
    expect(card.pairs.flatMap(({ characteristics }) => characteristics).filter((id) => ages.has(id))).toEqual([]);
    expect(card.pairs).toHaveLength(options.pairs);
  });
});
