import type { TrainingBaseline } from '../../scorecards/stability.ts';
import type { Characteristic, Scorecard } from '../../scoring/model.ts';
import { binsOf } from '../card-scores.ts';
import type { Frame } from '../frame.ts';
import { baselineOf, Tally } from '../validation/tally.ts';

/**
 * The baseline that a refined card keeps of its training people. They are known by what dates and monthly records come to,
 * and of other characteristics nothing is known, so that `score()` might find them unscorable: their cells are counted.
 * @param columnOf the column of a characteristic
 */
export function refinedBaseline(
  card: Scorecard,
  frame: Frame,
  columnOf: (row: Characteristic) => string | undefined,
): TrainingBaseline {
  const cells = card.characteristics.map((row) => {
    const name = columnOf(row);
    const column = frame.columns.find((candidate) => candidate.name === name);
    return column === undefined ? new Int16Array(frame.rows).fill(-1) : binsOf(row, column, card);
  });
  const tally = new Tally(card);
  const scores = Float64Array.from({ length: frame.rows }, (_, i) => {
    const bins = cells.map((own) => own[i]!);
    tally.add(bins, frame.bad[i]!, frame.weights?.[i] ?? 1);
    const points = card.characteristics.map((row, c) => (bins[c]! < 0 ? row.missing : row.points[bins[c]!]!));
    const pairs = card.pairs.map((pair) => pair.cells.at(bins[pair.first]!)!.at(bins[pair.second]!)!);
    const milli = [...points, ...pairs].reduce((sum, value) => sum + value, card.offset);
    return Math.min(card.max, Math.max(card.min, Math.round(milli / 1000)));
  });
  return baselineOf(card, scores, frame.bad, tally, frame.weights);
}
