import type * as z from 'zod';
import { DIMENSIONS, TIERS } from '../schemas/dictionary.ts';
import type {
  CategoryBin,
  CharacteristicFile,
  FlagBin,
  NumberBin,
  Pair as PairSchema,
  ScorecardFile,
} from '../schemas/scorecard.ts';
import { credibility } from '../scoring/credibility.ts';
import { freshnessTable } from '../scoring/freshness.ts';
import type { Characteristic, Dictionary, DimensionRange, Pair, Scorecard, Value } from '../scoring/model.ts';

const milli = (value: number) => Math.round(value * 1000);

/** A checked card becomes integers and look-up tables, once, so that scoring is sums and comparisons. */
export function compile(file: ScorecardFile, dictionary: Dictionary, hash: string): Scorecard {
  const freshness = freshnessTables(dictionary);
  const characteristics = file.characteristics.map((row, index) => compileRow(row, index, dictionary, freshness));
  const pairs = file.pairs.map((pair) => compilePair(pair, characteristics));
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
    uncheckedCredibility: doubt.map((constants) => (constants ? credibility(constants, 0, 0) : 1000)),
    staleBelow: milli(file.staleBelow),
    coverageFloor: milli(file.coverageFloor),
    freshness,
    dimensions: DIMENSIONS.map((_, d) => dimensionRange(d, file, characteristics, pairs)),
    coverageWeight: characteristics.reduce((sum, row) => sum + row.coverageWeight, 0),
    characteristics,
    byFact: dictionary.names.map((_, fact) => characteristics.filter((row) => row.fact === fact)),
    pairs,
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
    cuts:
      'from' in (row.bins[0] as object)
        ? (row.bins as z.infer<typeof NumberBin>[]).slice(0, -1).map(({ to }) => to as number)
        : [],
    binOf: namedBins(row),
    unseen: cells.length - 1,
    points: cells,
    missing,
    best: Math.max(missing, ...cells),
    worst: Math.min(missing, ...cells),
    coverageWeight: milli(row.coverageWeight),
  };
}

/** A pair has no reference person of its own: it is measured against knowing neither fact. */
function references(points: Record<string, number>, rows: readonly Characteristic[], pairs: readonly Pair[]): number[] {
  return [...rows.map(({ id }) => milli(points[id] as number)), ...pairs.map(({ cells }) => cells.at(-1)?.at(-1) as number)];
}

/** Categories, flags and special codes; number bins are found by their cuts. */
function namedBins(row: CharacteristicFile): Map<Value, number> {
  const named = new Map<Value, number>();
  row.bins.forEach((bin, i) => {
    if ('categories' in bin) for (const name of (bin as z.infer<typeof CategoryBin>).categories) named.set(name, i);
    if ('is' in bin) named.set((bin as z.infer<typeof FlagBin>).is, i);
  });
  row.special.forEach(({ values }, i) => {
    for (const value of values) named.set(value, row.bins.length + i);
  });
  return named;
}

function compilePair(pair: z.infer<typeof PairSchema>, rows: readonly Characteristic[]): Pair {
  const [first, second] = pair.characteristics.map((id) => rows.findIndex((row) => row.id === id)) as [number, number];
  const cells = pair.cells.map((line) => line.map(milli));
  const all = cells.flat();
  const dimension = (rows[first] as Characteristic).dimension;
  return { id: pair.id, first, second, dimension, cells, best: Math.max(...all), worst: Math.min(...all) };
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
