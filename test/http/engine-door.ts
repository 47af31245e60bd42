import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to one call: undefined = it passes. 'unheard' = it is carried out, and its answer is lost on the way. */
export type Fault = 'cut' | 'unheard' | { status: number; name: string } | undefined;

type Decide = (operation: string, body: string) => Fault | Promise<Fault>;

/** Stands between the functions and the engine: real calls of the real SDK, which a test can count and disturb. */
export interface EngineDoor {
  readonly endpoint: string;
  /** The calls since the last reset: 'Query', 'PutItem', ... */
  readonly calls: string[];
  /** Decides about each call from now on. */
  disturb(fault: Decide): void;
  reset(): void;
  close(): Promise<void>;
}

/** Passes everything on to `engine()`, which need not be known before the first call. */
export async function openEngineDoor(engine: () => string): Promise<EngineDoor> {
  const calls: string[] = [];
  let fault: Decide = () => undefined;
  const server = createServer(async (request, response) => {
    const body = await read(request).catch(() => undefined);
    // Whoever asked died in the middle of it.
    if (body === undefined) return;
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    calls.push(operation);
    const found = await fault(operation, body);
    if (found === 'cut') return void request.socket.destroy();
    if (typeof found === 'object') return refuse(response, found);
    const headers = Object.entries(request.headers).filter(
      ([name]) => !['host', 'connection', 'content-length'].includes(name),
    );
    const passed = fetch(engine(), { method: 'POST', headers: headers as [string, string][], body });
    const answer = await passed.catch(() => undefined);
    const text = await answer?.text().catch(() => undefined);
    // Where the engine hangs up, so does the door.
    if (found === 'unheard' || answer === undefined || text === undefined) return void request.socket.destroy();
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(text);
  });
  // As long as the engine does: an idle line that is closed while a call is on its way would be a fault nobody asked for.
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    disturb: (decide) => {
      fault = decide;
    },
    reset: () => {
      fault = () => undefined;
      calls.length = 0;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

function refuse(response: ServerResponse, { status, name }: { status: number; name: string }): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'ada said 90' }));
}
