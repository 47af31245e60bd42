import { deepEqual, equal, ok } from 'node:assert/strict';
import { paginateScan } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { RescoreJob, SweepCounts } from '../../lib/schemas/job.ts';
import type { ScannedPerson } from '../../lib/schemas/scan.ts';
import { scoreChange } from '../../lib/store/images.ts';
import { publishChange } from '../../lib/usecases/publish-change.ts';
import { totalOf } from '../../lib/usecases/rescore/finish-job.ts';
import { tallyOf } from '../../lib/usecases/rescore/report-of.ts';
import { scoreProfile } from '../../lib/usecases/score-profile.ts';
import { cardByHash, scoringUnder } from './cards.ts';
import type { Ground } from './ground.ts';

/** What publishes decisions, as functions/publish-change.ts wires it. */
export function publisher({ store }: Ground) {
  return async (record: DynamoDBRecord) => {
    const change = scoreChange(record);
    const means = { store, pause: async () => {}, decisionRetentionDays: 2000 };
    if (change !== undefined) await publishChange(means, change);
  };
}

/** The job has ended, its counts are those, add up, and agree with its tallies. */
export async function countsOf({ store }: Ground, jobId: string): Promise<SweepCounts> {
  const job = (await store.readJob(jobId)) as RescoreJob;
  equal(job.state, 'finished');
  deepEqual(job.open, []);
  const parts = await store.listSegments(jobId);
  const counts = totalOf(parts);
  const { people, changed, unchanged, unscorable, leftToStream, failed } = counts;
  equal(changed + unchanged + unscorable + leftToStream + failed, people, 'the counts add up');
  ok(counts.writeUnits >= counts.written, 'whatever was written is in the units');
  const tally = tallyOf(parts, cardByHash(job.card.hash)!);
  equal(sum(Object.values(tally.bands)), changed + unchanged + unscorable, 'everybody scored is in the migration');
  for (const cells of tally.cells) equal(sum(cells), changed + unchanged + unscorable, 'and in every histogram');
  return counts;
}

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

/** Everybody in the table. */
export async function everybody({ store }: Ground): Promise<ScannedPerson[]> {
  const found: ScannedPerson[] = [];
  for await (const { people } of store.scanPeople({ segment: 0, segments: 1 })) found.push(...people);
  return found;
}

/** Scored as the pure function scores them, on the day and by the card that the score names. */
export function isRight(person: ScannedPerson): boolean {
  if (person.found !== 'person' || person.current === undefined) return false;
  const { profile, current } = person;
  const { computed } = scoreProfile(
    scoringUnder(current.card.hash, current.activationSeq),
    profile,
    undefined,
    current.asOf,
  );
  const { profileVersion, score, points, inputs } = computed;
  deepEqual(
    [current.profileVersion, current.score, current.points, current.inputs],
    [profileVersion, score, points, inputs],
    person.subjectId,
  );
  return true;
}

/** What they are now comes to the score that they have; one that does not change is not written for every version. */
export function stillStands(person: ScannedPerson): boolean {
  if (person.found !== 'person' || person.current === undefined) return false;
  const { profile, current } = person;
  const scoring = scoringUnder(current.card.hash, current.activationSeq);
  const { transition } = scoreProfile(scoring, profile, current, current.asOf);
  return transition.action === 'ignore' && transition.why === 'unchanged';
}

/** Every one of them is there, once, scored on the day of the job. */
export async function allAreRight(ground: Ground, names: readonly string[], asOf: number): Promise<void> {
  const people = await everybody(ground);
  deepEqual(people.map(({ subjectId }) => subjectId).sort(), [...names].sort());
  for (const person of people) {
    ok(isRight(person), person.subjectId);
    equal(person.found === 'person' && person.current?.asOf, asOf, person.subjectId);
  }
}

/** How many decision records there are of each person. */
export async function decisionsOf({ client, tables }: Ground): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  const input = { TableName: tables.decisions, ProjectionExpression: 'pk', ConsistentRead: true };
  for await (const { Items = [] } of paginateScan({ client }, input)) {
    for (const { pk } of Items) found.set(pk?.S ?? '', (found.get(pk?.S ?? '') ?? 0) + 1);
  }
  return found;
}

/** One decision record of each of them, and none of anybody else. */
export async function oneDecisionEach(ground: Ground, names: readonly string[]): Promise<void> {
  const found = await decisionsOf(ground);
  deepEqual(new Set(found.keys()), new Set(names), 'nobody lacks a decision');
  for (const [name, decisions] of found) equal(decisions, 1, name);
}
