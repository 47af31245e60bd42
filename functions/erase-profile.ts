import { endpoint } from '../lib/http/endpoint.ts';
import { eraseProfile } from '../lib/usecases/erase-profile.ts';
import { connect } from './dependencies.ts';

const { authenticate, telemetry, now, means } = connect();

/** DELETE /v1/profiles/{subjectId}: erases a person. */
export const handler = endpoint(
  {
    'DELETE /v1/profiles/{subjectId}': {
      scope: 'profile:erase',
      handle: async (_event, subjectId) => {
        await eraseProfile(means, subjectId, now());
        telemetry.count('ProfileErased');
        return { statusCode: 204, headers: { 'cache-control': 'no-store' } };
      },
    },
  },
  { authenticate, telemetry },
);
