import type { Dimension, Fact } from '../schemas/dictionary.ts';
import type { Baseline, Fold, ScorecardFile } from '../schemas/scorecard.ts';

/** The loaded data dictionary; a fact's place in `names` is its index everywhere. */
export interface Dictionary {
  id: string;
  version: string;
  hash: string;
  names: readonly string[];
  facts: readonly Fact[];
  index: ReadonlyMap<string, number>;
  /** By what packed evidence names a fact, and back. */
  codes: readonly number[];
  byCode: ReadonlyMap<number, number>;
}

/** Numbers, category names, flags; a `since` date is a day number. */
export type Value = number | string | boolean;

/** One row of a scorecard, ready to score. All points are integer milli-points. */
export interface Characteristic {
  id: string;
  index: number;
  fact: number;
  factName: string;
  type: Fact['type'];
  dimension: number;
  fold: Fold | undefined;
  windowMonths: number;
  combine: 'worst' | 'sum';
  inYears: boolean;
  /** Freshness by days of age, in thousandths; undefined = it never fades. */
  freshness: Uint16Array | undefined;
  /** Upper bounds of the number bins, ascending; the last bin has none. */
  cuts: Float64Array;
  /** Bins by code, for flags and categories; undefined for numbers. */
  binByCode: Uint16Array | undefined;
  /** Bins of special codes, for numbers that have some. */
  special: ReadonlyMap<number, number> | undefined;
  /** The bin of categories that no bin names; -1 = there is none. */
  unseen: number;
  /** Milli-points by bin. */
  points: Int32Array;
  missing: number;
  best: number;
  worst: number;
  /** In thousandths. */
  coverageWeight: number;
}

export interface Pair {
  id: string;
  /** Its place among the points: pairs come after all characteristics. */
  index: number;
  first: number;
  second: number;
  dimension: number;
  cells: readonly (readonly number[])[];
  best: number;
  worst: number;
}

export interface DimensionRange {
  dimension: Dimension;
  /** Consent without which the dimension counts as missing. */
  consent: string | undefined;
  worst: number;
  best: number;
  coverageWeight: number;
}

/** What scorecard.ts in the schemas says of a tier's credibility. */
export interface Doubt {
  prior: number;
  lies: number;
  mistakes: number;
  reversal: number;
}

/** A loaded scorecard: checked, hashed, compiled. Immutable. */
export interface Scorecard {
  id: string;
  version: string;
  hash: string;
  file: ScorecardFile;
  dictionary: Dictionary;
  offset: number;
  min: number;
  max: number;
  bands: readonly { name: string; from: number }[];
  /** Per tier, thousandths. */
  reliability: readonly number[];
  doubt: readonly (Doubt | undefined)[];
  /** Credibility in thousandths of a source of this tier that nothing could be checked of. */
  uncheckedCredibility: readonly number[];
  staleBelow: number;
  coverageFloor: number;
  dimensions: readonly DimensionRange[];
  coverageWeight: number;
  characteristics: readonly Characteristic[];
  /** Freshness tables by fact index; undefined = it never fades. */
  freshness: readonly (Uint16Array | undefined)[];
  /** Dimension by fact index; -1 = protected: not looked at, not even to catch a lie. */
  checkedIn: readonly number[];
  /** Characteristics by fact index. */
  byFact: readonly (readonly Characteristic[])[];
  pairs: readonly Pair[];
  /** Milli-points per characteristic and pair, and per dimension, of a person of whom nothing is known. */
  nothingKnown: { points: readonly number[]; earned: readonly number[] };
  /** Per characteristic, then per pair: its dimension, and the milli-points of each reference person. */
  dimensionOf: readonly number[];
  baselines: Readonly<Record<Baseline, readonly number[]>>;
  defaultBaseline: Baseline;
}

/** What was found for one characteristic at `asOf`: the chosen value, who said it, when, and how far it is believed. */
export interface Input {
  /** The value as a number; `meaningOf` tells what it stands for. */
  measure: number;
  bin: number;
  day: number;
  sourceId: string;
  tier: number;
  /** Thousandths. */
  reliability: number;
  /** May be below 0: credibility.ts. */
  credibility: number;
  freshness: number;
}

/** Two fresh sources that strongly disagree about a fact. */
export interface Conflict {
  fact: number;
  believed: number;
  other: number;
}

/** The resolved side of a score: one entry per characteristic, undefined = missing. */
export interface Inputs {
  asOf: number;
  inputs: readonly (Input | undefined)[];
  /** Bit d is set when dimension d lacks its consent. */
  withheld: number;
  conflicts: readonly Conflict[];
}

/** Index of the tier `self`: the person's own word. */
export const SELF_TIER = 0;
