import { TahiniError } from '../errors.ts';
import type { UpsertReply } from '../schemas/api/replies/profile.ts';
import type { ProfileReport } from '../schemas/profile.ts';
import type { StoredConsent, StoredProfile, SubjectRecord } from '../schemas/stored.ts';
import { type Evidence, noEvidence } from '../scoring/evidence.ts';
import type { Scorecard } from '../scoring/model.ts';
import { pack, unpack } from '../scoring/pack.ts';
import type { Caller, Dependencies } from './dependencies.ts';
import { knownProfile } from './known-profile.ts';
import { refuseFlood } from './profile-budget.ts';
import { readReport } from './read-report.ts';
import { sortNews } from './sort-news.ts';
import { type Merged, writeProfile } from './write-profile.ts';

export interface UpsertRequest {
  subjectId: string;
  caller: Caller;
  report: ProfileReport;
  /** The version that the caller has seen; undefined = whatever there is. */
  ifMatch: number | undefined;
  /** Milliseconds since 1970. */
  now: number;
  /** Kept with the version that it makes, and with the score that follows. */
  requestId?: string | undefined;
}

export interface Upserted extends UpsertReply {
  became: 'created' | 'changed' | 'unchanged';
}

/** Names of consents a profile may hold. One that is there can always be withdrawn. */
const MOST_CONSENTS = 100;

/** Merges what the caller states into the profile: one read, and one write if anything changed. */
export async function upsertProfile(dependencies: Dependencies, request: UpsertRequest): Promise<Upserted> {
  const { card } = dependencies;
  const { subjectId, caller, report, now } = request;
  if (report.consents !== undefined && caller.kind !== 'subject') {
    throw new TahiniError('consent-not-yours', 'Only the person can consent, with their own token.', {
      violations: [{ pointer: '/consents', rule: 'consent-not-yours', detail: 'Not in a service’s body.' }],
    });
  }
  const reported = readReport(report.facts, caller, card.dictionary, now);
  return writeProfile(dependencies, subjectId, (found) => merged(found, reported, request, card));
}

function merged(found: SubjectRecord, reported: Evidence, request: UpsertRequest, card: Scorecard): Merged<Upserted> {
  const { subjectId, caller, report } = request;
  const known = knownProfile(found);
  refuseErased(known, found.current, request);
  refuseStale(known, request.ifMatch);
  const before = known === undefined ? noEvidence(card.dictionary) : unpack(known.evidence, card.dictionary);
  const { after, accepted, ignored } = sortNews(before, reported, report.facts);
  const next = nextProfile(known, found.current, after, request);
  refuseFlood(after, next.evidence, caller);
  if (known !== undefined && next.evidence === known.evidence && sameConsents(known, next)) {
    const ignored = Object.keys(report.facts);
    return {
      next: undefined,
      result: { subjectId, version: known.version, accepted: [], ignored, became: 'unchanged' },
    };
  }
  const became = known === undefined ? 'created' : 'changed';
  return { next, result: { subjectId, version: next.version, accepted, ignored, became } };
}

/** After erasure only the person can enrol again, by a consent of their own; a late event does not bring them back. */
function refuseErased(
  known: StoredProfile | undefined,
  current: SubjectRecord['current'],
  { caller, report }: UpsertRequest,
): void {
  if (known !== undefined || current === undefined || !('erased' in current)) return;
  const enrols = caller.kind === 'subject' && Object.values(report.consents ?? {}).includes(true);
  if (!enrols)
    throw new TahiniError('erased-subject', 'This person was erased; they can enrol again themselves, by a consent.');
}

function refuseStale(known: StoredProfile | undefined, ifMatch: number | undefined): void {
  if (ifMatch !== undefined && ifMatch !== known?.version) {
    throw new TahiniError('stale-if-match', 'The profile is not at the version of If-Match.');
  }
}

function nextProfile(
  known: StoredProfile | undefined,
  current: SubjectRecord['current'],
  after: Evidence,
  { report, now, requestId }: UpsertRequest,
): StoredProfile {
  const erasedVersion = current && 'erased' in current ? current.profileVersion : undefined;
  const version = (known?.version ?? erasedVersion ?? 0) + 1;
  const enrolledVersion = known === undefined && erasedVersion !== undefined ? version : known?.enrolledVersion;
  const consents = mergeConsents(known?.consents ?? {}, report.consents ?? {}, now);
  return { version, evidence: pack(after), consents, requestId, enrolledVersion };
}

/** The later word counts; of two in the same second, the withdrawal. */
function mergeConsents(
  known: StoredProfile['consents'],
  said: Record<string, boolean>,
  now: number,
): StoredProfile['consents'] {
  const at = Math.floor(now / 1000);
  const merged = new Map<string, StoredConsent>(Object.entries(known));
  for (const [name, granted] of Object.entries(said)) {
    const former = merged.get(name);
    if (former?.granted === granted) continue;
    if (former === undefined || at > former.at || (at === former.at && !granted)) merged.set(name, { granted, at });
  }
  if (merged.size > MOST_CONSENTS)
    throw new TahiniError('profile-too-large', `A profile may hold ${MOST_CONSENTS} consents.`);
  return Object.fromEntries(merged);
}

function sameConsents(a: StoredProfile, b: StoredProfile): boolean {
  return JSON.stringify(a.consents) === JSON.stringify(b.consents);
}
