import type { JobDetailReply, JobStatusReply, JobsReply } from '../../../lib/schemas/api/replies/rescore.ts';
import type { ActivatedReply, RegisteredReply } from '../../../lib/schemas/api/replies/scorecards.ts';
import type { RescoreRequest } from '../../../lib/schemas/job.ts';
import type { SimulateRequest } from '../../../lib/schemas/profile.ts';
import type { ActivateRequest, Registration } from '../../../lib/schemas/registry.ts';
import type { ScoreReply } from '../../../lib/schemas/score.ts';
import type { Baseline } from '../../../lib/schemas/scorecard.ts';
import type { DecisionsReply, ProfileReply, ScorecardReply, ScorecardsReply } from './replies.ts';
import { request } from './request.ts';

interface Person {
  subjectId: string;
}

const profile = ({ subjectId }: Person) => `/v1/profiles/${encodeURIComponent(subjectId)}`;
const job = (id: string) => `/v1/rescore-jobs/${encodeURIComponent(id)}`;
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

  registerScorecard: (body: Registration) => request<RegisteredReply>('POST', '/v1/scorecards', { body }),

  activateScorecard: ({ id, ...body }: { id: string } & Partial<ActivateRequest>) =>
    request<ActivatedReply>('POST', `/v1/scorecards/${encodeURIComponent(id)}/activate`, { body }),

  startRescore: (body: Partial<RescoreRequest>) => request<JobStatusReply>('POST', '/v1/rescore-jobs', { body }),

  listRescores: ({ limit, next }: { limit?: number; next?: string | undefined } = {}) =>
    request<JobsReply>('GET', '/v1/rescore-jobs', { query: { limit, next } }),

  getRescore: ({ id }: { id: string }) => request<JobDetailReply>('GET', job(id)),

  cancelRescore: ({ id }: { id: string }) => request<JobStatusReply>('DELETE', job(id)),
};
