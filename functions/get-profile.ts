import { endpoint, json } from '../lib/http/endpoint.ts';
import { getProfile } from '../lib/usecases/get-profile.ts';
import { connectScoring } from './scoring.ts';

const { authenticate, telemetry, byActiveCard } = connectScoring();

/** GET /v1/profiles/{subjectId}: all that is known of a person, with its provenance. */
export const handler = endpoint(
  {
    'GET /v1/profiles/{subjectId}': {
      scope: 'profile:read',
      handle: async (_event, subjectId) => {
        const profile = await byActiveCard((dependencies) => getProfile(dependencies, subjectId));
        return json(200, profile, { etag: `"${profile.version}"` });
      },
    },
  },
  { authenticate, telemetry },
);
