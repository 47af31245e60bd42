import { DIMENSIONS, type Fact, TIERS } from '../schemas/dictionary.ts';
import type { CharacteristicFile, PairFile, ScorecardFile } from '../schemas/scorecard.ts';
import { credibility } from '../scoring/credibility.ts';
import { freshnessTable } from '../scoring/freshness.ts';
import type { Characteristic, Dictionary, DimensionRange, Pair, Scorecard } from '../scoring/model.ts';

const milli = (value: number) => Math.round(value * 1000);

/** A checked card becomes integers and look-up tables, once, so that scoring is sums and comparisons. */
export function compile(file: ScorecardFile, dictionary: Dictionary, hash: string): Scorecard {
  const freshness = freshnessTables(dictionary);
  const characteristics = file.characteristics.map((row, index) => compileRow(row, index, dictionary, freshness));
  const pairs = file.pairs.map((pair, i) => compilePair(pair, characteristics.length + i, characteristics));
  const doubt = TIERS.map((tier) => file.credibility[tier]);
  return {
    id: file.id,
    version: file.version,
    hash,
    file,
    dictionary,
    offset: milli(file.scale.offset),
    min: file.scale.min,
    max: file.scale.max,
    bands: file.bands,
    reliability: TIERS.map((tier) => milli(file.reliability[tier])),
    doubt,
    uncheckedCredibility: doubt.map((constants) =>
      constants ? credibility(constants, constants.prior / (1 - constants.prior)) : 1000,
    ),
    staleBelow: milli(file.staleBelow),
    coverageFloor: milli(file.coverageFloor),
    freshness,
    dimensions: DIMENSIONS.map((_, d) => dimensionRange(d, file, characteristics, pairs)),
    coverageWeight: characteristics.reduce((sum, row) => sum + row.coverageWeight, 0),
    characteristics,
    checkedIn: dictionary.facts.map(({ protected: isProtected, dimension }) =>
      isProtected === false || (isProtected === 'age' && file.usesAge) ? DIMENSIONS.indexOf(dimension) : -1,
    ),
    byFact: dictionary.names.map((_, fact) => characteristics.filter((row) => row.fact === fact)),
    pairs,
    nothingKnown: nothingKnown(characteristics, pairs),
    dimensionOf: [...characteristics, ...pairs].map(({ dimension }) => dimension),
    baselines: {
      population: references(file.baselines.population, characteristics, pairs),
      cutoff: references(file.baselines.cutoff, characteristics, pairs),
      maximum: [...characteristics, ...pairs].map(({ best }) => best),
    },
    defaultBaseline: file.defaultBaseline,
  };
}

/** One table per half-life, shared by the facts that have it. */
function freshnessTables(dictionary: Dictionary): (Uint16Array | undefined)[] {
  const tables = new Map<number, Uint16Array>();
  return dictionary.facts.map(({ halfLifeDays }) => {
    if (halfLifeDays === null) return undefined;
    const table = tables.get(halfLifeDays) ?? freshnessTable(halfLifeDays);
    tables.set(halfLifeDays, table);
    return table;
  });
}

function compileRow(
  row: CharacteristicFile,
  index: number,
  dictionary: Dictionary,
  freshness: readonly (Uint16Array | undefined)[],
): Characteristic {
  const fact = dictionary.index.get(row.fact) as number;
  const definition = dictionary.facts[fact] as Dictionary['facts'][number];
  const cells = [...row.bins, ...row.special, ...(row.unseen ? [row.unseen] : [])].map(({ points }) => milli(points));
  const missing = milli(row.missing.points);
  return {
    id: row.id,
    index,
    fact,
    factName: row.fact,
    type: definition.type,
    dimension: DIMENSIONS.indexOf(row.dimension),
    fold: row.fold,
    windowMonths: row.windowMonths ?? 0,
    combine: definition.type === 'months' ? definition.combine : 'worst',
    inYears: definition.type === 'since' && definition.unit === 'years',
    freshness: freshness[fact],
    cuts: cutsOf(row),
    binByCode: binByCode(row, definition),
    special: row.special.length === 0 ? undefined : specialBins(row),
    unseen: row.unseen === undefined ? -1 : cells.length - 1,
    points: Int32Array.from(cells),
    missing,
    best: Math.max(missing, ...cells),
    worst: Math.min(missing, ...cells),
    coverageWeight: milli(row.coverageWeight),
  };
}

function nothingKnown(rows: readonly Characteristic[], pairs: readonly Pair[]): Scorecard['nothingKnown'] {
  const points = [...rows.map(({ missing }) => missing), ...pairs.map(({ cells }) => cells.at(-1)?.at(-1) as number)];
  const earned = DIMENSIONS.map((_, d) =>
    [...rows, ...pairs].reduce(
      (sum, { index, dimension }) => sum + (dimension === d ? (points[index] as number) : 0),
      0,
    ),
  );
  return { points, earned };
}

/** A pair has no reference person of its own: it is measured against knowing neither fact. */
function references(points: Record<string, number>, rows: readonly Characteristic[], pairs: readonly Pair[]): number[] {
  return [
    ...rows.map(({ id }) => milli(points[id] as number)),
    ...pairs.map(({ cells }) => cells.at(-1)?.at(-1) as number),
  ];
}

function cutsOf({ bins }: CharacteristicFile): Float64Array {
  const numbers = bins.filter((bin) => 'to' in bin);
  return Float64Array.from(numbers.slice(0, -1).map(({ to }) => to as number));
}

/** A flag's code is 0 or 1, a category's its place in the dictionary; one that no bin names is in the unseen bin. */
function binByCode({ bins, special }: CharacteristicFile, fact: Fact): Uint16Array | undefined {
  if (fact.type === 'flag')
    return Uint16Array.from([false, true].map((is) => bins.findIndex((bin) => 'is' in bin && bin.is === is)));
  if (fact.type !== 'category') return undefined;
  const unseen = bins.length + special.length;
  const named = (name: string) => bins.findIndex((bin) => 'categories' in bin && bin.categories.includes(name));
  return Uint16Array.from(fact.categories.map((name) => (named(name) < 0 ? unseen : named(name))));
}

function specialBins({ bins, special }: CharacteristicFile): Map<number, number> {
  return new Map(special.flatMap(({ values }, i) => values.map((value): [number, number] => [value, bins.length + i])));
}

function compilePair(pair: PairFile, index: number, rows: readonly Characteristic[]): Pair {
  const [first, second] = pair.characteristics.map((id) => rows.findIndex((row) => row.id === id)) as [number, number];
  const cells = pair.cells.map((line) => line.map(milli));
  const all = cells.flat();
  const dimension = (rows[first] as Characteristic).dimension;
  return { id: pair.id, index, first, second, dimension, cells, best: Math.max(...all), worst: Math.min(...all) };
}

function dimensionRange(
  d: number,
  file: ScorecardFile,
  rows: readonly Characteristic[],
  pairs: readonly Pair[],
): DimensionRange {
  const name = DIMENSIONS[d] as (typeof DIMENSIONS)[number];
  const mine = [...rows, ...pairs].filter(({ dimension }) => dimension === d);
  return {
    dimension: name,
    consent: file.dimensions[name].consent,
    worst: mine.reduce((sum, { worst }) => sum + worst, 0),
    best: mine.reduce((sum, { best }) => sum + best, 0),
    coverageWeight: rows.reduce((sum, row) => sum + (row.dimension === d ? row.coverageWeight : 0), 0),
  };
}
