import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isSecret, verify } from '../../lib/http/signature.ts';
import { Problem } from '../../local/problem.ts';
import { parse, UsageError } from '../command.ts';
import { printable } from '../printable.ts';

const OPTIONS = {
  secret: { type: 'string', multiple: true },
  port: { type: 'string', default: '4040' },
} as const;

const MOST_BYTES = 1024 * 1024;

/** Runs until it is interrupted. */
export async function run(args: string[]): Promise<void> {
  const print = (line: string) => console.log(line);
  const { secret: secrets = [], port } = parse(args, OPTIONS);
  if (secrets.length === 0) throw new UsageError('by which secret? give --secret whsec_...');
  if (!secrets.every(isSecret)) throw new UsageError('--secret is whsec_ and 24 to 64 bytes in base64');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new UsageError('--port is a number up to 65535');
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => resolve());
  });
  const server = createServer(async (request, response) => {
    try {
      const body = await bodyOf(request);
      const status = body === undefined ? 413 : tell(request, body, secrets, print) ? 200 : 401;
      response.writeHead(status, { connection: 'close' }).end();
    } catch {
      // Whoever sent it went away in the middle of it.
      request.destroy();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', () => reject(new Problem(`port ${port} is taken`, 'give another one with --port')));
    server.listen(Number(port), '127.0.0.1', resolve);
  });
  print(`listening on http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await interrupted;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Whether it is signed; what is not is not shown, for nobody knows who it is from. */
function tell(
  { headers, method }: IncomingMessage,
  body: Buffer,
  secrets: readonly string[],
  print: (line: string) => void,
): boolean {
  const now = Date.now();
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers;
  const [first, second, third] = [id, timestamp, signature].map((value) => (typeof value === 'string' ? value : ''));
  const signed = { 'webhook-id': first, 'webhook-timestamp': second, 'webhook-signature': third };
  const verified = verify(signed, body, secrets, now);
  const at = new Date(now).toISOString();
  if (!verified.ok) {
    print(`${at} REFUSED a ${method} of ${body.length} bytes: not signed by this secret within the last five minutes`);
    return false;
  }
  print(`${at} verified ${printable(verified.id)}\n${shown(body)}`);
  return true;
}

function shown(body: Buffer): string {
  const text = body.toString('utf8');
  try {
    return printable(JSON.stringify(JSON.parse(text), null, 2));
  } catch {
    return printable(text);
  }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
