import { calibrated } from '../scorecards/calibration.ts';
import type { Characteristic, Scorecard } from '../scoring/model.ts';
import { binOf } from '../scoring/points.ts';
import type { Column, Frame } from './frame.ts';

/** Milli-points of each row, offset included: what `score()` sums for a person whose facts are fresh and fully believed. */
export function milliPoints(card: Scorecard, frame: Frame): Int32Array {
  const sums = new Int32Array(frame.rows).fill(card.offset);
  const bins = card.characteristics.map((row) => binsOf(row, columnOf(row, card, frame), card));
  card.characteristics.forEach(({ points, missing }, c) => {
    const own = bins[c]!;
    for (let i = 0; i < sums.length; i += 1) sums[i]! += own[i]! < 0 ? missing : points[own[i]!]!;
  });
  for (const { first, second, cells } of card.pairs) {
    const [a, b] = [bins[first]!, bins[second]!];
    for (let i = 0; i < sums.length; i += 1) sums[i]! += cells.at(a[i]!)!.at(b[i]!)!;
  }
  return sums;
}

/** Whole scores within the card's scale. */
export function scores(card: Scorecard, frame: Frame): Int32Array {
  return milliPoints(card, frame).map((sum) => Math.min(card.max, Math.max(card.min, Math.round(sum / 1000))));
}

/** Chance of the bad outcome at each sum of milli-points, by the card's odds and calibration. */
export function chanceOfBad({ file }: Scorecard, milli: Int32Array): Float64Array {
  const { odds } = file.scale;
  const curve = file.calibration ?? { slope: 1, intercept: 0 };
  if (odds === undefined) throw new RangeError('a card without odds states no chances');
  const { pdo, baseScore, baseOdds } = odds;
  return Float64Array.from(milli, (sum) => {
    const logOdds = Math.log(baseOdds) + ((sum / 1000 - baseScore) * Math.LN2) / pdo;
    return 1 / (1 + Math.exp(calibrated(curve, logOdds)));
  });
}

function columnOf({ factName }: Characteristic, { file }: Scorecard, frame: Frame): Column {
  const names = file.provenance.columns as Record<string, string> | undefined;
  const name = names?.[factName] ?? factName;
  const column = frame.columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new RangeError(`the data have no column '${name}'`);
  return column;
}

/** The bin of a characteristic that each row of its column is in; -1 = missing. */
export function binsOf(row: Characteristic, column: Column, { dictionary }: Scorecard): Int16Array {
  if (column.kind === 'number')
    return Int16Array.from(column.values, (value) => (Number.isNaN(value) ? -1 : binOf(row, value)));
  const fact = dictionary.facts[row.fact];
  const known = fact?.type === 'category' ? fact.categories : [];
  const byCode = column.labels.map((label) => binOf(row, known.indexOf(label)));
  return Int16Array.from(column.codes, (code) => (code < 0 ? -1 : byCode[code]!));
}
