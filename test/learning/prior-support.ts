import { learn } from '../../lib/learning/fit.ts';
import { type Column, categoryColumn, type Frame } from '../../lib/learning/frame.ts';
import type { ColumnOptions, FitOptions } from '../../lib/learning/options.ts';
import { type Link, linkColumns, type Prior } from '../../lib/learning/prior/link.ts';
import { linkedOptions } from '../../lib/learning/prior/options.ts';
import { refineCard } from '../../lib/learning/prior/refine-card.ts';
import type { DictionaryFile } from '../../lib/schemas/dictionary.ts';
import dictionary from '../../lib/scorecards/dictionary.json' with { type: 'json' };
import expert from '../../lib/scorecards/expert.json' with { type: 'json' };
import { loadDictionary, loadServedScorecard } from '../../lib/scorecards/load.ts';
import type { Characteristic, Scorecard } from '../../lib/scoring/model.ts';
import { binOf } from '../../lib/scoring/points.ts';
import { dice } from './people.ts';

/** The shipped expert card. */
export const before = loadServedScorecard(expert, loadDictionary(dictionary));
export const shipped: Prior = { card: before.file, hash: before.hash, dictionary: dictionary as DictionaryFile };

/** What is taken off, or added to, the expert's log-odds of good. */
export type Twist = (person: Person) => number;
export interface Person {
  income: number;
  utilisation: number;
  asset: string;
  verified: number;
  tenure: number;
  streak: number;
}

const ASSETS = ['none', 'toolsOrStock', 'vehicle', 'landOrHome'];

/**
 * People whose odds follow the expert's points for what is known of them, 40 points doubling the odds, and a twist. Names of
 * columns are those of characteristics, of facts, or of neither.
 */
export function members(rows: number, seed: number, twist: Twist = () => 0): Frame {
  const roll = dice(seed);
  const rowOf = (id: string) => before.characteristics.find((row) => row.id === id)!;
  const points = (id: string, measure: number) => pointsAt(rowOf(id), measure) / 1000;
  const table = Array.from({ length: rows }, () => {
    const person: Person = {
      income: roll() < 0.1 ? Number.NaN : Math.floor(500 * roll() ** 1.5),
      utilisation: Math.floor(120 * roll()),
      asset: ASSETS[Math.floor(4 * roll())]!,
      verified: roll() < 0.7 ? 1 : 0,
      tenure: Math.floor(120 * roll()),
      streak: Math.floor(24 * roll()),
    };
    const sum =
      points('monthlyIncome', person.income) +
      points('creditUtilisation', person.utilisation) +
      points('mainAsset', ASSETS.indexOf(person.asset)) +
      points('identityVerified', person.verified) +
      points('employerTenure', person.tenure) +
      points('utilityStreak', person.streak);
    const eta = ((sum - 45) * Math.LN2) / 20 + 0.6 + twist(person);
    return { ...person, bad: roll() < 1 / (1 + Math.exp(eta)) ? 1 : 0 };
  });
  const numbers = (name: string, key: Exclude<keyof Person, 'asset'>): Column => ({
    name,
    kind: 'number',
    values: Float64Array.from(table, (one) => one[key]),
  });
  return {
    rows,
    columns: [
      numbers('monthly_income', 'income'),
      numbers('creditUtilisation', 'utilisation'),
      categoryColumn(
        'Main Asset',
        table.map(({ asset }) => asset),
      ),
      numbers('identity_verified', 'verified'),
      numbers('employerTenure', 'tenure'),
      numbers('streak', 'streak'),
    ],
    bad: Uint8Array.from(table, ({ bad }) => bad),
  };
}

export const SAID = { streak: 'utilityStreak' };

export interface Refined {
  card: Scorecard;
  links: ReadonlyMap<string, Link>;
  frame: Frame;
  fitted: ReturnType<typeof learn>;
  dictionary: DictionaryFile;
}

/** Learns from people and a prior, through the loader that the service has. */
export function refine(
  people: Frame,
  prior = shipped,
  columns: Record<string, ColumnOptions> = {},
  more: Partial<FitOptions> = {},
): Refined {
  const { links, problems } = linkColumns(people.columns, prior, SAID);
  if (problems.length > 0) throw new Error(problems.join('; '));
  const frame = { ...people, columns: people.columns.map((column) => links.get(column.name)?.column ?? column) };
  const options = Object.fromEntries(
    frame.columns.map(({ name }) => {
      const link = links.get(name);
      return [name, link === undefined ? (columns[name] ?? {}) : linkedOptions(columns[name] ?? {}, link)];
    }),
  );
  const fitted = learn(frame, { ...more, columns: options, prior: { pdo: prior.card.scale.odds?.pdo } });
  const made = refineCard(fitted, prior, links, { id: 'refined', version: '1', title: 'Refined' });
  return {
    card: loadServedScorecard(made.card, loadDictionary(made.dictionary)),
    links,
    frame,
    fitted,
    dictionary: made.dictionary,
  };
}

/** Milli-points of a measure; NaN = missing. */
export function pointsAt(row: Characteristic, measure: number): number {
  return Number.isNaN(measure) ? row.missing : row.points[binOf(row, measure)]!;
}

/** Measures in every cell of a characteristic of either card. */
export function probes(...rows: Characteristic[]): number[] {
  const cuts = rows.flatMap((row) => [...row.cuts].flatMap((cut) => [cut - 1e-6, cut]));
  const codes = rows.flatMap((row) => [...(row.special?.keys() ?? [])]);
  return [...cuts, ...codes, -1, 0, 1, 2, 3, 4, 1e6, Number.NaN];
}
