import { StoreError, TahiniError } from '../../errors.ts';
import type { OutcomeStore, PersonOutcomes, StoredOutcome } from '../../schemas/outcome.ts';
import { consentToSource } from '../../schemas/partner.ts';
import type { Store, StoredScore } from '../../schemas/stored.ts';
import { formatDay, parseDay } from '../../scoring/calendar.ts';
import type { Scorecard, Value } from '../../scoring/model.ts';
import { ifWhole, type KnownCards } from '../known-cards.ts';
import { knownProfile } from '../known-profile.ts';
import { decisionInForce, lastOfEach } from './decision-in-force.ts';
import { columnsOfAll, type FactColumn, factsThen } from './facts-then.ts';

export interface ReadingMeans {
  store: Pick<Store, 'readSubject'>;
  outcomes: Pick<OutcomeStore, 'listOutcomes' | 'decisionsUntil'>;
  cards: KnownCards;
}

/** What was known when a loan was opened. */
export interface DecisionThen {
  decidedOn: string;
  status: StoredScore['status'];
  score?: number;
  band?: string;
  scorecard: StoredScore['card'];
  /** By the names of the page's columns; what was missing is not there. */
  facts: Record<string, Value>;
}

/** Why there is no decision to learn from. */
export const WITHOUT = ['consent', 'decision', 'card', 'readable-decision'] as const;

export type LoanThen = StoredOutcome & { subjectId: string } & (
    | { decision: DecisionThen; without?: never }
    | { decision?: never; without: (typeof WITHOUT)[number] }
  );

export interface OutcomesReply {
  columns: Record<string, FactColumn>;
  loans: LoanThen[];
  /** Stored outcomes that cannot be read. */
  unreadable: number;
  next?: string;
}

/** People whose loans are looked up at once. */
const AT_ONCE = 8;

/**
 * Loans with their outcomes and what was known when they were opened, some at a time: out of the decision records alone,
 * since a profile knows what came afterwards. Whoever was erased is not there.
 */
export async function listOutcomes(
  means: ReadingMeans,
  page: Parameters<OutcomeStore['listOutcomes']>[0],
): Promise<OutcomesReply> {
  const { people, unreadable, next } = await means.outcomes.listOutcomes(page).catch(refuseMark);
  const cards = new Map<string, Scorecard>();
  const loans: LoanThen[] = [];
  for (let at = 0; at < people.length; at += AT_ONCE) {
    const some = people.slice(at, at + AT_ONCE);
    loans.push(...(await Promise.all(some.map((person) => loansOf(person, means, cards)))).flat());
  }
  return { columns: columnsOfAll([...cards.values()]), loans, unreadable, ...(next === undefined ? {} : { next }) };
}

/** The store knows of nothing else that could be wrong with such a call. */
function refuseMark(error: unknown): never {
  const isRefused = error instanceof StoreError && error.name === 'ValidationException';
  if (isRefused) throw new TahiniError('invalid-query', 'Query parameter next: not of this segment.');
  throw error;
}

async function loansOf(
  { subjectId, outcomes }: PersonOutcomes,
  means: ReadingMeans,
  cards: Map<string, Scorecard>,
): Promise<LoanThen[]> {
  const profile = knownProfile(await means.store.readSubject(subjectId, { consistent: false }));
  if (profile === undefined) return [];
  const loans: LoanThen[] = [];
  for (const outcome of lastOfEach(outcomes)) {
    const consents = profile.consents[consentToSource(outcome.partnerId)]?.granted === true;
    const known = consents ? await knownThen(subjectId, outcome, means, cards) : { without: 'consent' as const };
    loans.push({ subjectId, ...outcome, ...known });
  }
  return loans;
}

async function knownThen(
  subjectId: string,
  { openedOn }: StoredOutcome,
  { outcomes, cards }: ReadingMeans,
  used: Map<string, Scorecard>,
): Promise<{ decision: DecisionThen } | { without: (typeof WITHOUT)[number] }> {
  try {
    const decision = await decisionInForce(outcomes, subjectId, parseDay(openedOn) ?? -1);
    if (decision === undefined) return { without: 'decision' };
    const card = await ifWhole(cards.find(decision.card.hash));
    if (card === undefined) return { without: 'card' };
    const facts = factsThen(decision, card);
    used.set(card.hash, card);
    return { decision: { ...told(decision), facts } };
  } catch (error) {
    // A damaged record: one of many, which keeps nobody from the others.
    if (error instanceof RangeError || error instanceof SyntaxError) return { without: 'readable-decision' };
    throw error;
  }
}

function told({ asOf, status, score, band, card }: StoredScore): Omit<DecisionThen, 'facts'> {
  return {
    decidedOn: formatDay(asOf),
    status,
    ...(score === undefined ? {} : { score }),
    ...(band === undefined ? {} : { band }),
    scorecard: card,
  };
}
