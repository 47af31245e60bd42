import type { Dimension } from '../schemas/dictionary.ts';
import type { Curve } from '../scorecards/calibration.ts';
import type { Layout } from './layout.ts';
import type { FitOptions } from './options.ts';
import type { Direction } from './segment.ts';
import type { Counts } from './woe.ts';

/** One cell of a characteristic: a bin, a special code, the unseen categories, or missing. */
export interface FittedCell extends Counts {
  woe: number;
  /** What it adds to the log-odds of good; 0 = as the average person. */
  contribution: number;
}

export interface FittedCharacteristic {
  column: string;
  dimension: Dimension;
  layout: Layout;
  /** In the layout's order: bins, special codes or unseen, missing. */
  cells: FittedCell[];
  informationValue: number;
  direction: Direction;
  /** The special codes were not given but found. */
  foundSpecial: boolean;
  /** Mean contribution of the people around the lowest quarter of scores: where a cut-off usually lies. */
  nearCutoff: number;
  /** Smallest and largest number of the column; 0 for categories. */
  extremes: { low: number; high: number };
}

/** What two characteristics add together beyond what each adds, by cell of the first and cell of the second. */
export interface FittedPair {
  columns: [string, string];
  contributions: number[][];
  /** Gain in log-likelihood when it was chosen. */
  gain: number;
}

export interface Dropped {
  column: string;
  why: 'no information' | 'wrong sign';
  informationValue: number;
}

/** What either fit ends as: an additive table of log-odds of good. */
export interface Fitted {
  fit: FitOptions['fit'];
  /** Log-odds of good of a person whose every contribution is 0. */
  intercept: number;
  characteristics: FittedCharacteristic[];
  pairs: FittedPair[];
  dropped: Dropped[];
  /** What the log-odds of held-out rows in cross-validation came to. */
  calibration: Curve;
  /** Log-odds of the training people: of the worst and the best in a thousand, and of the one in the middle. */
  range: { low: number; middle: number; high: number };
  rows: number;
  people: Counts;
  /** What cross-validation chose, by name. */
  strengths: Record<string, number>;
  options: FitOptions;
}
