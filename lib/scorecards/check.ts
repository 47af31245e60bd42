import type { DictionaryFile, Fact } from '../schemas/dictionary.ts';
import { DIMENSIONS, TIERS } from '../schemas/dictionary.ts';
import type { CharacteristicFile, ScorecardFile } from '../schemas/scorecard.ts';
import type { Dictionary } from '../scoring/model.ts';
import { factCode } from '../scoring/pack/fact-code.ts';
import { binProblems } from './check-bins.ts';

/** What a schema cannot say about a dictionary. Each problem is `path: rule`. */
export function dictionaryProblems(file: DictionaryFile): string[] {
  const codes = new Map<number, string>();
  return Object.entries(file.facts).flatMap(([name, fact]) => {
    const problems: string[] = [];
    const say = (path: string, rule: string) => problems.push(`facts.${name}.${path}: ${rule}`);
    const other = codes.get(factCode(name));
    if (other === undefined) codes.set(factCode(name), name);
    else
      problems.push(`facts.${name}: stored evidence cannot tell it from '${other}': give the newer one another name`);
    if (new Set(fact.assertableBy).size < fact.assertableBy.length) say('assertableBy', 'names a tier twice');
    if (fact.type === 'category' && new Set(fact.categories).size < fact.categories.length)
      say('categories', 'names a category twice');
    if (fact.protected !== false && fact.actionable) say('actionable', 'a protected fact is nothing to act on');
    if (fact.protected === 'age' && fact.type !== 'number' && fact.type !== 'since')
      say('protected', 'age is a number or a date');
    if (fact.type === 'since' && fact.actionable) say('actionable', 'nobody can act on the past');
    if (fact.type === 'months' && fact.combine === 'sum' && fact.actionable)
      say('actionable', 'only months of statuses can be acted on');
    if (fact.type === 'months' && fact.combine === 'worst' && fact.range[0] !== 0)
      say('range', 'a status counts from 0 = paid as agreed');
    return problems;
  });
}

/** What a schema cannot say about a scorecard. */
export function scorecardProblems(card: ScorecardFile, dictionary: Dictionary): string[] {
  const wrongDictionary = card.dictionary.hash !== dictionary.hash || card.dictionary.id !== dictionary.id;
  return [
    ...(wrongDictionary
      ? [`dictionary: made for another dictionary than ${dictionary.id} ${dictionary.hash.slice(0, 12)}`]
      : []),
    ...scaleProblems(card),
    ...beliefProblems(card),
    ...card.characteristics.flatMap((row, i) =>
      characteristicProblems(row, `characteristics.${i} (${row.id})`, card, dictionary),
    ),
    ...uniqueProblems(card),
    ...pairProblems(card, dictionary),
    ...baselineProblems(card),
    ...(card.characteristics.some((row) => row.coverageWeight > 0)
      ? []
      : ['characteristics: none has a coverageWeight']),
    ...(card.kind === 'expert' ? expertProblems(card) : learnedProblems(card)),
  ];
}

function characteristicProblems(
  row: CharacteristicFile,
  at: string,
  card: ScorecardFile,
  dictionary: Dictionary,
): string[] {
  const fact = dictionary.facts[dictionary.index.get(row.fact) ?? -1];
  if (fact === undefined) return [`${at}.fact: the dictionary has no fact '${row.fact}'`];
  const problems: string[] = [];
  const say = (path: string, rule: string) => problems.push(`${at}.${path}: ${rule}`);
  if (fact.protected === true && !card.benchmarkOnly) say('fact', `'${row.fact}' is protected and may not be scored`);
  if (fact.protected === 'age' && !card.usesAge) say('fact', `'${row.fact}' is age: the card must declare usesAge`);
  if (fact.dimension !== row.dimension) say('dimension', `the dictionary puts '${row.fact}' in ${fact.dimension}`);
  // A card that nobody is ever scored with may do what the law forbids.
  const judged: Fact = card.benchmarkOnly ? { ...fact, protected: false } : fact;
  problems.push(...foldProblems(row, fact, at), ...binProblems(row, judged, at));
  return problems;
}

function foldProblems(row: CharacteristicFile, fact: Fact, at: string): string[] {
  if (fact.type !== 'months') {
    return row.fold || row.windowMonths ? [`${at}.fold: only a months fact is folded`] : [];
  }
  if (!row.fold || !row.windowMonths) return [`${at}.fold: a months fact needs a fold and windowMonths`];
  const ofStatuses = row.fold === 'streak' || row.fold === 'onTimeShare' || row.fold === 'worst';
  return ofStatuses && fact.combine === 'sum' ? [`${at}.fold: '${row.fold}' is for statuses, not for amounts`] : [];
}

function scaleProblems({ scale, bands }: ScorecardFile): string[] {
  const problems: string[] = [];
  if (scale.min >= scale.max) problems.push('scale: min must be below max');
  if (bands[0]?.from !== scale.min) problems.push('bands.0.from: the first band begins at scale.min');
  bands.forEach(({ from }, i) => {
    const before = bands[i - 1];
    if (before && from <= before.from) problems.push(`bands.${i}.from: bands ascend`);
    if (from > scale.max) problems.push(`bands.${i}.from: above scale.max`);
  });
  return problems;
}

