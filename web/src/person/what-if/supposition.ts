import { formatMonth, monthOf, parseDay } from '../../../../lib/scoring/calendar.ts';
import { type Evidence, gather, type Observation, type Series } from '../../../../lib/scoring/evidence.ts';
import type { Scorecard, Value } from '../../../../lib/scoring/model.ts';
import type { Profile } from '../../../../lib/scoring/resolve.ts';
import { type Score, score, type Unscorable } from '../../../../lib/scoring/score.ts';
import { LAST_REVISION, supposedSource, supposing, verifyingTier } from '../../../../lib/scoring/suppose.ts';

/** A further account, told for the last so many months with the same amount (0 = as agreed, of payments). */
export interface SupposedMonths {
  months: number;
  amount: number;
}

/** A date is `YYYY-MM-DD`. */
export type SupposedValue = Value | SupposedMonths;

/** What is supposed, by the names of facts and consents. */
export interface Supposition {
  facts: Readonly<Record<string, SupposedValue>>;
  consents: Readonly<Record<string, boolean>>;
}

export const NOTHING: Supposition = { facts: {}, consents: {} };

export function isNothing({ facts, consents }: Supposition): boolean {
  return Object.keys(facts).length + Object.keys(consents).length === 0;
}

/** The score that would be, as `POST .../score/simulate` answers it for the body of `bodyOf`. */
export function scoreIf(known: Profile, card: Scorecard, today: number, supposition: Supposition): Score | Unscorable {
  if (isNothing(supposition)) return score(known, card, today);
  const supposed = evidenceOf(supposition, card, today);
  return score(supposing(known, supposed, supposition.consents), card, today);
}

/** The same supposition as the API takes it. */
export function bodyOf({ facts, consents }: Supposition, today: number) {
  const reports = Object.entries(facts).map(([name, value]) => {
    if (typeof value !== 'object') return [name, { value }] as const;
    const slots = monthsOf(value, today).map((month) => [formatMonth(month), value.amount]);
    return [name, { value: { [ACCOUNT]: Object.fromEntries(slots) } }] as const;
  });
  return { facts: Object.fromEntries(reports), consents };
}

const ACCOUNT = 'supposed';

/** Each fact as verified today by the most reliable tier that may state it. */
function evidenceOf({ facts }: Supposition, { dictionary }: Scorecard, today: number): Evidence {
  const observations: (Observation[] | undefined)[] = dictionary.names.map(() => undefined);
  const series: (Series[] | undefined)[] = dictionary.names.map(() => undefined);
  for (const [name, value] of Object.entries(facts)) {
    const index = dictionary.index.get(name);
    const definition = dictionary.facts[index ?? -1];
    if (index === undefined || definition === undefined) continue;
    const tier = verifyingTier(definition);
    const stated = { tier, day: today, revision: LAST_REVISION };
    const sourceId = supposedSource(tier);
    if (typeof value === 'object') {
      const slots = monthsOf(value, today).map((month) => ({ month, value: value.amount, ...stated }));
      series[index] = [{ sourceId, account: ACCOUNT, slots }];
    } else {
      const given = definition.type === 'since' ? (parseDay(String(value)) as number) : value;
      observations[index] = [{ sourceId, ...stated, value: given }];
    }
  }
  return gather(dictionary, observations, series);
}

/** Oldest first, this month being the last. */
function monthsOf({ months }: SupposedMonths, today: number): number[] {
  return Array.from({ length: months }, (_, i) => monthOf(today) - months + 1 + i);
}
