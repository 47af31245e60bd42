import type { Fact } from '../schemas/dictionary.ts';
import type { CategoryBin, CharacteristicFile, FlagBin, NumberBin } from '../schemas/scorecard.ts';

type Numbers = NumberBin[];
type Categories = CategoryBin[];
type Flags = FlagBin[];

/** From this age on, age may not count against a person (Regulation B, 12 CFR 1002.2(o) and 1002.6(b)(2)). */
const ELDERLY = 62;

/** The bins of a characteristic: of the fact's kind, without gap or overlap, and running in the stated direction. */
export function binProblems(row: CharacteristicFile, fact: Fact, at: string): string[] {
  const say = (path: string, rule: string) => `${at}.${path}: ${rule}`;
  const kind =
    'from' in (row.bins[0] as object) ? 'number' : 'categories' in (row.bins[0] as object) ? 'category' : 'flag';
  const expected = fact.type === 'category' || fact.type === 'flag' ? fact.type : 'number';
  if (kind !== expected) return [say('bins', `a ${fact.type} fact needs ${expected} bins`)];
  const problems =
    (row.unseen !== undefined) === (kind === 'category')
      ? []
      : [say('unseen', 'belongs to category facts, and is needed there')];
  if (row.special.length > 0 && kind !== 'number') problems.push(say('special', 'codes are for numbers only'));
  if (kind === 'number') problems.push(...numberProblems(row, fact, say));
  if (kind === 'category') problems.push(...categoryProblems(row.bins as Categories, fact, say));
  if (kind === 'flag') problems.push(...flagProblems(row.bins as Flags, say));
  return problems;
}

type Say = (path: string, rule: string) => string;

function numberProblems(row: CharacteristicFile, fact: Fact, say: Say): string[] {
  const bins = row.bins as Numbers;
  const problems: string[] = [];
  if (bins[0]?.from !== null) problems.push(say('bins.0.from', 'the first bin is open below (null)'));
  if (bins.at(-1)?.to !== null) problems.push(say(`bins.${bins.length - 1}.to`, 'the last bin is open above (null)'));
  bins.forEach(({ from, to }, i) => {
    const next = bins[i + 1];
    if (from !== null && to !== null && from >= to) problems.push(say(`bins.${i}`, 'from must be below to'));
    if (next === undefined) return;
    if (to === null || next.from === null)
      problems.push(say(`bins.${i}.to`, 'only the first and the last bin are open'));
    else if (next.from > to) problems.push(say(`bins.${i + 1}.from`, `a gap between ${to} and ${next.from}`));
    else if (next.from < to)
      problems.push(say(`bins.${i + 1}.from`, `overlaps the bin before it, which ends at ${to}`));
  });
  const codes = row.special.flatMap(({ values }) => values);
  if (new Set(codes).size < codes.length) problems.push(say('special', 'names a code twice'));
  const runs = bins.map(({ points }) => points);
  if (!follows(runs, row.direction)) problems.push(say('direction', `the points are not ${row.direction}`));
  if (fact.protected === 'age' && countsAgainstElderly(bins))
    problems.push(say('bins', `age counts against people of ${ELDERLY} and over`));
  return problems;
}

function countsAgainstElderly(bins: Numbers): boolean {
  const elderly = bins.filter(({ to }) => to === null || to > ELDERLY).map(({ points }) => points);
  return Math.min(...elderly) < Math.max(...bins.map(({ points }) => points));
}

function categoryProblems(bins: Categories, fact: Fact, say: Say): string[] {
  const known = new Set(fact.type === 'category' ? fact.categories : []);
  const used = bins.flatMap(({ categories }) => categories);
  return [
    ...used.filter((name) => !known.has(name)).map((name) => say('bins', `the dictionary has no category '${name}'`)),
    ...used
      .filter((name, i) => used.indexOf(name) !== i)
      .map((name) => say('bins', `category '${name}' is in two bins`)),
  ];
}

function flagProblems(bins: Flags, say: Say): string[] {
  const both = bins.length === 2 && bins.some(({ is }) => is) && bins.some(({ is }) => !is);
  return both ? [] : [say('bins', 'a flag needs one bin for true and one for false')];
}

function follows(points: number[], direction: CharacteristicFile['direction']): boolean {
  if (direction === 'none') return true;
  const turn = direction === 'peak' ? points.indexOf(Math.max(...points)) : points.indexOf(Math.min(...points));
  const rises = (part: number[]) => part.every((p, i) => i === 0 || p >= (part[i - 1] as number));
  const falls = (part: number[]) => part.every((p, i) => i === 0 || p <= (part[i - 1] as number));
  if (direction === 'ascending') return rises(points);
  if (direction === 'descending') return falls(points);
  const [left, right] = [points.slice(0, turn + 1), points.slice(turn)];
  return direction === 'peak' ? rises(left) && falls(right) : falls(left) && rises(right);
}
