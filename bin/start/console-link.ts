import type { Local } from '../../local/start-local.ts';

/** Who may look at everything here; it states no facts. */
export function operatorToken(local: Local): Promise<string> {
  const scope = 'admin subjects:any profile:read score:read';
  return local.token({ subject: 'operator', tier: 'platform', scope });
}

/** Opens the console signed in. The token is in the fragment, which a browser sends to nobody, and the page takes it out. */
export async function consoleLink(local: Local): Promise<string> {
  return `${local.url}/#token=${await operatorToken(local)}`;
}
