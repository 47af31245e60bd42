import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { StoredProfile, StoredScore, StoredTombstone, SubjectRecord, SubjectVersions } from '../schemas/stored.ts';

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
    version: number(item, 'version'),
    evidence: text(item, 'evidence'),
    consents: consents === undefined ? {} : (JSON.parse(consents) as StoredProfile['consents']),
    requestId: item.requestId?.S,
    enrolledVersion: item.enrolledVersion === undefined ? undefined : number(item, 'enrolledVersion'),
  };
}

type Detail = [
  engine: string,
  card: [id: string, version: string, hash: string],
  dimensions: readonly number[],
  coverage: number,
  points: readonly number[],
  reasons: [number, string, StoredScore['reasons'][number]['kind'], number][],
  previous: [number | null, string | null] | 0,
  causes: [ageing: number, data: number, scorecard: number] | 0,
];

export function scoreAttributes(score: StoredScore): Item {
  const { card, previous, causes } = score;
  const detail: Detail = [
    score.engine,
    [card.id, card.version, recoded(card.hash, 'hex', 'base64url')],
    score.dimensions,
    score.coverage,
    score.points,
    score.reasons.map(({ index, code, kind, points }) => [index, code, kind, points]),
    previous === undefined ? 0 : [previous.score ?? null, previous.band ?? null],
    causes === undefined ? 0 : [causes.ageing, causes.data, causes.scorecard],
  ];
  return {
    profileVersion: { N: String(score.profileVersion) },
    activationSeq: { N: String(score.activationSeq) },
    asOf: { N: String(score.asOf) },
    status: { S: score.status },
    ...(score.score === undefined ? {} : { score: { N: String(score.score) } }),
    ...(score.band === undefined ? {} : { band: { S: score.band } }),
    detail: { S: JSON.stringify(detail) },
    inputs: { S: score.inputs },
    ...(score.requestId === undefined ? {} : { requestId: { S: score.requestId } }),
  };
}

export function scoreFrom(item: Item): StoredScore {
  const [engine, card, dimensions, coverage, points, reasons, previous, causes] = JSON.parse(
    text(item, 'detail'),
  ) as Detail;
  return {
    activationSeq: number(item, 'activationSeq'),
    profileVersion: number(item, 'profileVersion'),
    asOf: number(item, 'asOf'),
    engine,
    card: { id: card[0], version: card[1], hash: hexOf(card[2]) },
    status: text(item, 'status') as StoredScore['status'],
    score: item.score === undefined ? undefined : number(item, 'score'),
    band: item.band?.S,
    dimensions,
    coverage,
    points,
    reasons: reasons.map(([index, code, kind, points]) => ({ index, code, kind, points })),
    inputs: text(item, 'inputs'),
    previous: previous === 0 ? undefined : { score: previous[0] ?? undefined, band: previous[1] ?? undefined },
    causes: causes === 0 ? undefined : { ageing: causes[0], data: causes[1], scorecard: causes[2] },
    requestId: item.requestId?.S,
  };
}

export function currentFrom(item: Item): StoredScore | StoredTombstone {
  return item.erasedVersion === undefined
    ? scoreFrom(item)
    : { erased: true, profileVersion: number(item, 'erasedVersion') };
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

/** Nearly every score that is read is of one card. */
let last = { short: '', hex: '' };

function hexOf(short: string): string {
  if (short !== last.short) last = { short, hex: recoded(short, 'base64url', 'hex') };
  return last.hex;
}

/** A hash takes 43 bytes in base64url, and 64 in hex. */
function recoded(hash: string, from: BufferEncoding, to: BufferEncoding): string {
  return Buffer.from(hash, from).toString(to);
}

function text(item: Item, name: string): string {
  const value = item[name]?.S;
  if (value === undefined) throw new RangeError(`an item lacks its text attribute '${name}'`);
  return value;
}

function number(item: Item, name: string): number {
  const value = Number(item[name]?.N ?? Number.NaN);
  if (Number.isNaN(value)) throw new RangeError(`an item lacks its number attribute '${name}'`);
  return value;
}
