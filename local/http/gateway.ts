import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Problem } from '../problem.ts';
import type { Route } from '../service.ts';
import { toEvent } from './event.ts';
import { sendMessage, sendReply } from './reply.ts';
import { createRouter, type Matched } from './routes.ts';

const MAX_BODY_BYTES = 10 * 1024 * 1024;
const INTEGRATION_MS = 30_000;
const GRACE_MS = 1000;

export interface GatewayOptions {
  port: number;
  routes: readonly Route[];
  invoke(functionName: string, event: APIGatewayProxyEventV2): Promise<unknown>;
  /** Documents of the runner's own, by path, served beside the API. */
  documents?: Record<string, unknown>;
}

export interface Gateway {
  port: number;
  close(): Promise<void>;
}

/** An API Gateway HTTP API on this machine's loopback address. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const router = createRouter(options.routes);
  const server = createServer((request, response) => {
    answer(request, response, router, options).catch(() => fail(response, 500, 'Internal Server Error'));
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening').catch((error) => {
    throw error.code === 'EADDRINUSE' ? portTaken(options.port) : error;
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      // Calls under way may finish, but nobody waits for them for long.
      const timer = setTimeout(() => server.closeAllConnections(), 1000);
      await closed;
      clearTimeout(timer);
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  router: (method: string, path: string) => Matched | undefined,
  { invoke, documents = {} }: GatewayOptions,
): Promise<void> {
  const body = await readBody(request);
  const found = locate(request, router);
  if (found === undefined) return sendMessage(response, 400, 'Bad Request');
  const { url, matched } = found;
  const document = request.method === 'GET' ? documents[url.pathname] : undefined;
  if (document !== undefined) return sendReply(response, document);
  if (!matched) return sendMessage(response, 404, 'Not Found');
  if (!body) return cutOff(request, response);
  const event = toEvent(request, url, body, matched);
  response.setHeader('apigw-requestid', event.requestContext.requestId);
  const returned = await Promise.race([
    invoke(matched.route.functionName, event),
    sleep(INTEGRATION_MS, GATEWAY_TIMEOUT, { ref: false }),
  ]);
  if (returned === GATEWAY_TIMEOUT) return sendMessage(response, 503, 'Service Unavailable');
  sendReply(response, returned);
}

const GATEWAY_TIMEOUT = Symbol('the integration took too long');

/** Nothing when the address or its %-encoding is malformed. */
function locate(request: IncomingMessage, router: (method: string, path: string) => Matched | undefined) {
  try {
    const url = new URL(`http://${request.headers.host ?? 'localhost'}${request.url}`);
    return { url, matched: router(request.method ?? '', url.pathname) };
  } catch {
    return undefined;
  }
}

/** To the last byte, so that a refusal does not cut the connection; nothing as soon as it is larger than the gateway takes. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length']) > MAX_BODY_BYTES) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The rest of such a body is not read: who sends it has a moment to see the answer, and then the connection is cut. The
 * response is not ended before, for Node would cut it at once, and with it the answer on its way.
 */
function cutOff(request: IncomingMessage, response: ServerResponse): void {
  const body = JSON.stringify({ message: 'Request Entity Too Large' });
  const headers = { 'content-type': 'application/json', 'content-length': body.length, connection: 'close' };
  response.writeHead(413, headers).write(body);
  setTimeout(() => request.destroy(), GRACE_MS).unref();
}

function fail(response: ServerResponse, statusCode: number, message: string): void {
  if (response.headersSent) response.destroy();
  else sendMessage(response, statusCode, message);
}

function portTaken(port: number): Problem {
  return new Problem(`port ${port} is taken`, 'end what uses it, or choose another one with --port');
}
