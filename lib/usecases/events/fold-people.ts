import type { Outcome } from '../../schemas/outcome.ts';
import type { PlacedResult, ToldEvent } from '../../schemas/partner-event.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Folding, foldPerson } from './fold-person.ts';

/** What became of a loan, told by a partner: lib/usecases/outcomes keeps it. */
export type RecordOutcome = (told: {
  partnerId: string;
  subjectId: string;
  outcome: Outcome;
  /** Milliseconds since 1970. */
  now: number;
}) => Promise<'accepted' | 'duplicate' | { refused: string; detail?: string }>;

export interface FoldMeans extends Pick<Dependencies, 'store' | 'pause' | 'card'> {
  recordOutcome: RecordOutcome;
}

/** People whose events are folded side by side. */
const AT_ONCE = 10;

/**
 * Folds the events of many, some people at a time. Nobody is begun any more once it `isLate`: their events have no result
 * then. What passes by itself (a busy store, too many writers) is thrown, for all of it can be sent again; whoever was
 * begun is finished before.
 */
export async function foldPeople(
  means: FoldMeans,
  folding: Folding,
  events: readonly ToldEvent[],
  isLate: () => boolean,
): Promise<PlacedResult[]> {
  const people = Map.groupBy(events, ({ subjectId }) => subjectId).entries();
  const results: PlacedResult[] = [];
  const failures: unknown[] = [];
  const worker = async () => {
    for (const [subjectId, told] of people) {
      if (failures.length > 0 || isLate()) return;
      await tellOf(means, folding, subjectId, told).then(
        (some) => results.push(...some),
        (error: unknown) => failures.push(error),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (failures.length > 0) throw failures[0];
  return results.sort(byPlace);
}

export const byPlace = (a: PlacedResult, b: PlacedResult) => a.place - b.place;

async function tellOf(
  means: FoldMeans,
  folding: Folding,
  subjectId: string,
  told: readonly ToldEvent[],
): Promise<PlacedResult[]> {
  const facts = told.filter(({ outcome }) => outcome === undefined);
  const results = facts.length === 0 ? [] : await foldPerson(means, folding, subjectId, facts);
  for (const event of told) if (event.outcome !== undefined) results.push(await recorded(means, folding, event));
  return results;
}

async function recorded(
  { recordOutcome }: FoldMeans,
  { teller, now }: Folding,
  { place, id, subjectId, outcome }: ToldEvent,
): Promise<PlacedResult> {
  const told = { partnerId: teller.partnerId, subjectId, outcome: outcome as Outcome, now };
  const became = await recordOutcome(told);
  if (typeof became === 'string') return { place, id, result: became };
  const { refused: why, detail } = became;
  return { place, id, result: 'refused', why, ...(detail !== undefined && { detail }) };
}
