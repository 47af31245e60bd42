import type { Tier } from '../../../../lib/schemas/dictionary.ts';
import { TIERS } from '../../../../lib/schemas/dictionary.ts';
import type { ScoreReply } from '../../../../lib/schemas/score.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import type { Trust } from './trust.ts';

/** Whether a statement is in the score, and if it is not, why. */
export type Verdict =
  | 'counts'
  | 'retracted'
  | 'noConsent'
  | 'dimensionWithheld'
  | 'protected'
  | 'notAsked'
  | 'tooNew'
  | 'tooOld'
  | 'contradicted'
  | 'stale'
  | 'outweighed'
  | 'upheld';

export type Counted = ScoreReply['characteristics'][number];

/** What one source says of a fact: its latest word, or all months of an account. */
export interface Word {
  fact: string;
  source: string;
  tier: Tier;
  observedAt: string;
  isRetracted: boolean;
  isWithheld: boolean;
  areMonths: boolean;
}

/** In the score as the API tells it, or the first of the reasons that keep it out. */
export function verdictOn(
  word: Word,
  score: ScoreReply,
  card: Scorecard | undefined,
  trustIn: (word: Pick<Word, 'source' | 'tier' | 'observedAt'>) => Trust | undefined,
): Verdict {
  const definition = card?.dictionary.facts[card.dictionary.index.get(word.fact) ?? -1];
  const rows = score.characteristics.filter(({ fact }) => fact === word.fact);
  if (word.isRetracted) return 'retracted';
  if (word.isWithheld) return 'noConsent';
  if (definition?.protected === true) return 'protected';
  if (rows.length === 0) return 'notAsked';
  if (rows.every(({ dimension }) => score.dimensions[dimension]?.withheld === true)) return 'dimensionWithheld';
  const counted = countedRows(word, rows);
  if (counted.length > 0) return 'counts';
  if (word.observedAt > score.asOf) return 'tooNew';
  const chosen = rows.find(({ missing }) => !missing);
  if (chosen === undefined) return 'tooOld';
  const { tier = 'self', source = '', observedAt = word.observedAt } = chosen;
  if (
    score.conflicts.some(({ fact, other, believed }) => fact === word.fact && other === word.tier && believed === tier)
  )
    return 'contradicted';
  const [own, better] = [trustIn(word), trustIn({ source, tier, observedAt })];
  if (own === undefined || better === undefined) return 'outweighed';
  if (card !== undefined && own.freshness < card.staleBelow / 1000) return 'stale';
  return own.reliability * own.freshness > better.reliability * better.freshness ? 'upheld' : 'outweighed';
}

/** What a word makes in the score. All that others report of months is folded together, apart from the person's own. */
export function countedRows(word: Word, rows: readonly Counted[]): readonly Counted[] {
  const isOwn = word.tier === TIERS[0];
  return rows.filter(({ fact, missing, source, tier, observedAt }) => {
    if (missing || fact !== word.fact) return false;
    if (word.areMonths) return isOwn === (tier === TIERS[0]);
    return source === word.source && observedAt === word.observedAt;
  });
}
