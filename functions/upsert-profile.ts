import { endpoint, json } from '../lib/http/endpoint.ts';
import { bodyOf, ifMatchOf } from '../lib/http/request.ts';
import { ProfileReport } from '../lib/schemas/profile.ts';
import { upsertProfile } from '../lib/usecases/upsert-profile.ts';
import { connect } from './dependencies.ts';

const { authenticate, now, ...dependencies } = connect();

/** PUT /v1/profiles/{subjectId}: merges evidence into a profile. */
export const handler = endpoint(
  {
    'PUT /v1/profiles/{subjectId}': {
      scope: 'profile:write',
      handle: async (event, subjectId, caller) => {
        const report = bodyOf(event, ProfileReport);
        const request = { subjectId, caller, report, ifMatch: ifMatchOf(event), now: now() };
        const { created, ...reply } = await upsertProfile(dependencies, request);
        return json(created ? 201 : 200, reply, { etag: `"${reply.version}"` });
      },
    },
  },
  authenticate,
);
