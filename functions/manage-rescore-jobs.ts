import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { TahiniError } from '../lib/errors.ts';
import { holderOf, tokenVerifier } from '../lib/http/auth.ts';
import { adminEndpoint, json, requestIdOf } from '../lib/http/endpoint.ts';
import { bodyOf, queryOf } from '../lib/http/request.ts';
import { tellRequested } from '../lib/http/tell-rescore.ts';
import { JobsPage, UnscoredPage } from '../lib/schemas/api/queries/rescore.ts';
import { JOB_ID, RescoreRequest } from '../lib/schemas/job.ts';
import { cancelRescore, resumeRescore } from '../lib/usecases/rescore/begin-rescore.ts';
import { jobIdAt } from '../lib/usecases/rescore/job-id.ts';
import { presentJob } from '../lib/usecases/rescore/present-job.ts';
import { getRescore, listRescores, listUnscored } from '../lib/usecases/rescore/read-jobs.ts';
import { startRescore } from '../lib/usecases/rescore/start-rescore.ts';
import { connectRescoring } from './rescoring.ts';

const { config, telemetry, now, today, means } = connectRescoring();
const { store } = means;

function jobIdOf({ pathParameters }: APIGatewayProxyEventV2): string {
  const id = pathParameters?.id ?? '';
  if (JOB_ID.test(id)) return id;
  throw new TahiniError('unknown-job', 'There is no such job.');
}

/** Sweeps of everybody: begin, watch, cancel, resume. */
export const handler = adminEndpoint(
  {
    'POST /v1/rescore-jobs': async (event, identity) => {
      const request = bodyOf(event, RescoreRequest);
      const jobId = jobIdAt(now(), randomUUID().slice(0, 8));
      const asked = { jobId, startedBy: holderOf(identity), today: today(), now: now() };
      const told = await startRescore(means, request, asked);
      tellRequested(telemetry, told, requestIdOf(event));
      const { job, begun } = told;
      return json(begun ? 201 : 200, presentJob(job, await store.listSegments(job.jobId), now()));
    },
    'GET /v1/rescore-jobs': async (event) => {
      const { limit, next: before } = queryOf(event, JobsPage);
      return json(200, await listRescores(means, { limit, before }));
    },
    'GET /v1/rescore-jobs/{id}': async (event) => json(200, await getRescore(means, jobIdOf(event), now())),
    'GET /v1/rescore-jobs/{id}/unscored': async (event) => {
      const { limit, next: after } = queryOf(event, UnscoredPage);
      return json(200, await listUnscored(means, jobIdOf(event), { limit, after }));
    },
    'DELETE /v1/rescore-jobs/{id}': async (event) => {
      const job = await cancelRescore(means, jobIdOf(event), now());
      telemetry.log('rescore-cancelled', { requestId: requestIdOf(event), job: job.jobId });
      return json(200, presentJob(job, await store.listSegments(job.jobId), now()));
    },
    'POST /v1/rescore-jobs/{id}/resume': async (event) => {
      const job = await resumeRescore(means, jobIdOf(event), now());
      const { jobId, open } = job;
      telemetry.log('rescore-resumed', { requestId: requestIdOf(event), job: jobId, segments: open.length });
      return json(200, presentJob(job, await store.listSegments(jobId), now()));
    },
  },
  { authenticate: tokenVerifier(config.tokens), telemetry },
);
