import {
  type DynamoDBClient,
  ScanCommand,
  type ScanCommandInput,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { DeserializeHandler } from '@smithy/types';
import { calling } from './errors.ts';
import { type Piece, readPage } from './read-page.ts';

type Handler = DeserializeHandler<ScanCommandInput, ScanCommandOutput>;

/** What the SDK is left to decode. */
const NOTHING = Buffer.from('{}');

/**
 * One page of a scan, read by JSON.parse: the SDK goes over every attribute once more, which costs more than scoring.
 * Endpoint, signature, retries and errors stay the SDK's; only the body of a success is taken out of its hands.
 */
export async function scanPage(client: DynamoDBClient, input: ScanCommandInput): Promise<Iterable<Piece>> {
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
  await calling(() => client.send(command));
  return readPage(body);
}

async function bytesOf(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
