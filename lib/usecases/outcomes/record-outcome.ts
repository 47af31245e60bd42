import type { Outcome, OutcomeStore } from '../../schemas/outcome.ts';
import { consentToSource } from '../../schemas/partner.ts';
import type { Store, StoredProfile, SubjectRecord } from '../../schemas/stored.ts';
import { dayOf, parseDay } from '../../scoring/calendar.ts';
import { knownProfile } from '../known-profile.ts';

export interface OutcomeMeans {
  store: Pick<Store, 'readSubject'>;
  outcomes: Pick<OutcomeStore, 'putOutcome' | 'deleteOutcome'>;
  decisionRetentionDays: number;
}

export interface ReportedOutcome {
  partnerId: string;
  subjectId: string;
  outcome: Outcome;
  /** Milliseconds since 1970. */
  now: number;
}

/** An outcome that is not kept, by the rule that it breaks. */
export interface RefusedOutcome {
  refused: 'future-observation' | 'out-of-range' | 'not-reachable';
  detail: string;
}

const DAY_SECONDS = 86_400;

/** The same for whoever is unknown, was erased, or does not consent: a partner is not told who is enrolled. */
const NOT_REACHABLE: RefusedOutcome = {
  refused: 'not-reachable',
  detail: 'There is no such person, or they do not consent to this partner.',
};

/**
 * Keeps what became of a loan: two reads and one write. `duplicate`: the same, or something more serious of that loan and
 * day, is known. An erasure that comes between is found by the second read; one that comes later takes the outcome along.
 */
export async function recordOutcome(
  means: OutcomeMeans,
  { partnerId, subjectId, outcome, now }: ReportedOutcome,
): Promise<'accepted' | 'duplicate' | RefusedOutcome> {
  const { store, outcomes, decisionRetentionDays } = means;
  const expiresOn = expiryOf(outcome, dayOf(now), decisionRetentionDays);
  if (typeof expiresOn === 'object') return expiresOn;
  const profile = reachable(await store.readSubject(subjectId, { consistent: true }), partnerId);
  if (profile === undefined) return NOT_REACHABLE;
  const stored = { ...outcome, partnerId };
  const kept = { profileVersion: profile.version, expiresAt: expiresOn * DAY_SECONDS };
  if (!(await outcomes.putOutcome(subjectId, stored, kept))) return 'duplicate';
  const since = reachable(await store.readSubject(subjectId, { consistent: true }), partnerId);
  if (since !== undefined && (since.enrolledVersion ?? 1) <= profile.version) return 'accepted';
  await outcomes.deleteOutcome(subjectId, stored, profile.version);
  return NOT_REACHABLE;
}

/** The day on which it is forgotten, or what is wrong with its days. */
function expiryOf({ openedOn, observedOn }: Outcome, today: number, retentionDays: number): number | RefusedOutcome {
  const [opened, observed] = [parseDay(openedOn), parseDay(observedOn)];
  if (opened === undefined || observed === undefined) return outOfRange('Days lie between 1900 and 2199.');
  if (observed > today) return { refused: 'future-observation', detail: 'observedOn lies in the future (UTC).' };
  if (observed < opened) return outOfRange('observedOn lies before openedOn.');
  const expiresOn = observed + retentionDays;
  return expiresOn > today ? expiresOn : outOfRange('observedOn is longer ago than outcomes are kept.');
}

function outOfRange(detail: string): RefusedOutcome {
  return { refused: 'out-of-range', detail };
}

function reachable(record: SubjectRecord, partnerId: string): StoredProfile | undefined {
  const profile = knownProfile(record);
  return profile?.consents[consentToSource(partnerId)]?.granted ? profile : undefined;
}
