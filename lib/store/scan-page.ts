import {
  type DynamoDBClient,
  ScanCommand,
  type ScanCommandInput,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { DeserializeHandler } from '@smithy/types';
import { calling } from './errors.ts';
import { type Page, readPage } from './read-page.ts';

type Handler = DeserializeHandler<ScanCommandInput, ScanCommandOutput>;

/** What the SDK is left to decode. */
const EMPTY = Buffer.from('{}');

/**
 * One page of a scan, read by JSON.parse: the SDK goes over every attribute once more, which costs more than scoring.
 * Endpoint, signature, retries and errors stay the SDK's; only the body of a success is taken out of its hands.
 */
export async function scanPage(client: DynamoDBClient, input: ScanCommandInput): Promise<Page> {
  let page: Page = { Items: [] };
  const command = new ScanCommand(input);
  command.middlewareStack.addRelativeTo(
    (next: Handler) => async (args: Parameters<Handler>[0]) => {
      const result = await next(args);
      const response = result.response as { statusCode: number; body: AsyncIterable<Buffer> | Buffer };
      if (response.statusCode === 200) {
        page = readPage(await bytesOf(response.body as AsyncIterable<Buffer>));
        response.body = EMPTY;
      }
      return result;
    },
    { name: 'readPage', relation: 'after', toMiddleware: 'deserializerMiddleware' },
  );
  await calling(() => client.send(command));
  return page;
}

async function bytesOf(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
