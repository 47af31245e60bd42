import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export function write(directory: string, name: string, content: string | Buffer): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

export interface Seen {
  path: string;
  body: string;
  /** How often this path was asked for before. */
  before: number;
}

/** A server that stands for the API: `reply` decides per call, by default everything is new. */
export async function stubApi(reply: (seen: Seen, response: ServerResponse) => void = (_seen, it) => accept(it)) {
  const calls: Seen[] = [];
  const times = new Map<string, number>();
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const path = request.url ?? '';
      const seen = { path, body, before: times.get(path) ?? 0 };
      times.set(path, seen.before + 1);
      calls.push(seen);
      reply(seen, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { api: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), calls };
}

export function accept(response: ServerResponse, status = 201): void {
  const accepted = status === 201 ? ['income'] : [];
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ subjectId: 'x', version: 1, accepted, ignored: [] }));
}

export function refuse(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers });
  response.end(JSON.stringify(body));
}
