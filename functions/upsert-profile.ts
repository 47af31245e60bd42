import { endpoint, json, requestIdOf } from '../lib/http/endpoint.ts';
import { bodyOf, ifMatchOf } from '../lib/http/request.ts';
import { ProfileReport } from '../lib/schemas/profile.ts';
import { upsertProfile } from '../lib/usecases/upsert-profile.ts';
import { connectScoring } from './scoring.ts';

const { authenticate, telemetry, now, byActiveCard } = connectScoring();

/** PUT /v1/profiles/{subjectId}: merges evidence into a profile. */
export const handler = endpoint(
  {
    'PUT /v1/profiles/{subjectId}': {
      scope: 'profile:write',
      handle: async (event, subjectId, caller) => {
        const report = bodyOf(event, ProfileReport);
        const requestId = requestIdOf(event);
        const request = { subjectId, caller, report, ifMatch: ifMatchOf(event), now: now(), requestId };
        const { became, ...reply } = await byActiveCard((dependencies) => upsertProfile(dependencies, request));
        telemetry.count(became === 'unchanged' ? 'ProfileUnchanged' : 'ProfileChanged');
        return json(became === 'created' ? 201 : 200, reply, { etag: `"${reply.version}"` });
      },
    },
  },
  { authenticate, telemetry },
);