function beliefProblems({ reliability, credibility, dimensions }: ScorecardFile): string[] {
  const problems: string[] = [];
  TIERS.forEach((tier, i) => {
    const lower = TIERS[i - 1];
    if (lower && reliability[tier] < reliability[lower])
      problems.push(`reliability.${tier}: below that of the lower tier ${lower}`);
    const doubt = credibility[tier];
    if (doubt && doubt.mistakes > doubt.lies)
      problems.push(`credibility.${tier}.mistakes: above lies, so that a contradiction would speak for the source`);
    if (doubt && doubt.reversal > 0 && tier !== 'self')
      problems.push(`credibility.${tier}.reversal: only the person's own word is turned round`);
  });
  if (!dimensions.socialRelationships.consent)
    problems.push('dimensions.socialRelationships.consent: must name a consent');
  return problems;
}

function uniqueProblems({ characteristics, pairs }: ScorecardFile): string[] {
  const ids = [...characteristics, ...pairs].map(({ id }) => id);
  return ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `characteristics: the id '${id}' is used twice`);
}

function pairProblems({ pairs, characteristics, benchmarkOnly }: ScorecardFile, dictionary: Dictionary): string[] {
  const isAge = ({ fact }: CharacteristicFile) =>
    dictionary.facts[dictionary.index.get(fact) ?? -1]?.protected === 'age';
  return pairs.flatMap((pair, i) => {
    const [a, b] = pair.characteristics.map((id) => characteristics.find((row) => row.id === id));
    if (!a || !b || a === b) return [`pairs.${i}.characteristics: must name two characteristics of the card`];
    const problems = a.dimension === b.dimension ? [] : [`pairs.${i}.characteristics: both must be in one dimension`];
    if (!benchmarkOnly && (isAge(a) || isAge(b)))
      problems.push(`pairs.${i}.cells: in a pair, age could count against people of 62 and over`);
    const width = (row: CharacteristicFile) => row.bins.length + row.special.length + (row.unseen ? 1 : 0) + 1;
    const fits = pair.cells.length === width(a) && pair.cells.every((cells) => cells.length === width(b));
    return fits ? problems : [...problems, `pairs.${i}.cells: needs ${width(a)} x ${width(b)} cells, missing last`];
  });
}

function baselineProblems({ baselines, characteristics }: ScorecardFile): string[] {
  return (['population', 'cutoff'] as const).flatMap((name) => {
    const given = new Set(Object.keys(baselines[name]));
    const absent = characteristics
      .filter(({ id }) => !given.delete(id))
      .map(({ id }) => `baselines.${name}: '${id}' is absent`);
    return [...absent, ...[...given].map((id) => `baselines.${name}: the card has no characteristic '${id}'`)];
  });
}

/** An expert card spends the scale exactly: each dimension from 0 to its share of the width. */
function expertProblems(card: ScorecardFile): string[] {
  const { scale, dimensions, characteristics } = card;
  const problems: string[] = [];
  const milli = (points: number) => Math.round(points * 1000);
  if (milli(scale.offset) !== milli(scale.min)) problems.push('scale.offset: an expert card starts at scale.min');
  if (scale.odds || card.calibration)
    problems.push('scale.odds: an expert card has seen no outcomes and states no odds');
  const shares = DIMENSIONS.reduce((sum, dimension) => sum + milli(dimensions[dimension].share), 0);
  if (shares !== 1000) problems.push(`dimensions: the shares add up to ${shares / 1000}, not to 1`);
  for (const dimension of DIMENSIONS) {
    const rows = characteristics.filter((row) => row.dimension === dimension).map(extremes);
    const best = rows.reduce((sum, row) => sum + milli(row.best), 0);
    const due = milli(dimensions[dimension].share * (scale.max - scale.min));
    if (best !== due)
      problems.push(
        `dimensions.${dimension}: the best bins add up to ${best / 1000}, its share is ${due / 1000} points`,
      );
    if (rows.some((row) => row.worst !== 0))
      problems.push(`dimensions.${dimension}: the worst bin of an expert characteristic has 0 points`);
  }
  for (const [i, row] of characteristics.entries()) {
    const where = `characteristics.${i} (${row.id})`;
    const { best, worst } = extremes(row);
    const range = milli(best - worst) / 1000;
    if (milli(row.coverageWeight) !== milli(best - worst))
      problems.push(`${where}.coverageWeight: must be the point range, ${range}, on an expert card`);
    const between = `must lie between the worst and the best bin, ${worst} to ${best}`;
    if (row.missing.points < worst || row.missing.points > best) problems.push(`${where}.missing.points: ${between}`);
    const others = [...row.special, ...(row.unseen ? [row.unseen] : [])];
    if (others.some(({ points }) => points < worst || points > best))
      problems.push(`${where}: special and unseen points ${between}`);
  }
  return problems;
}

function learnedProblems({ scale, calibration }: ScorecardFile): string[] {
  const problems: string[] = [];
  if (!scale.odds) problems.push('scale.odds: a learned card states its PDO, base score and base odds');
  if (!calibration) problems.push('calibration: a learned card is calibrated');
  return problems;
}

function extremes(row: CharacteristicFile): { best: number; worst: number } {
  const points = row.bins.map((bin) => bin.points);
  return { best: Math.max(...points), worst: Math.min(...points) };
}
