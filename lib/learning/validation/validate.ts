import type { TrainingBaseline } from '../../scorecards/stability.ts';
import type { Scorecard } from '../../scoring/model.ts';
import type { Column } from '../frame.ts';
import { type Auc, type AucDifference, aucDifference, aucOf } from './auc.ts';
import { type BandRow, byBand } from './bands.ts';
import { type CalibrationRow, type CalibrationTest, calibrationTable, spiegelhalter } from './calibration.ts';
import { type CurvePoint, curveOf } from './curve.ts';
import { type CutOff, cutOffAt, cutOffFor } from './cut-off.ts';
import { fairness, type GroupRow } from './fairness.ts';
import { groupsOf } from './groups.ts';
import { ksOf } from './ks.ts';
import { type Losses, lossesOf } from './losses.ts';
import type { Interval } from './normal.ts';
import { type Judged, some } from './people.ts';
import { chanceOfBad } from './probability.ts';
import { type SwapSet, swapSet } from './swap-set.ts';
import { type CharacteristicCounts, countsOf, type Stability, stabilityAgainst, type Tally } from './tally.ts';

export interface ValidationInput {
  card: Scorecard;
  people: Judged;
  /** How many could not be scored, and are in none of the figures. */
  unscorable: number;
  tally: Tally;
  baseline: TrainingBaseline | undefined;
  /** The same people's scores under another card; NaN where it has none. */
  other?: { card: Scorecard; score: Float64Array } | undefined;
  /** Protected columns, same people. */
  protected: readonly { column: Column; isAge: boolean }[];
  /** Approve from this score on; a cut-off that approves 80 % when absent. */
  cutOff: number | undefined;
}

/** The plain figures first, under the names that everybody uses. Null = cannot be said. */
export interface Validation extends Pick<Auc, 'auc'> {
  n: number;
  bad: number;
  badRate: number;
  unscorable: number;
  aucInterval: Interval;
  gini: number;
  ks: number;
  ksAt: number;
  brier: Losses['brier'] | null;
  logLoss: Losses['logLoss'] | null;
  calibration: (CalibrationTest & { stated: number; table: CalibrationRow[] }) | null;
  bands: BandRow[];
  /** The same in steps of 25 points. */
  distribution: BandRow[];
  /** What ROC and KS are drawn from. */
  curve: CurvePoint[];
  characteristics: CharacteristicCounts[];
  cutOff: CutOff & { chosen: 'given' | 'approves 80 %' };
  stability: Stability | null;
  against: Comparison | null;
  fairness: { column: string; groups: GroupRow[] }[];
}

/** On the people whom both cards score. */
export interface Comparison extends AucDifference {
  card: string;
  n: number;
  auc: number;
  otherAuc: number;
  swapSet: SwapSet;
}

/** Everything that is said of a card on people whose outcomes are known. Pure. */
export function validate(input: ValidationInput): Validation {
  const { card, people, unscorable, other } = input;
  const area = aucOf(people);
  const { ks, at } = ksOf(people);
  const chance = chanceOfBad(card.file);
  const chances = chance && people.score.map(chance);
  const losses = chances && lossesOf(people, chances);
  const bands = byBand(people, card.bands);
  const n = bands.reduce((sum, band) => sum + band.n, 0);
  const bad = bands.reduce((sum, band) => sum + band.bad, 0);
  const cutOff = input.cutOff === undefined ? cutOffFor(people, USUAL_APPROVAL) : cutOffAt(people, input.cutOff);
  return {
    n,
    bad,
    badRate: bad / n,
    unscorable,
    auc: area.auc,
    aucInterval: area.interval,
    gini: 2 * area.auc - 1,
    ks,
    ksAt: at,
    brier: losses?.brier ?? null,
    logLoss: losses?.logLoss ?? null,
    calibration: chances === undefined ? null : calibrationOf(people, chances),
    bands,
    distribution: byBand(people, stepsOf(card)),
    curve: curveOf(people, at),
    characteristics: countsOf(card, input.tally),
    cutOff: { ...cutOff, chosen: input.cutOff === undefined ? 'approves 80 %' : 'given' },
    stability: stabilityOf(input),
    against: other === undefined ? null : comparison(people, other, cutOff),
    fairness: input.protected.map(({ column, isAge }) => ({
      column: column.name,
      groups: fairness(people, chances, groupsOf(column, isAge), cutOff),
    })),
  };
}

const USUAL_APPROVAL = 0.8;
const STEP = 25;

function stepsOf({ min, max }: Scorecard): { name: string; from: number }[] {
  const first = Math.floor(min / STEP);
  return Array.from({ length: Math.floor(max / STEP) - first + 1 }, (_, k) => {
    const from = (first + k) * STEP;
    return { name: `${from}-${from + STEP - 1}`, from };
  });
}

function calibrationOf(people: Judged, chances: Float64Array): NonNullable<Validation['calibration']> {
  const table = calibrationTable(people, chances);
  const n = table.reduce((sum, row) => sum + row.n, 0);
  const stated = table.reduce((sum, row) => sum + row.n * row.stated, 0) / n;
  return { ...spiegelhalter(people, chances), stated, table };
}

function stabilityOf({ baseline, card, people, tally }: ValidationInput): Stability | null {
  return baseline === undefined ? null : stabilityAgainst(baseline, card, people.score, tally, people.weights);
}

function comparison(
  everybody: Judged,
  other: { card: Scorecard; score: Float64Array },
  { approved }: CutOff,
): Comparison {
  const places = [...other.score.keys()].filter((i) => !Number.isNaN(other.score[i]));
  const people = some(everybody, places);
  const there = { ...people, score: Float64Array.from(places, (i) => other.score[i]!) };
  return {
    card: `${other.card.id} ${other.card.version}`,
    n: places.length,
    auc: aucOf(people).auc,
    otherAuc: aucOf(there).auc,
    ...aucDifference(people, there),
    swapSet: swapSet(people, there, cutOffFor(people, approved)),
  };
}
