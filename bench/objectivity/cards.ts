import { toCard } from '../../lib/learning/card/to-card.ts';
import { learn } from '../../lib/learning/fit.ts';
import type { Frame } from '../../lib/learning/frame.ts';
import { TIERS } from '../../lib/schemas/dictionary.ts';
import type { ScorecardFile } from '../../lib/schemas/scorecard.ts';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import type { Dictionary, Scorecard } from '../../lib/scoring/model.ts';

/** What no fair card looks at. */
const LEFT_OUT = ['personal_status_and_sex', 'foreign_worker', 'age_in_years'];

export function fairColumns(frame: Frame): Frame {
  return { ...frame, columns: frame.columns.filter(({ name }) => !LEFT_OUT.includes(name)) };
}

export interface Learned {
  dictionary: Dictionary;
  file: ScorecardFile;
}

/** A card learned as `tahini train` does, of facts that anybody may state. */
export function learned(frame: Frame): Learned {
  const options = { id: 'bench', version: '1', title: 'Bench', assertableBy: TIERS };
  const { dictionary, card } = toCard(learn(frame), options);
  return { dictionary: loadDictionary(dictionary), file: card };
}

/** How sources are believed: the card's own constants, or others in their place. The points are the same. */
export type Belief = Partial<Pick<ScorecardFile, 'reliability' | 'credibility'>>;

export function believing({ dictionary, file }: Learned, belief: Belief): Scorecard {
  return loadScorecard({ ...file, ...belief }, dictionary);
}

const everybody = Object.fromEntries(TIERS.map((tier) => [tier, 1])) as ScorecardFile['reliability'];

/** The three ways that are compared. */
export const BELIEFS = {
  'everything believed': { reliability: everybody, credibility: {} },
  'flat discount': { credibility: {} },
  credibility: {},
} as const satisfies Record<string, Belief>;

export type BeliefName = keyof typeof BELIEFS;
