import type { Tallied } from '../../schemas/job.ts';
import type { StoredScore } from '../../schemas/stored.ts';
import type { Scorecard } from '../../scoring/model.ts';
import { resolve } from '../../scoring/resolve.ts';
import { nameless } from '../nameless.ts';
import { codeOf } from '../score-profile.ts';
import type { ScoredPerson } from './sweep-person.ts';

/** Points per column of the changes. */
export const STEP = 10;
/** Changes beyond this are in the outermost columns. */
export const FURTHEST = 100;
/** Days since the newest evidence: up to each, and beyond the last. */
export const AGES = [30, 90, 180, 365, 730] as const;
const MOST_MOVERS = 10;
/** So that the record of a full sweep stays within what half a read unit reads. */
export const MOST_UNJUDGED = 200;
export const UNSCORED = 'unscored';

/** Counts of people by score, band, reason, cell and age, as they were and as they are: additive, so parts can be joined. */
export function emptyTally(card: Scorecard): Tallied {
  const columns = card.max - card.min + 1;
  return {
    bands: {},
    before: new Array<number>(columns).fill(0),
    after: new Array<number>(columns).fill(0),
    shifts: new Array<number>((2 * FURTHEST) / STEP + 1).fill(0),
    reasonsBefore: {},
    reasonsAfter: {},
    coverage: 0,
    dimensionCoverage: card.dimensions.map(() => 0),
    ages: new Array<number>(AGES.length + 1).fill(0),
    cells: card.characteristics.map(({ points }) => new Array<number>(points.length + 1).fill(0)),
    up: [],
    down: [],
    unjudged: [],
  };
}

/** Counts one person. */
export function tallyPerson(tally: Tallied, card: Scorecard, subjectId: string, person: ScoredPerson): void {
  const { judged, before } = person;
  const { result, known } = judged;
  const next = result.status === 'scored' ? result.score : undefined;
  plus(tally.bands, `${before?.band ?? UNSCORED}>${result.status === 'scored' ? result.band : UNSCORED}`);
  if (before?.score !== undefined) inColumn(tally.before, before.score, card);
  if (next !== undefined) inColumn(tally.after, next, card);
  if (before?.score !== undefined && next !== undefined) move(tally, subjectId, before.score, next);
  for (const { code } of before?.reasons ?? []) plus(tally.reasonsBefore, code);
  if (result.status === 'scored') for (const { index } of result.reasons) plus(tally.reasonsAfter, codeOf(card, index));
  tally.coverage += result.coverage;
  result.dimensions.forEach(({ coverage }, d) => {
    tally.dimensionCoverage[d]! += coverage;
  });
  const age = result.asOf - known.evidence.latest;
  const column = AGES.findIndex((days) => age <= days);
  tally.ages[column < 0 ? AGES.length : column]! += 1;
  resolve(known, card, result.asOf).inputs.forEach((input, c) => {
    const cells = tally.cells[c]!;
    cells[input === undefined ? cells.length - 1 : input.bin]! += 1;
  });
}

/** Sets down whom the job could not judge on its day. */
export function tallyUnjudged(tally: Tallied, subjectId: string): void {
  if (tally.unjudged.length <= MOST_UNJUDGED) tally.unjudged = some([...tally.unjudged, nameless(subjectId)]);
}

/** Each once; one more than may be shows that there are too many. */
function some(people: readonly string[]): string[] {
  return [...new Set(people)].sort().slice(0, MOST_UNJUDGED + 1);
}

/** The same as if one worker had counted both parts. */
export function joined(a: Tallied, b: Tallied): Tallied {
  const sums = (x: readonly number[], y: readonly number[]) => x.map((value, i) => value + (y[i] ?? 0));
  return {
    bands: together(a.bands, b.bands),
    before: sums(a.before, b.before),
    after: sums(a.after, b.after),
    shifts: sums(a.shifts, b.shifts),
    reasonsBefore: together(a.reasonsBefore, b.reasonsBefore),
    reasonsAfter: together(a.reasonsAfter, b.reasonsAfter),
    coverage: a.coverage + b.coverage,
    dimensionCoverage: sums(a.dimensionCoverage, b.dimensionCoverage),
    ages: sums(a.ages, b.ages),
    cells: a.cells.map((cells, c) => sums(cells, b.cells[c]!)),
    up: furthest([...a.up, ...b.up]),
    down: furthest([...a.down, ...b.down]),
    unjudged: some([...a.unjudged, ...b.unjudged]),
  };
}

function inColumn(columns: number[], score: StoredScore['score'] & number, { min }: Scorecard): void {
  // A former card may have had another scale.
  columns[Math.min(columns.length - 1, Math.max(0, score - min))]! += 1;
}

function move(tally: Tallied, subjectId: string, from: number, to: number): void {
  const by = Math.min(FURTHEST, Math.max(-FURTHEST, to - from));
  tally.shifts[Math.round((by + FURTHEST) / STEP)]! += 1;
  if (to === from) return;
  const side = to > from ? 'up' : 'down';
  const movers = tally[side];
  const last = movers.at(-1);
  if (movers.length === MOST_MOVERS && last !== undefined && Math.abs(to - from) < Math.abs(last[2] - last[1])) return;
  tally[side] = furthest([...movers, [subjectId, from, to]]);
}

/** Of people who moved as far, those first by name, so that the order of counting does not matter. */
function furthest(movers: Tallied['up']): Tallied['up'] {
  return movers
    .sort((a, b) => Math.abs(b[2] - b[1]) - Math.abs(a[2] - a[1]) || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_MOVERS);
}

function plus(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function together(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
  return Object.fromEntries(names.map((name) => [name, (a[name] ?? 0) + (b[name] ?? 0)]));
}
