import { endpoint, json } from '../lib/http/endpoint.ts';
import { getProfile } from '../lib/usecases/get-profile.ts';
import { connect } from './dependencies.ts';

const { authenticate, telemetry, ...dependencies } = connect();

/** GET /v1/profiles/{subjectId}: all that is known of a person, with its provenance. */
export const handler = endpoint(
  {
    'GET /v1/profiles/{subjectId}': {
      scope: 'profile:read',
      handle: async (_event, subjectId) => {
        const profile = await getProfile(dependencies, subjectId);
        return json(200, profile, { etag: `"${profile.version}"` });
      },
    },
  },
  { authenticate, telemetry },
);
