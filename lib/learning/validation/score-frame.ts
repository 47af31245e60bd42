import type { TrainingBaseline } from '../../scorecards/stability.ts';
import type { Scorecard, Value } from '../../scoring/model.ts';
import { resolve } from '../../scoring/resolve.ts';
import { score } from '../../scoring/score.ts';
import type { Column, Frame } from '../frame.ts';
import { RowEvidence } from './row-evidence.ts';
import { baselineOf, Tally } from './tally.ts';

export interface FrameScores {
  /** NaN = unscorable. */
  score: Float64Array;
  tally: Tally;
}

/** The name of the fact that a column states; undefined for a column that the card does not know. */
export type FactOf = (column: string) => string | undefined;

/** Scores every row of a table through the one `score()`, as if a registry had stated it on that day. */
export function scoreFrame(card: Scorecard, frame: Frame, factOf: FactOf, asOf = 0): FrameScores {
  const { index, facts } = card.dictionary;
  const stated = frame.columns
    .flatMap((column) => {
      const fact = index.get(factOf(column.name) ?? '');
      return fact === undefined ? [] : [{ fact, at: reader(column, facts[fact]!) }];
    })
    .sort((a, b) => a.fact - b.fact);
  const known = new RowEvidence(card.dictionary, asOf, 'training');
  const profile = { evidence: known.evidence, consents: {} };
  const scores = new Float64Array(frame.rows);
  const tally = new Tally(card);
  for (let i = 0; i < frame.rows; i += 1) {
    known.clear();
    for (const { fact, at } of stated) {
      const said = at(i);
      if (said !== undefined) known.state(fact, said.value, said.code);
    }
    const result = score(profile, card, asOf);
    scores[i] = result.status === 'scored' ? result.score : Number.NaN;
    const bins = resolve(profile, card, asOf).inputs.map((input) => input?.bin ?? -1);
    if (result.status === 'scored') tally.add(bins, frame.bad[i]!, frame.weights?.[i] ?? 1);
  }
  return { score: scores, tally };
}

/** The baseline that a card keeps of the people it was learned from, by its own scores of them. */
export function trainingBaseline(card: Scorecard, frame: Frame, factOf: FactOf): TrainingBaseline {
  const { score: all, tally } = scoreFrame(card, frame, factOf);
  const places = [...all.keys()].filter((i) => !Number.isNaN(all[i]));
  const weights = frame.weights && Float64Array.from(places, (i) => frame.weights![i]!);
  const scores = Float64Array.from(places, (i) => all[i]!);
  return baselineOf(
    card,
    scores,
    Uint8Array.from(places, (i) => frame.bad[i]!),
    tally,
    weights,
  );
}

type Said = { value: Value; code: number } | undefined;

/** What a column states in a row. A category that the dictionary does not know is unseen, code -1. */
function reader(column: Column, fact: Scorecard['dictionary']['facts'][number]): (row: number) => Said {
  if (column.kind === 'number') {
    return (row) => {
      const value = column.values[row]! + 0;
      return Number.isNaN(value) ? undefined : { value, code: value };
    };
  }
  const categories = fact.type === 'category' ? fact.categories : [];
  const said = column.labels.map((value) => ({ value, code: categories.indexOf(value) }));
  return (row) => said[column.codes[row]!];
}
