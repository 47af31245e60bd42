import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { tokenVerifier } from '../../lib/http/auth.ts';
import { AUDIENCE, ISSUER } from '../../local/issuer.ts';
import { expectProblem, useApi } from '../support/api.ts';
import { openForge } from './forge.ts';

let server: Server;
let answer: (response: ServerResponse) => void;

const api = useApi(async () => {
  server = createServer((_request, response) => answer(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { environment: { TOKEN_KEYS_URL: keysUrl() } };
});
afterAll(() => server.closeAllConnections());

const keysUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`;
const say = (status: number, text: string) => (response: ServerResponse) => void response.writeHead(status).end(text);

test.each<[string, (response: ServerResponse) => void]>([
  ['hangs up', (response) => response.destroy()],
  ['answers with an error', say(500, 'no')],
  ['is not to be found', say(404, 'no')],
  ['sends its callers elsewhere', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['answers with no JSON', say(200, '<html>')],
  ['answers with other JSON', say(200, '{"keys": 7}')],
])(
  'while the issuer of tokens %s, callers are told to come again and not that their token is bad',
  async (_what, reply) => {
    answer = reply;
    const refused = await api.call('GET', '/v1/profiles/ada', { token: await api.person('ada') });
    expectProblem(refused, 503, 'issuer-unavailable');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(refused.headers.get('www-authenticate')).toBeNull();
  },
);

test('once the keys were had, a forged token is refused as one and a real one passes, also when the issuer is down', async () => {
  const forge = await openForge(api.local.state.directory);
  const { publicKeys } = await import('../../local/issuer.ts');
  answer = say(200, JSON.stringify(await publicKeys(api.local.state.directory)));
  const authenticate = tokenVerifier({ issuer: ISSUER, audience: [AUDIENCE], keysUrl: keysUrl() });
  await authenticate(`Bearer ${await forge.token()}`);
  answer = (response) => response.destroy();
  expect(await authenticate(`Bearer ${await forge.token()}`)).toMatchObject({ reaches: 'ada' });
  await expect(authenticate(`Bearer ${await forge.byForeignKey()}`)).rejects.toMatchObject({ kind: 'unauthenticated' });
});
