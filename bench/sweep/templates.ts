import type { StoredProfile, StoredScore } from '../../lib/schemas/stored.ts';
import { pack } from '../../lib/scoring/pack.ts';
import { profileItem, scoreAttributes } from '../../lib/store/items.ts';
import { jobIdAt } from '../../lib/usecases/rescore/job-id.ts';
import { judgeProfile, scoreProfile, storedForm } from '../../lib/usecases/score-profile.ts';
import { bytesOf, type Item } from '../capacity/item-size.ts';
import { card } from '../support/card.ts';
import { AS_OF, samplePeople } from '../support/people.ts';

/** Both items of a person but for the key. */
export interface Template {
  profile: Wired;
  score: Wired;
  unscorable: boolean;
  /** What the sweep's write of the score must cost: by the larger of the one that is there and the one that comes. */
  writeUnits: number;
}

interface Wired {
  item: Item;
  /** As it goes over the wire, but for the opening bracket. */
  json: string;
  /** As DynamoDB counts them, the key's included. */
  bytes: number;
}

/** A month after everybody was last heard of: many have aged to another score by then. */
export const SWEEP_DAY = AS_OF + 31;
export const SCORING = { card, cardByHash: () => card, activationSeq: 1 };

/** As long as that of any job; a score carries it. */
const JOB_ID = jobIdAt(SWEEP_DAY * 86_400_000, 'schedule');

/** As long as those of API Gateway. */
const REQUEST_ID = 'JKJaXmPLvHcESHA=';
const DAYS_SINCE_SCORED = 3;

/** Distinct persons, each with the score of the day of the sweep, stored some days before: nobody's changes. */
export function templates(distinct: number): Template[] {
  return profiles(distinct).map((profile) => {
    const { computed } = scoreProfile(SCORING, profile, undefined, SWEEP_DAY);
    return templateOf(profile, { ...computed, asOf: SWEEP_DAY - DAYS_SINCE_SCORED }, undefined);
  });
}

/** Those of them who have aged to another score since they were scored a month ago: everybody's changes. */
export function changing(distinct: number): Template[] {
  return profiles(distinct).flatMap((profile) => {
    const { computed } = scoreProfile(SCORING, profile, undefined, AS_OF);
    const judged = judgeProfile(SCORING, profile, computed, SWEEP_DAY);
    if (judged.transition.action !== 'write' || judged.result.status !== 'scored') return [];
    return [templateOf(profile, computed, storedForm(SCORING, judged, JOB_ID))];
  });
}

function profiles(distinct: number): StoredProfile[] {
  return samplePeople(distinct).map(({ evidence, consents }) => {
    const given = Object.entries(consents).map(([name, granted]) => [name, { granted, at: 1_780_000_000 }]);
    return {
      version: 3,
      evidence: pack(evidence),
      consents: Object.fromEntries(given),
      requestId: REQUEST_ID,
      enrolledVersion: undefined,
    };
  });
}

function templateOf(profile: StoredProfile, score: StoredScore, next: StoredScore | undefined): Template {
  const stored = wired(scoreItem(score));
  const larger = next === undefined ? 0 : Math.max(stored.bytes, wired(scoreItem(next)).bytes);
  return {
    profile: wired(profileItem('', profile)),
    score: stored,
    unscorable: score.status === 'unscorable',
    writeUnits: Math.ceil(larger / 1024),
  };
}

function scoreItem(score: StoredScore): Item {
  const guard = { S: `000001#0000000003#${String(score.asOf).padStart(6, '0')}` };
  return { sk: { S: 'SCORE' }, guard, ...scoreAttributes(score) };
}

function wired({ pk: _, ...item }: Item): Wired {
  const json = JSON.stringify(item, (_name, value) => (value instanceof Uint8Array ? base64(value) : value));
  return { item, json: json.slice(1), bytes: bytesOf(item) + ID_BYTES };
}

/** The name of the key and what it holds. */
const ID_BYTES = 2 + 11;

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
