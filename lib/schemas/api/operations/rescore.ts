import * as z from 'zod';
import { JOB_ID, RescoreRequest } from '../../job.ts';
import type { Operation } from '../operation.ts';
import { BODY_PROBLEMS } from '../problems.ts';
import { JobsPage, UnscoredPage } from '../queries/rescore.ts';
import { JobDetailReply, JobStatusReply, JobsReply, UnscoredReply } from '../replies/rescore.ts';

const JobId = z.string().regex(JOB_ID);
const OfJob = z.strictObject({ id: JobId.describe('`jobId` of the job') });
const ADMIN = { scope: 'admin', of: 'anybody' } as const;

export const rescore = {
  startRescore: {
    tag: 'Re-score jobs',
    summary: 'Re-score everybody',
    description:
      'Begins a sweep of everybody under the active card for one day, or a dry run under any registered card, which writes nobody. ' +
      'While a job is running, another request returns that one (200), unless it has `force`, or no part of that one got any further for a day: then it is cancelled. An empty body is a sweep of everybody.',
    access: ADMIN,
    body: RescoreRequest.optional(),
    replies: {
      200: { description: 'The job that is running already', body: JobStatusReply },
      201: { description: 'Begun', body: JobStatusReply },
    },
    problems: [
      ...BODY_PROBLEMS,
      'unknown-scorecard',
      'invalid-scorecard',
      'dictionary-shrinks',
      'job-ended',
      'contention',
    ],
  },
  listRescores: {
    tag: 'Re-score jobs',
    summary: 'Jobs, the latest first',
    description: 'Without how far each is: `getRescore` tells.',
    access: ADMIN,
    query: JobsPage,
    replies: { 200: { description: 'A page of jobs', body: JobsReply } },
    problems: ['invalid-query'],
  },
  getRescore: {
    tag: 'Re-score jobs',
    summary: 'How far a job is, and what it found',
    description: 'In all and by part of the table; once it has finished, with its report of everybody.',
    access: ADMIN,
    params: OfJob,
    replies: { 200: { description: 'The job', body: JobDetailReply } },
    problems: ['unknown-job'],
  },
  listUnscored: {
    tag: 'Re-score jobs',
    summary: 'Who could not be scored',
    description: 'People whose stored data a job could not read, by id, each with a reason that tells nothing of them.',
    access: ADMIN,
    params: OfJob,
    query: UnscoredPage,
    replies: { 200: { description: 'A page of people', body: UnscoredReply } },
    problems: ['invalid-query', 'unknown-job'],
  },
  cancelRescore: {
    tag: 'Re-score jobs',
    summary: 'Cancel a job',
    description: 'Stops it within seconds. What was written stays; `resumeRescore` goes on from there.',
    access: ADMIN,
    params: OfJob,
    replies: {
      200: { description: 'The job, as it was left; one that had ended is left as it is', body: JobStatusReply },
    },
    problems: ['unknown-job'],
  },
  resumeRescore: {
    tag: 'Re-score jobs',
    summary: 'Go on with a cancelled job',
    description: 'From where each part was left. A job that is running is sent on its way again where it got stuck.',
    access: ADMIN,
    params: OfJob,
    replies: { 200: { description: 'The job', body: JobStatusReply } },
    problems: ['unknown-job', 'job-ended', 'job-running', 'contention'],
  },
} as const satisfies Record<string, Operation>;
