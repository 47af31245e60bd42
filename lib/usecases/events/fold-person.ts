import { TahiniError } from '../../errors.ts';
import { consentToSource } from '../../schemas/partner.ts';
import type { PlacedResult, ToldEvent } from '../../schemas/partner-event.ts';
import type { StoredProfile, SubjectRecord } from '../../schemas/stored.ts';
import { type Evidence, merge } from '../../scoring/evidence.ts';
import { pack, unpack } from '../../scoring/pack.ts';
import type { Caller, Dependencies } from '../dependencies.ts';
import { knownProfile } from '../known-profile.ts';
import { refuseFlood } from '../profile-budget.ts';
import { type Merged, writeProfile } from '../write-profile.ts';
import { type EventRefusal, NOT_REACHABLE, refuseEvent } from './event-refusal.ts';
import { callerOf, evidenceOf, type Teller } from './read-event.ts';

export interface Folding {
  teller: Teller;
  requestId: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** An event with the evidence that it is, or why it is none. */
type Ready = ToldEvent & ({ evidence: Evidence } | EventRefusal);

/**
 * The events of one person: one read, and one write if any of them was news. Each counts as if it had come alone, in the
 * order given, so of two about one register the second may be accepted as well.
 */
export function foldPerson(
  dependencies: Pick<Dependencies, 'store' | 'pause' | 'card'>,
  { teller, requestId, now }: Folding,
  subjectId: string,
  events: readonly ToldEvent[],
): Promise<PlacedResult[]> {
  const { dictionary } = dependencies.card;
  const ready = events.map((event): Ready => {
    const evidence = evidenceOf(event.facts ?? {}, teller, dictionary, now);
    return 'refused' in evidence ? { ...event, ...evidence } : { ...event, evidence };
  });
  return writeProfile(dependencies, subjectId, (found): Merged<PlacedResult[]> => {
    const known = reachable(found, teller.partnerId);
    if (known === undefined) return { next: undefined, result: events.map((event) => refusal(event, NOT_REACHABLE)) };
    const before = unpack(known.evidence, dictionary);
    const { after, results } = folded(before, ready, callerOf(teller));
    if (after === before) return { next: undefined, result: results };
    return { next: { ...known, version: known.version + 1, evidence: pack(after), requestId }, result: results };
  });
}

/** The profile of a person who is enrolled, not erased, and lets this partner tell about them. */
function reachable(found: SubjectRecord, partnerId: string): StoredProfile | undefined {
  const known = knownProfile(found);
  return known?.consents[consentToSource(partnerId)]?.granted === true ? known : undefined;
}

/** All at once; one by one only where they are too much for the profile, to find which. */
function folded(before: Evidence, events: readonly Ready[], caller: Caller) {
  const all = oneByOne(before, events, () => undefined);
  if (all.after === before || floods(all.after, caller) === undefined) return all;
  return oneByOne(before, events, (after) => floods(after, caller));
}

function oneByOne(
  before: Evidence,
  events: readonly Ready[],
  wrong: (after: Evidence) => EventRefusal | undefined,
): { after: Evidence; results: PlacedResult[] } {
  let after = before;
  const results = events.map((event): PlacedResult => {
    if ('refused' in event) return refusal(event, event);
    const { place, id } = event;
    const next = merge(after, event.evidence);
    if (!isNews(after, next, event.evidence)) return { place, id, result: 'duplicate' };
    const refused = wrong(next);
    if (refused !== undefined) return refusal(event, refused);
    after = next;
    return { place, id, result: 'accepted' };
  });
  return { after, results };
}

/** Whether a register that was spoken of is another than before. */
function isNews(before: Evidence, after: Evidence, said: Evidence): boolean {
  return said.dictionary.names.some(
    (_, fact) =>
      (said.observations[fact] !== undefined || said.series[fact] !== undefined) &&
      (differ(before.observations[fact], after.observations[fact]) || differ(before.series[fact], after.series[fact])),
  );
}

function differ(a: unknown, b: unknown): boolean {
  return a !== b && JSON.stringify(a) !== JSON.stringify(b);
}

function floods(after: Evidence, caller: Caller): EventRefusal | undefined {
  try {
    refuseFlood(after, pack(after), caller);
    return undefined;
  } catch (error) {
    if (error instanceof TahiniError) return refuseEvent(error.kind, error.message);
    throw error;
  }
}

export function refusal({ place, id }: { place: number; id: string }, { refused, detail }: EventRefusal): PlacedResult {
  return { place, id, result: 'refused', why: refused, detail };
}
