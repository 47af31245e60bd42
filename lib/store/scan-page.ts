import {
  type DynamoDBClient,
  ScanCommand,
  type ScanCommandInput,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { DeserializeHandler } from '@smithy/types';
import { calling } from './errors.ts';
import { type Key, nextOf, type Piece, readPage } from './read-page.ts';

type Handler = DeserializeHandler<ScanCommandInput, ScanCommandOutput>;

/** What the SDK is left to decode. */
const NOTHING = Buffer.from('{}');

export interface Page {
  pieces: Iterable<Piece>;
  /** Where the next one begins, if that can be told before the pieces are read. */
  next: Key | undefined;
}

/**
 * One page of a scan, read by JSON.parse: the SDK goes over every attribute once more, which costs more than scoring.
 * Endpoint, signature, retries and errors stay the SDK's; only the body of a success is taken out of its hands.
 */
export async function scanPage(
  client: DynamoDBClient,
  input: ScanCommandInput,
  { abortSignal, landing }: { abortSignal: AbortSignal; landing: Landing },
): Promise<Page> {
  let body: Buffer = NOTHING;
  const command = new ScanCommand(input);
  command.middlewareStack.addRelativeTo(
    (next: Handler) => async (args: Parameters<Handler>[0]) => {
      const result = await next(args);
      const response = result.response as { statusCode: number; body: AsyncIterable<Buffer> | Buffer };
      if (response.statusCode === 200) {
        body = await landing.take(response.body as AsyncIterable<Buffer>);
        response.body = NOTHING;
      }
      return result;
    },
    { name: 'readPage', relation: 'after', toMiddleware: 'deserializerMiddleware' },
  );
  await calling(() => client.send(command, { abortSignal }));
  return { pieces: readPage(body), next: nextOf(body) };
}

/** Where one page after the other is put together: a megabyte that is used again need not be cleared, collected and found anew. */
export class Landing {
  #bytes = Buffer.alloc(0);

  /** What comes, until the next is taken. */
  async take(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
    let length = 0;
    for await (const chunk of chunks) {
      const needed = length + chunk.length;
      if (needed > this.#bytes.length) this.#grow(needed, length);
      length += chunk.copy(this.#bytes, length);
    }
    return this.#bytes.subarray(0, length);
  }

  #grow(needed: number, length: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.#bytes.length));
    this.#bytes.copy(larger, 0, 0, length);
    this.#bytes = larger;
  }
}
