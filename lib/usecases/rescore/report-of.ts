import { DIMENSIONS } from '../../schemas/dictionary.ts';
import type { JobSegment, Tallied } from '../../schemas/job.ts';
import { type Shift, shift, TrainingBaseline } from '../../scorecards/stability.ts';
import type { Scorecard } from '../../scoring/model.ts';
import { AGES, emptyTally, FURTHEST, joined, STEP, UNSCORED } from './sweep-tally.ts';

export interface JobReport {
  /** Of everybody scored: mean coverage 0-1, in all and by dimension. */
  coverage: { all: number; dimensions: Record<string, number> };
  /** People by days since their newest evidence. */
  staleness: { upTo: number | undefined; people: number }[];
  /** The lowest first, before them those without a score. */
  bands: string[];
  /** People by band before and after; of another card's bands, too. */
  migration: { from: string; to: string; people: number }[];
  scores: { from: number; before: number; after: number }[];
  shifts: { from: number; people: number }[];
  reasons: { code: string; before: number; after: number }[];
  /** Against the people before the job, and against those whom the card was learned from. */
  stability: { since: Shift | undefined; training: Shift | undefined; characteristics: ({ id: string } & Shift)[] };
  movers: { up: Mover[]; down: Mover[] };
}

interface Mover {
  subjectId: string;
  from: number;
  to: number;
}

/** What a sweep, or a dry run, shows of everybody: kept with the job, and the same whatever order the people came in. */
export function reportOf(segments: readonly JobSegment[], card: Scorecard): JobReport {
  const tally = tallyOf(segments, card);
  const people = Math.max(1, tally.ages.reduce(sum, 0));
  const share = (thousandths: number) => rounded(thousandths / 1000 / people, 4);
  const dimensions = DIMENSIONS.map((name, d): [string, number] => [name, share(tally.dimensionCoverage[d]!)]);
  return {
    coverage: { all: share(tally.coverage), dimensions: Object.fromEntries(dimensions) },
    staleness: tally.ages.map((count, i) => ({ upTo: AGES[i], people: count })),
    ...migrationOf(tally, card),
    scores: inTens(tally, card),
    shifts: tally.shifts.map((count, i) => ({ from: i * STEP - FURTHEST, people: count })),
    reasons: reasonsOf(tally),
    stability: stabilityOf(tally, card),
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

function stabilityOf(tally: Tallied, card: Scorecard): JobReport['stability'] {
  const [had, have] = [tally.before, tally.after].map((scores) => scores.reduce(sum, 0));
  if (have === 0) return { since: undefined, training: undefined, characteristics: [] };
  const since = had === 0 ? undefined : shift(tens(tally.before), tens(tally.after));
  const baseline = TrainingBaseline.safeParse(card.file.provenance.baseline);
  if (!baseline.success) return { since, training: undefined, characteristics: [] };
  const { score, characteristics } = baseline.data;
  return {
    since,
    training: shift(score.counts, regrouped(tally.after, score.from, card)),
    characteristics: card.characteristics.flatMap(({ id }, c) => {
      const then = characteristics[id];
      return then === undefined || then.length !== tally.cells[c]!.length
        ? []
        : [{ id, ...shift(then, tally.cells[c]!) }];
    }),
  };
}

/** Counted from each of `from` to the next, as the baseline was. */
function regrouped(scores: readonly number[], from: readonly number[], { min }: Scorecard): number[] {
  const found = from.map(() => 0);
  scores.forEach((count, i) => {
    found[
      Math.max(
        0,
        from.findLastIndex((edge) => min + i >= edge),
      )
    ]! += count;
  });
  return found;
}

function inTens({ before, after }: Tallied, { min }: Scorecard): JobReport['scores'] {
  const [then, now] = [tens(before), tens(after)];
  return then.map((count, i) => ({ from: min + 10 * i, before: count, after: now[i]! }));
}

function tens(scores: readonly number[]): number[] {
  return Array.from({ length: Math.ceil(scores.length / 10) }, (_, i) =>
    scores.slice(10 * i, 10 * i + 10).reduce(sum, 0),
  );
}

export function tallyOf(segments: readonly Pick<JobSegment, 'tally'>[], card: Scorecard): Tallied {
  return segments.reduce((sum, { tally }) => (tally === undefined ? sum : joined(sum, tally)), emptyTally(card));
}

const sum = (total: number, count: number) => total + count;
const mover = ([subjectId, from, to]: [string, number, number]): Mover => ({ subjectId, from, to });
const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits;
