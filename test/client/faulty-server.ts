// A server that fails as it is told, answer by answer; the last one is repeated:
//
//   const server = await startFaulty(['reset', { status: 503, headers: { 'retry-after': '1' } }, OK]);
//   server.url, server.got, server.close()

import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface Told {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
}
/** `slow`: headers at once, the body never ends. `truncated`: fewer bytes than promised. */
export type Fault = Told | 'reset' | 'silence' | 'slow' | 'truncated';

export interface Got {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
}

export const OK: Told = { status: 200, headers: { etag: '"7"' }, body: { subjectId: 'amina', version: 7 } };

export function problem(status: number, kind: string, more: object = {}, headers: Record<string, string> = {}): Told {
  const type = `urn:tahini:problem:${kind}`;
  return { status, headers, body: { type, title: kind, status, instance: 'urn:request:r-1', ...more } };
}

export async function startFaulty(faults: readonly Fault[]): Promise<{ url: string; got: Got[] }> {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url = '', headers } = request;
    got.push({ method, path: url, headers, body, at: performance.now() });
    answer(response, faults[Math.min(got.length, faults.length) - 1]!);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, got };
}

function answer(response: ServerResponse, fault: Fault): void {
  if (fault === 'silence') return;
  if (fault === 'reset') return void response.socket?.resetAndDestroy();
  if (typeof fault === 'object') {
    const { status, headers, body } = fault;
    return void response.writeHead(status, headers).end(typeof body === 'object' ? JSON.stringify(body) : body);
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
  response.write('{"subjectId": "am');
  if (fault === 'truncated') setTimeout(() => response.destroy(), 20);
}
