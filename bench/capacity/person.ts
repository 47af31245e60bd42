import type { Store } from '../../lib/schemas/stored.ts';
import { computeScore } from '../../lib/usecases/compute-score.ts';
import type { Dependencies } from '../../lib/usecases/dependencies.ts';
import { eraseProfile } from '../../lib/usecases/erase-profile.ts';
import { getProfile } from '../../lib/usecases/get-profile.ts';
import { getScore, listDecisions } from '../../lib/usecases/get-score.ts';
import { publishChange } from '../../lib/usecases/publish-change.ts';
import { scoreOnChange } from '../../lib/usecases/score-on-change.ts';
import { simulateScore } from '../../lib/usecases/simulate-score.ts';
import { upsertProfile } from '../../lib/usecases/upsert-profile.ts';
import type { SampleReport, SampleSubject } from '../../local/sample.ts';
import { AS_OF, NOON } from '../support/people.ts';
import type { Call } from './meter.ts';

export type Operation =
  | 'upsert, first'
  | 'upsert, changed'
  | 'upsert, unchanged'
  | 'stream, score changed'
  | 'stream, score unchanged'
  | 'decision record'
  | 'read score'
  | 'compute, unchanged'
  | 'read profile'
  | 'history'
  | 'simulate'
  | 'erase'
  | 'erase, on the stream';

export interface Step {
  operation: Operation;
  calls: readonly Call[];
}

/** As long as those of API Gateway. */
const REQUEST_ID = 'JKJaXmPLvHcESHA=';

export interface Watched {
  /** The use cases' own, over a client that notes what each call consumed. */
  dependencies: Dependencies;
  noted(): Call[];
  /** Another client, which looks on and is not noted. */
  onlooker: Store;
}

/** One person comes in report by report, as the sources send them; each operation is noted with what it consumed. */
export async function followPerson(watched: Watched, { subjectId, reports }: SampleSubject): Promise<Step[]> {
  const { dependencies, noted } = watched;
  const steps: Step[] = [];
  for (const report of reports) steps.push(...(await reported(watched, subjectId, report, 0)));
  const last = reports.at(-1) as SampleReport;
  await send(dependencies, subjectId, last, 0);
  steps.push({ operation: 'upsert, unchanged', calls: noted() });
  await getScore(dependencies, subjectId);
  steps.push({ operation: 'read score', calls: noted() });
  await computeScore(dependencies, { subjectId, asOf: AS_OF, requestId: REQUEST_ID });
  steps.push({ operation: 'compute, unchanged', calls: noted() });
  // The same statements as a new revision: the profile changes, the score does not.
  steps.push(...(await reported(watched, subjectId, last, 1)));
  return [...steps, ...(await lookedUp(watched, subjectId)), ...(await erased(watched, subjectId))];
}

/** What a person who is all there can be asked, with no budget in the design. */
async function lookedUp({ dependencies, noted }: Watched, subjectId: string): Promise<Step[]> {
  await getProfile(dependencies, subjectId);
  const profile: Step = { operation: 'read profile', calls: noted() };
  await listDecisions(dependencies, subjectId, { limit: 20, after: undefined });
  const history: Step = { operation: 'history', calls: noted() };
  await simulateScore(dependencies, subjectId, { target: 700 }, subjectId, NOON);
  return [profile, history, { operation: 'simulate', calls: noted() }];
}

async function erased({ dependencies, noted, onlooker }: Watched, subjectId: string): Promise<Step[]> {
  const before = await onlooker.readCurrent(subjectId, { consistent: true });
  // The engines hide what has expired, and on the day of the sample a tombstone would have.
  await eraseProfile(dependencies, subjectId, Date.now());
  const request: Step = { operation: 'erase', calls: noted() };
  const after = await onlooker.readCurrent(subjectId, { consistent: true });
  if (after === undefined) throw new Error('an erased person has no tombstone');
  await publishChange(dependencies, { subjectId, before, after });
  return [request, { operation: 'erase, on the stream', calls: noted() }];
}

/** A report that changes the profile, and what the stream's functions then do with the images of the change. */
async function reported(watched: Watched, subjectId: string, report: SampleReport, revision: number): Promise<Step[]> {
  const { dependencies, noted, onlooker } = watched;
  const peek = () => onlooker.readSubject(subjectId, { consistent: true });
  const { profile: before, current: formerScore } = await peek();
  await send(dependencies, subjectId, report, revision);
  const upsert: Step = { operation: before === undefined ? 'upsert, first' : 'upsert, changed', calls: noted() };
  const { profile: after } = await peek();
  if (after === undefined) throw new Error('a person has no profile');
  await scoreOnChange(dependencies, { subjectId, before, after }, AS_OF);
  const calls = noted();
  if (calls.every(({ kind }) => kind === 'read')) return [upsert, { operation: 'stream, score unchanged', calls }];
  const { current } = await peek();
  if (current === undefined) throw new Error('a person has no score');
  await publishChange(dependencies, { subjectId, before: formerScore, after: current });
  const decision: Step = { operation: 'decision record', calls: noted() };
  return [upsert, { operation: 'stream, score changed', calls }, decision];
}

function send(dependencies: Dependencies, subjectId: string, { sourceId, tier, body }: SampleReport, revision: number) {
  const entries = Object.entries(body.facts).map(([name, fact]) => [name, { ...fact, revision }]);
  const report = { facts: Object.fromEntries(entries), ...(body.consents && { consents: body.consents }) };
  const kind = tier === 'self' ? 'subject' : 'service';
  const request = {
    subjectId,
    caller: { kind, sourceId, tier },
    report,
    ifMatch: undefined,
    now: NOON,
    requestId: REQUEST_ID,
  } as const;
  return upsertProfile(dependencies, request);
}
