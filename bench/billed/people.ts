import { call, type Handler as HttpHandler, type PutRequest, putEvent } from '../api/requests.ts';
import { type Handler, invokeEach } from './invoke.ts';
import type { Item, Items } from './items.ts';
import { type Change, streamEvent } from './stream-event.ts';

/** A change of the profile that changed the score, as the stream showed both. */
export interface Turn {
  profile: Change & { before: Item };
  score: Change & { before: Item };
}

export interface Known {
  requests: readonly PutRequest[];
  /** One per person whose score some report changed: the last such. */
  turns: readonly Turn[];
}

interface Functions {
  put: Handler;
  scoreOnChange: Handler;
  publishChange: Handler;
}

/** Everybody's reports go in by the functions themselves, so that scores and decisions are there as they would be. */
export async function enrol(functions: Functions, items: Items, requests: readonly PutRequest[]): Promise<Known> {
  const turns = new Map<string, Turn>();
  for (const request of requests) {
    const turn = await report(functions, items, request);
    if (turn !== undefined) turns.set(request.subjectId, turn);
  }
  if (turns.size === 0) throw new Error('no report changed a score');
  return { requests, turns: [...turns.values()] };
}

async function report(functions: Functions, items: Items, request: PutRequest): Promise<Turn | undefined> {
  const before = await items.subject(request.subjectId);
  await call(functions.put as HttpHandler, putEvent(request, 0));
  const { profile } = await items.subject(request.subjectId);
  if (profile === undefined) throw new Error('a person has no profile');
  await invokeEach(functions.scoreOnChange, [streamEvent([{ before: before.profile, after: profile }])], allHandled);
  const { score } = await items.subject(request.subjectId);
  if (score === undefined) throw new Error('a person has no score');
  const change = { before: before.score, after: score };
  await invokeEach(functions.publishChange, [streamEvent([change])], allHandled);
  if (before.profile === undefined || before.score === undefined) return undefined;
  if (before.score.profileVersion?.N === score.profileVersion?.N) return undefined;
  return { profile: { before: before.profile, after: profile }, score: { before: before.score, after: score } };
}

/** Refuses a batch of which anything failed. */
export function allHandled(reply: unknown): void {
  const { batchItemFailures } = reply as { batchItemFailures: unknown[] };
  if (batchItemFailures.length > 0) throw new Error(`${batchItemFailures.length} records of a batch failed`);
}
