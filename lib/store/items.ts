import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { StoredProfile, StoredScore, StoredTombstone, SubjectRecord, SubjectVersions } from '../schemas/stored.ts';
import { packDetail, unpackDetail } from './detail.ts';

type Item = Record<string, AttributeValue>;

/** Items of the tables, to and from the stored shapes. Guards and headline are attributes; the rest is one string. */
export function profileItem(subjectId: string, profile: StoredProfile): Item {
  const { version, evidence, consents, requestId, enrolledVersion } = profile;
  return {
    pk: { S: subjectId },
    sk: { S: 'PROFILE' },
    version: { N: String(version) },
    evidence: { S: evidence },
    ...(Object.keys(consents).length > 0 ? { consents: { S: JSON.stringify(consents) } } : {}),
    ...(requestId === undefined ? {} : { requestId: { S: requestId } }),
    ...(enrolledVersion === undefined ? {} : { enrolledVersion: { N: String(enrolledVersion) } }),
  };
}

export function profileFrom(item: Item): StoredProfile {
  const consents = item.consents?.S;
  return {
    version: number(item.version, 'version'),
    evidence: text(item.evidence, 'evidence'),
    consents: consents === undefined ? {} : (JSON.parse(consents) as StoredProfile['consents']),
    requestId: item.requestId?.S,
    enrolledVersion: item.enrolledVersion === undefined ? undefined : number(item.enrolledVersion, 'enrolledVersion'),
  };
}

export function scoreAttributes(score: StoredScore): Item {
  return {
    profileVersion: { N: String(score.profileVersion) },
    activationSeq: { N: String(score.activationSeq) },
    asOf: { N: String(score.asOf) },
    status: { S: score.status },
    ...(score.score === undefined ? {} : { score: { N: String(score.score) } }),
    ...(score.band === undefined ? {} : { band: { S: score.band } }),
    detail: { S: packDetail(score) },
    inputs: { S: score.inputs },
    ...(score.requestId === undefined ? {} : { requestId: { S: score.requestId } }),
  };
}

export function scoreFrom(item: Item): StoredScore {
  const detail = unpackDetail(text(item.detail, 'detail'));
  return {
    activationSeq: number(item.activationSeq, 'activationSeq'),
    profileVersion: number(item.profileVersion, 'profileVersion'),
    asOf: number(item.asOf, 'asOf'),
    engine: detail.engine,
    card: detail.card,
    status: text(item.status, 'status') as StoredScore['status'],
    score: item.score === undefined ? undefined : number(item.score, 'score'),
    band: item.band?.S,
    dimensions: detail.dimensions,
    coverage: detail.coverage,
    points: detail.points,
    reasons: detail.reasons,
    inputs: text(item.inputs, 'inputs'),
    previous: detail.previous,
    causes: detail.causes,
    requestId: item.requestId?.S,
  };
}

export function currentFrom(item: Item): StoredScore | StoredTombstone {
  return item.erasedVersion === undefined
    ? scoreFrom(item)
    : { erased: true, profileVersion: number(item.erasedVersion, 'erasedVersion') };
}

/** The versions of the items under one key, and nothing else of them. */
export function versionsIn(items: readonly Item[]): SubjectVersions {
  const profile = items.find((item) => item.sk?.S === 'PROFILE');
  const current = items.find((item) => item.sk?.S === 'SCORE');
  const isErased = current?.erasedVersion !== undefined;
  return {
    profile: profile && whole(profile.version),
    score: current && !isErased ? whole(current.profileVersion) : undefined,
    erased: isErased ? whole(current.erasedVersion) : undefined,
  };
}

function whole(value: AttributeValue | undefined): number {
  const version = Number(value?.N);
  return Number.isSafeInteger(version) ? version : 0;
}

/** Profile and score out of the items under one key, or out of a stream's image. */
export function recordFrom(items: readonly Item[]): SubjectRecord {
  const profile = items.find((item) => item.sk?.S === 'PROFILE');
  const current = items.find((item) => item.sk?.S === 'SCORE');
  return { profile: profile && profileFrom(profile), current: current && currentFrom(current) };
}

function text(attribute: AttributeValue | undefined, name: string): string {
  const value = attribute?.S;
  if (value === undefined) throw new RangeError(`an item lacks its text attribute '${name}'`);
  return value;
}

function number(attribute: AttributeValue | undefined, name: string): number {
  const value = Number(attribute?.N ?? Number.NaN);
  if (Number.isNaN(value)) throw new RangeError(`an item lacks its number attribute '${name}'`);
  return value;
}
