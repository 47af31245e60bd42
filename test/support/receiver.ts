// A partner's endpoint on this machine:
//
//   const receiver = await startReceiver();      // receiver.url, receiver.got; receiver.close()
//   receiver.answer = (n) => ({ status: n < 3 ? 500 : 200 });

import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface Received {
  headers: IncomingHttpHeaders;
  path: string;
  id: string;
  body: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of it.
  event: any;
}

export type Answer = { status: number; headers?: Record<string, string> } | 'reset' | 'silence' | 'drip';

export interface Receiver {
  url: string;
  got: Received[];
  /** By how many have come before. */
  answer: (before: number, received: Received) => Answer;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const sockets = new Set<Socket>();
  const receiver: Receiver = { url: '', got: [], answer: () => ({ status: 200 }), close: async () => {} };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString('utf8');
    const { headers, url: path = '' } = request;
    const received = { headers, path, id: String(headers['webhook-id']), body, event: JSON.parse(body) };
    const answer = receiver.answer(receiver.got.length, received);
    receiver.got.push(received);
    if (answer === 'reset') request.socket.resetAndDestroy();
    else if (answer === 'drip') {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    } else if (answer !== 'silence') response.writeHead(answer.status, answer.headers).end();
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  receiver.close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  };
  return receiver;
}
