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
  abortSignal: AbortSignal,
): Promise<Page> {
  let body: Buffer = NOTHING;
  const command = new ScanCommand(input);
  command.middlewareStack.addRelativeTo(
    (next: Handler) => async (args: Parameters<Handler>[0]) => {
      const result = await next(args);
      const response = result.response as { statusCode: number; body: AsyncIterable<Buffer> | Buffer };
      if (response.statusCode === 200) {
        body = await bytesOf(response.body as AsyncIterable<Buffer>);
        response.body = NOTHING;
      }
      return result;
    },
    { name: 'readPage', relation: 'after', toMiddleware: 'deserializerMiddleware' },
  );
  await calling(() => client.send(command, { abortSignal }));
  return { pieces: readPage(body), next: nextOf(body) };
}

async function bytesOf(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
