import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { queueUrl } from '../service/queues.ts';
import type { Queue } from '../service.ts';
import { SqsError } from './checks.ts';
import type { Messages } from './messages.ts';
import { OPERATIONS } from './operations.ts';

const TARGET = 'AmazonSQS.';

export interface QueueServer {
  /** Where the clients of SQS reach it. */
  endpoint: string;
  close(): Promise<void>;
}

/** The queues on this machine's loopback address, as SQS's own clients speak to them (JSON 1.0). */
export async function serveQueues(queues: readonly Queue[], messages: Messages): Promise<QueueServer> {
  const byName = new Map(queues.map((queue) => [queue.name, queue]));
  const server = createServer((request, response) => {
    answer(request, response).then(
      (output) => reply(response, 200, output),
      (error: unknown) => refuse(response, error),
    );
  });
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const input = await readInput(request);
    const operation = OPERATIONS[String(request.headers['x-amz-target']).slice(TARGET.length)];
    if (!operation) throw new SqsError('UnsupportedOperation', 'The queues of one machine do not know this operation.');
    const queue = byName.get(input.QueueName ?? String(input.QueueUrl).split('/').at(-1) ?? '');
    if (!queue) throw new SqsError('QueueDoesNotExist', 'The specified queue does not exist.');
    const url = queueUrl(queue, `http://${request.headers.host}`);
    return operation({ messages, queue, url, input, signal: gone.signal });
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readInput(request: IncomingMessage): Promise<{ QueueName?: string; QueueUrl?: string }> {
  try {
    return Object(await json(request));
  } catch {
    throw new SqsError('InvalidParameterValue', 'The body is not JSON.');
  }
}

function refuse(response: ServerResponse, error: unknown): void {
  const [statusCode, code, message] =
    error instanceof SqsError ? [400, error.code, error.message] : [500, 'InternalError', 'It failed.'];
  reply(response, statusCode, { __type: `com.amazonaws.sqs#${code}`, message });
}

function reply(response: ServerResponse, statusCode: number, output: unknown): void {
  response.writeHead(statusCode, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(output));
}
