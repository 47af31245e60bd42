import { createClient } from '../../../lib/client/client.ts';
import { currentToken, endSession } from '../session.ts';

/** The API on this origin, as whoever is signed in. What goes wrong is told, never thrown. */
export const api = createClient({ baseUrl: '', token: () => currentToken() ?? '', fetch: exchange });

/** Without cookies. A token that is refused ends the session that it opened. */
async function exchange(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, credentials: 'omit' });
  const bearer = new Headers(init?.headers).get('authorization');
  if (response.status === 401 && bearer !== null) endSession(bearer.replace('Bearer ', ''));
  return response;
}
