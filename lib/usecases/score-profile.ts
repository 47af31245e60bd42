import type { StoredConsent, StoredProfile, StoredScore, SubjectRecord } from '../schemas/stored.ts';
import { attribute, type Causes } from '../scoring/attribution.ts';
import type { Statements } from '../scoring/evidence.ts';
import type { Scorecard } from '../scoring/model.ts';
import { open } from '../scoring/pack/open.ts';
import { unpack } from '../scoring/pack.ts';
import { packInputs, unpackInputs } from '../scoring/pack-inputs.ts';
import { type Profile, resolve } from '../scoring/resolve.ts';
import { ENGINE_VERSION, type Score, score, type Unscorable } from '../scoring/score.ts';
import { type Standing, type Tombstone, type Transition, transition } from '../scoring/transition.ts';
import type { Scoring } from './dependencies.ts';

/** What became of a computation: the score as it now stands in the store, as far as this caller knows. */
export interface Scored {
  transition: Transition;
  readonly computed: StoredScore;
}

/** A computation, decided on, of which nothing was put together yet that only a write needs. */
export interface Judged {
  transition: Transition;
  result: Score | Unscorable;
  standing: Standing;
  known: Profile<Statements>;
  former: StoredScore | undefined;
}

/**
 * Scores a profile on a day and decides what becomes of the result, for request, stream and sweep alike. Pure.
 * @param asOf days since 1970-01-01
 * @param requestId what asks for the score; by default what made this version of the profile
 */
export function scoreProfile(
  scoring: Scoring,
  profile: StoredProfile,
  current: SubjectRecord['current'],
  asOf: number,
  requestId: string | undefined = profile.requestId,
): Scored {
  const judged = judgeProfile(scoring, profile, current, asOf);
  return {
    transition: judged.transition,
    /** Put together when it is asked for: most often nothing changed. */
    get computed() {
      return storedForm(scoring, judged, requestId);
    },
  };
}

/** The first half: a sweep changes few, and needs no more of the others. */
export function judgeProfile(
  { card, activationSeq }: Pick<Scoring, 'card' | 'activationSeq'>,
  profile: StoredProfile,
  current: SubjectRecord['current'],
  asOf: number,
  known: Profile<Statements> = openProfile(profile, card),
): Judged {
  const result = score(known, card, asOf);
  const standing = standingOf(result, { activationSeq, profileVersion: profile.version, card });
  const former = current === undefined || 'erased' in current ? undefined : current;
  const decided = transition(
    former === undefined ? (current as Tombstone | undefined) : storedStanding(former),
    standing,
  );
  return { transition: decided, result, standing, known, former };
}

/** The second half: what is stored. */
export function storedForm(
  scoring: Scoring,
  { transition: decided, result, standing, known, former }: Judged,
  requestId: string | undefined,
): StoredScore {
  const { card } = scoring;
  return {
    ...standing,
    engine: ENGINE_VERSION,
    card: { id: card.id, version: card.version, hash: card.hash },
    coverage: result.coverage,
    points: result.points,
    reasons: (result.status === 'scored' ? result.reasons : []).map(({ index, kind, points }) => ({
      index,
      code: codeOf(card, index),
      kind,
      points,
    })),
    inputs: packInputs(resolve(known, card, result.asOf)),
    ...changeOf(decided, former, (before) => causesOf(scoring, before, known, standing.profileVersion, result)),
    requestId,
  };
}

/** What a score tells of the one before; one that is confirmed tells the same as before. */
function changeOf(
  { action }: Transition,
  former: StoredScore | undefined,
  causes: (former: StoredScore) => Causes | undefined,
): Pick<StoredScore, 'previous' | 'causes'> {
  if (action === 'confirm') return { previous: former?.previous, causes: former?.causes };
  if (action === 'ignore' || former === undefined) return { previous: undefined, causes: undefined };
  return { previous: { score: former.score, band: former.band }, causes: causes(former) };
}

/** The stored profile as it is scored. */
export function openProfile(profile: StoredProfile, card: Scorecard): Profile<Statements> {
  return { evidence: open(profile.evidence, card.dictionary), consents: consentsOf(profile) };
}

/** The same with the registers: what each source said last, taken back or not. */
export function unpackProfile(profile: StoredProfile, card: Scorecard): Profile {
  return { evidence: unpack(profile.evidence, card.dictionary), consents: consentsOf(profile) };
}

function consentsOf({ consents }: StoredProfile): Record<string, boolean> {
  const granted: Record<string, boolean> = {};
  for (const name of Object.keys(consents)) granted[name] = (consents[name] as StoredConsent).granted;
  return granted;
}

function standingOf(
  result: Score | Unscorable,
  { activationSeq, profileVersion, card }: { activationSeq: number; profileVersion: number; card: Scorecard },
): Standing {
  const scored = result.status === 'scored' ? result : undefined;
  return {
    activationSeq,
    profileVersion,
    asOf: result.asOf,
    cardHash: card.hash,
    status: result.status,
    score: scored?.score,
    band: scored?.band,
    dimensions: result.dimensions.map((dimension) => dimension.score),
    reasons: scored?.reasons ?? [],
  };
}

/** A stored score as `transition` takes it. */
export function storedStanding(stored: StoredScore): Standing {
  const { activationSeq, profileVersion, asOf, card, status, score, band, dimensions, reasons } = stored;
  return { activationSeq, profileVersion, asOf, cardHash: card.hash, status, score, band, dimensions, reasons };
}

export function codeOf(card: Scorecard, index: number): string {
  const { characteristics, pairs } = card.file;
  return (characteristics[index] ?? pairs[index - characteristics.length])?.reasonCode ?? '';
}

function causesOf(
  { cardByHash }: Scoring,
  former: StoredScore,
  profile: Profile<Statements>,
  version: number,
  result: Score | Unscorable,
): Causes | undefined {
  if (result.status === 'unscorable' || former.score === undefined) return undefined;
  const card = cardByHash(former.card.hash);
  if (card === undefined) return { ageing: 0, data: 0, scorecard: result.score - former.score };
  const resolved = formerInputs(former, card);
  if (resolved === undefined) return undefined;
  const before = { score: former.score, profileVersion: former.profileVersion, resolved, card };
  return attribute(before, profile, version, result.asOf, result.score);
}

/** A damaged former score must not keep a person from a new one: then nobody can say why it changed. */
function formerInputs({ inputs, asOf }: StoredScore, card: Scorecard) {
  try {
    return unpackInputs(inputs, asOf, card);
  } catch {
    return undefined;
  }
}
