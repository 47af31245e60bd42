import {
  type AttributeValue,
  type DynamoDBClient,
  ScanCommand,
  type ScanCommandInput,
  type ScanCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { DeserializeHandler } from '@smithy/types';
import { calling } from './errors.ts';

export type Item = Record<string, AttributeValue>;
export type Key = Record<string, { S: string }>;

/** A page of a scan, as DynamoDB's JSON has it: texts and numbers are where the SDK puts them, binaries are base64. */
export interface Page {
  Items?: Item[];
  LastEvaluatedKey?: Key;
  ConsumedCapacity?: { CapacityUnits?: number };
}

type Handler = DeserializeHandler<ScanCommandInput, ScanCommandOutput>;

/** What the SDK is left to decode. */
const EMPTY = Buffer.from('{}');

/**
 * One page of a scan, read by JSON.parse: the SDK goes over every attribute once more, which costs more than scoring.
 * Endpoint, signature, retries and errors stay the SDK's; only the body of a success is taken out of its hands.
 */
export async function scanPage(client: DynamoDBClient, input: ScanCommandInput): Promise<Page> {
  let page: Page = {};
  const command = new ScanCommand(input);
  command.middlewareStack.addRelativeTo(
    (next: Handler) => async (args: Parameters<Handler>[0]) => {
      const result = await next(args);
      const response = result.response as { statusCode: number; body: AsyncIterable<Buffer> | Buffer };
      if (response.statusCode === 200) {
        page = JSON.parse(await textOf(response.body as AsyncIterable<Buffer>)) as Page;
        response.body = EMPTY;
      }
      return result;
    },
    { name: 'readPage', relation: 'after', toMiddleware: 'deserializerMiddleware' },
  );
  await calling(() => client.send(command));
  return page;
}

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
