import { pack } from '../../lib/scoring/pack.ts';
import { profileItem, scoreAttributes } from '../../lib/store/items.ts';
import { scoreProfile } from '../../lib/usecases/score-profile.ts';
import { bytesOf, type Item } from '../capacity/item-size.ts';
import { card } from '../support/card.ts';
import { AS_OF, samplePeople } from '../support/people.ts';

/** Both items of a person but for the key, as JSON of the wire, and the bytes that DynamoDB counts. */
export interface Template {
  profile: { json: string; bytes: number };
  score: { json: string; bytes: number };
}

/** As long as those of API Gateway. */
const REQUEST_ID = 'JKJaXmPLvHcESHA=';
const DAYS_SINCE_SCORED = 3;

/** Distinct persons, each with the score of the day of the sweep, stored some days before: nobody's changes. */
export function templates(distinct: number): Template[] {
  return samplePeople(distinct).map(({ evidence, consents }) => {
    const given = Object.entries(consents).map(([name, granted]) => [name, { granted, at: 1_780_000_000 }]);
    const profile = {
      version: 3,
      evidence: pack(evidence),
      consents: Object.fromEntries(given),
      requestId: REQUEST_ID,
    };
    const scoring = { card, cardByHash: () => card, activationSeq: 1 };
    const { computed } = scoreProfile(scoring, profile, undefined, AS_OF);
    const stored = { ...computed, asOf: AS_OF - DAYS_SINCE_SCORED };
    const guard = { S: `000001#0000000003#${String(stored.asOf).padStart(6, '0')}` };
    return {
      profile: templateOf(profileItem('', profile)),
      score: templateOf({ sk: { S: 'SCORE' }, guard, ...scoreAttributes(stored) }),
    };
  });
}

function templateOf({ pk: _, ...item }: Item) {
  const wire = JSON.stringify(item, (_name, value) => (value instanceof Uint8Array ? base64(value) : value));
  return { json: `${wire.slice(1)}`, bytes: bytesOf(item) + ID_BYTES };
}

/** The name of the key and what it holds. */
const ID_BYTES = 2 + 11;

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
