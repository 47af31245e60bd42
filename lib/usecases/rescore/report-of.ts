import { DIMENSIONS, type Dimension } from '../../schemas/dictionary.ts';
import type { JobSegment, Tallied } from '../../schemas/job.ts';
import type { Scorecard } from '../../scoring/model.ts';
import { type Alarm, alarmsOf, type Since, sinceOf } from './alarms-of.ts';
import type { Former } from './former-sweep.ts';
import { type Stability, stabilityOf, tens } from './stability-of.ts';
import { AGES, emptyTally, FURTHEST, joined, STEP, UNSCORED } from './sweep-tally.ts';

export interface JobReport {
  /** Everybody scored, or found unscorable. */
  people: number;
  /** Of everybody scored: mean coverage 0-1, in all and by dimension. */
  coverage: { all: number; dimensions: Record<Dimension, number> };
  /** People by days since their newest evidence. */
  staleness: { upTo: number | undefined; people: number }[];
  /** The share of those whose newest evidence is older than a year. */
  stale: number;
  /** The lowest first, before them those without a score. */
  bands: string[];
  /** People by band before and after; of another card's bands, too. */
  migration: { from: string; to: string; people: number }[];
  scores: { from: number; before: number; after: number }[];
  shifts: { from: number; people: number }[];
  reasons: { code: string; before: number; after: number }[];
  stability: Stability;
  /** People by characteristic: its cells in the card's order, then missing. */
  cells: Record<string, number[]>;
  /** Against the last full sweep, if this is one. */
  since: Since | undefined;
  /** What somebody should look at. */
  alarms: Alarm[];
  movers: { up: Mover[]; down: Mover[] };
}

interface Mover {
  subjectId: string;
  from: number;
  to: number;
}

const YEAR = 365;

/** What a sweep, or a dry run, shows of everybody: kept with the job, and the same whatever order the people came in. */
export function reportOf(segments: readonly JobSegment[], card: Scorecard, former: Former | undefined): JobReport {
  const tally = tallyOf(segments, card);
  const people = tally.ages.reduce(sum, 0);
  const share = (thousandths: number) => rounded(thousandths / 1000 / Math.max(1, people), 4);
  const dimensions = DIMENSIONS.map((name, d): [string, number] => [name, share(tally.dimensionCoverage[d]!)]);
  const coverage = {
    all: share(tally.coverage),
    dimensions: Object.fromEntries(dimensions) as Record<Dimension, number>,
  };
  const old = tally.ages.slice(AGES.indexOf(YEAR) + 1).reduce(sum, 0);
  const stale = rounded(old / Math.max(1, people), 4);
  const since = sinceOf({ people, coverage: coverage.all, stale }, former);
  const stability = stabilityOf(tally, card, former);
  return {
    people,
    coverage,
    staleness: tally.ages.map((count, i) => ({ upTo: AGES[i], people: count })),
    stale,
    ...migrationOf(tally, card),
    scores: inTens(tally, card),
    shifts: tally.shifts.map((count, i) => ({ from: i * STEP - FURTHEST, people: count })),
    reasons: reasonsOf(tally),
    stability,
    cells: Object.fromEntries(card.characteristics.map(({ id }, c) => [id, tally.cells[c]!])),
    since,
    alarms: alarmsOf(stability, since),
    movers: { up: tally.up.map(mover), down: tally.down.map(mover) },
  };
}

function migrationOf({ bands: changes }: Tallied, card: Scorecard): Pick<JobReport, 'bands' | 'migration'> {
  const migration = Object.entries(changes).map(([change, people]) => {
    const [from, to] = change.split('>') as [string, string];
    return { from, to, people };
  });
  const own = [UNSCORED, ...card.bands.map(({ name }) => name)];
  const former = migration.map(({ from }) => from).filter((name) => !own.includes(name));
  const bands = [...new Set([...own, ...former.sort()])];
  const place = (name: string) => bands.indexOf(name);
  return { bands, migration: migration.sort((a, b) => place(a.from) - place(b.from) || place(a.to) - place(b.to)) };
}

function reasonsOf({ reasonsBefore, reasonsAfter }: Tallied): JobReport['reasons'] {
  const codes = [...new Set([...Object.keys(reasonsBefore), ...Object.keys(reasonsAfter)])].sort();
  return codes.map((code) => ({ code, before: reasonsBefore[code] ?? 0, after: reasonsAfter[code] ?? 0 }));
}

function inTens({ before, after }: Tallied, { min }: Scorecard): JobReport['scores'] {
  const [then, now] = [tens(before), tens(after)];
  return then.map((count, i) => ({ from: min + 10 * i, before: count, after: now[i]! }));
}

export function tallyOf(segments: readonly Pick<JobSegment, 'tally'>[], card: Scorecard): Tallied {
  return segments.reduce((sum, { tally }) => (tally === undefined ? sum : joined(sum, tally)), emptyTally(card));
}

const sum = (total: number, count: number) => total + count;
const mover = ([subjectId, from, to]: [string, number, number]): Mover => ({ subjectId, from, to });
const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
