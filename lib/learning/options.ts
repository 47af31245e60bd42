import type { Dimension } from '../schemas/dictionary.ts';
import type { PriorColumn } from './prior/column.ts';
import type { Direction } from './segment.ts';

/** What may be said of one column; all of it is optional. */
export interface ColumnOptions {
  /** How the points must run as the value rises; `auto` lets the outcomes decide. Numbers only. */
  direction?: Direction | 'auto';
  /** Codes that are no quantities; when absent they are looked for. Numbers only. */
  special?: readonly number[];
  /** Cuts set by hand: taken as they are, nothing is searched. Numbers only. */
  cuts?: readonly number[];
  dimension?: Dimension;
  /** Age in years: it may never count against people of 62 and over, so points only rise and no cut is above 62. */
  age?: boolean;
  /** Categories that may be named; all others are unseen. */
  categories?: readonly string[];
  /** What a former card says of the column. */
  prior?: PriorColumn;
}

export interface FitOptions {
  fit: 'woe' | 'additive';
  /** Most cells of a characteristic that people of the training data are in, special codes and missing included. */
  bins: number;
  /** Least share of the people in a bin of values; special codes and missing may be rarer. */
  minShare: number;
  /** Most pair tables. */
  pairs: number;
  /** Varies the folds of the cross-validation. */
  seed: number;
  /** Dimension of columns that name none. */
  dimension: Dimension;
  columns: Readonly<Record<string, ColumnOptions>>;
  /** There is a former card to start from, with its points to double the odds where it states them. */
  prior?: { pdo: number | undefined };
}

export const DEFAULTS: FitOptions = {
  fit: 'additive',
  bins: 10,
  minShare: 0.01,
  pairs: 0,
  seed: 1,
  dimension: 'creditHistory',
  columns: {},
};

export const FOLDS = 5;

/**
 * An extra bin must earn this much chi-squared: half of the 1 that chance brings, since the WOE of a small bin is near 0
 * already, and joining two that differ costs more than keeping two that do not.
 */
export const BIN_COST = 0.5;

/** The same where the shape is smooth already: only bins that differ by nothing are joined. */
export const SHAPE_COST = 0.02;

/** A turn in the direction must earn this much chi-squared (p = .001), and this share of all that the column holds. */
export const TURN_COST = 10.83;
export const TURN_SHARE = 0.02;

/** Fewer people than this say too little for a bin, whatever share they are. */
export const LEAST_PEOPLE = 30;

/** From this age on, age may not count against a person (12 CFR 1002.6(b)(2)). */
export const ELDERLY = 62;
/** The greatest age of anybody. */
export const OLDEST = 130;
