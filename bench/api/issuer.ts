import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AUDIENCE, ISSUER, issueToken, KEYS_PATH, publicKeys, type TokenRequest } from '../../local/issuer.ts';

/** A token issuer with its keys at a local address (ES256). */
export async function startIssuer() {
  const state = mkdtempSync(join(tmpdir(), 'tahini-bench-issuer-'));
  const keys = JSON.stringify(await publicKeys(state));
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(keys));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    environment: {
      TOKEN_ISSUER: ISSUER,
      TOKEN_AUDIENCE: AUDIENCE,
      TOKEN_KEYS_URL: `http://127.0.0.1:${port}${KEYS_PATH}`,
    },
    token: (request: Omit<TokenRequest, 'state'>) => issueToken({ ...request, state }),
    close: () => {
      server.closeAllConnections();
      server.close();
      rmSync(state, { recursive: true });
    },
  };
}

export type Issuer = Awaited<ReturnType<typeof startIssuer>>;
