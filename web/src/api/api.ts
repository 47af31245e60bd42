import type { SimulateRequest } from '../../../lib/schemas/profile.ts';
import type { ScoreReply } from '../../../lib/schemas/score.ts';
import type { Baseline } from '../../../lib/schemas/scorecard.ts';
import type { DecisionsReply, ProfileReply, ScorecardReply, ScorecardsReply } from './replies.ts';
import { request } from './request.ts';

interface Person {
  subjectId: string;
}

const profile = ({ subjectId }: Person) => `/v1/profiles/${encodeURIComponent(subjectId)}`;
const score = (person: Person) => `${profile(person)}/score`;

/** The API by the names of its operations: the one place of the console that knows paths. */
export const api = {
  getProfile: (person: Person) => request<ProfileReply>('GET', profile(person)),

  getScore: ({ baseline, ...person }: Person & { baseline?: Baseline | undefined }) =>
    request<ScoreReply>('GET', score(person), { query: { baseline } }),

  computeScore: (person: Person) => request<ScoreReply>('POST', score(person)),

  listDecisions: ({ limit, next, ...person }: Person & { limit?: number; next?: string | undefined }) =>
    request<DecisionsReply>('GET', `${score(person)}/history`, { query: { limit, next } }),

  simulateScore: <Reply>({ body, ...person }: Person & { body: SimulateRequest }) =>
    request<Reply>('POST', `${score(person)}/simulate`, { body }),

  listScorecards: ({ limit, next }: { limit?: number; next?: string | undefined } = {}) =>
    request<ScorecardsReply>('GET', '/v1/scorecards', { query: { limit, next } }),

  getScorecard: ({ id, version }: { id: string; version: string }) =>
    request<ScorecardReply>('GET', `/v1/scorecards/${encodeURIComponent(id)}`, { query: { version } }),
};
