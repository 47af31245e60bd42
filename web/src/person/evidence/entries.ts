import type { ObservationReply, ProfileReply, SeriesReply } from '../../../../lib/schemas/api/replies/profile.ts';
import type { Fact } from '../../../../lib/schemas/dictionary.ts';
import { DIMENSIONS, type Dimension } from '../../../../lib/schemas/dictionary.ts';
import type { ScoreReply } from '../../../../lib/schemas/score.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { knownOf } from '../known.ts';
import { adverseOn } from './adverse.ts';
import { type Trust, trustOn } from './trust.ts';
import { type Counted, countedRows, type Verdict, verdictOn, type Word } from './verdict.ts';

/** A fact of which something is known, with all that was said of it. */
export interface Entry {
  fact: string;
  /** Undefined where this token may not see the card. */
  definition: Fact | undefined;
  words: readonly Spoken[];
}

export interface Spoken extends Word {
  said: ObservationReply | SeriesReply;
  verdict: Verdict;
  trust: Trust | undefined;
  counted: readonly Counted[];
  /** Against the own interest of whoever says it: then it is believed in full, as far as it is fresh. */
  isOwnDisadvantage: boolean;
}

/** By dimension, in the order of the dictionary. What counts is weighed as the API tells it, the rest by the card. */
export function entriesOf(
  profile: ProfileReply,
  score: ScoreReply,
  card: Scorecard | undefined,
): readonly { dimension: Dimension; entries: readonly Entry[] }[] {
  const known = card && knownOf(profile, card);
  const trustIn = known && trustOn(known, card, score.asOf);
  const isAdverse = known && adverseOn(known, card, score.asOf);
  const spoken = (fact: string, said: ObservationReply | SeriesReply): Spoken => {
    const word = wordOf(fact, said);
    const look = ({ source, tier, observedAt }: Pick<Word, 'source' | 'tier' | 'observedAt'>) =>
      trustIn?.(fact, source, tier, observedAt);
    const verdict = verdictOn(word, score, card, look);
    const counted = verdict === 'counts' ? countedRows(word, score.characteristics) : [];
    const same = counted.find(({ source, observedAt }) => source === word.source && observedAt === word.observedAt);
    const isOwnDisadvantage = word.tier === 'self' && isAdverse?.(counted) === true;
    return { ...word, said, verdict, counted, trust: (same && told(same)) ?? look(word), isOwnDisadvantage };
  };
  const all = Object.entries(profile.facts).map(([fact, list]) => {
    const definition = card?.dictionary.facts[card.dictionary.index.get(fact) ?? -1];
    const dimension =
      definition?.dimension ?? score.characteristics.find((row) => row.fact === fact)?.dimension ?? 'identity';
    return { dimension, entry: { fact, definition, words: list.map((said) => spoken(fact, said)).sort(byVerdict) } };
  });
  return DIMENSIONS.map((dimension) => ({
    dimension,
    entries: all.filter((each) => each.dimension === dimension).map(({ entry }) => entry),
  })).filter(({ entries }) => entries.length > 0);
}

function wordOf(fact: string, said: ObservationReply | SeriesReply): Word {
  const about = { fact, source: said.source, isWithheld: said.withheld === true };
  if (!('months' in said)) {
    const { tier, observedAt, retracted = false } = said;
    return { ...about, tier, observedAt, isRetracted: retracted, areMonths: false };
  }
  const latest = said.months.reduce((a, b) => (b.observedAt >= a.observedAt ? b : a));
  const isRetracted = said.months.every(({ retracted }) => retracted === true);
  return { ...about, tier: latest.tier, observedAt: latest.observedAt, isRetracted, areMonths: true };
}

function told({ reliability, credibility, freshness }: Counted): Trust | undefined {
  if (reliability === undefined || credibility === undefined || freshness === undefined) return undefined;
  return { reliability, credibility, freshness };
}

const byVerdict = (a: Spoken, b: Spoken) => Number(b.verdict === 'counts') - Number(a.verdict === 'counts');
