import type { AttributeValue, ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { bytesOf, type Item } from './item-size.ts';

/** One call to DynamoDB: what it cost, and the items that it moved. */
export interface Call {
  kind: 'read' | 'write';
  table: string;
  units: number;
  items: readonly { sk: string; bytes: number }[];
}

interface Reply {
  ConsumedCapacity?: ConsumedCapacity;
  Item?: Item;
  Items?: Item[];
}

const READS = ['GetItemCommand', 'QueryCommand', 'ScanCommand'];

/** Makes a client ask for the capacity that each call consumed. The returned function hands over what was noted so far. */
export function meter(client: DynamoDBClient): () => Call[] {
  let calls: Call[] = [];
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
        calls.push(callOf(commandName, args.input as { Item?: Item }, result.output as Reply));
        return result;
      },
    { step: 'initialize', name: 'meter' },
  );
  return () => {
    const noted = calls;
    calls = [];
    return noted;
  };
}

function callOf(commandName: string, input: { Item?: Item }, reply: Reply): Call {
  const { CapacityUnits: units, TableName: table = '' } = reply.ConsumedCapacity ?? {};
  if (units === undefined) throw new Error(`${commandName} did not say what it consumed`);
  const items = [input.Item, reply.Item, ...(reply.Items ?? [])].filter((item) => item !== undefined);
  const kind = READS.includes(commandName) ? 'read' : 'write';
  return { kind, table, units, items: items.map((item) => ({ sk: textOf(item.sk), bytes: bytesOf(item) })) };
}

function textOf(value: AttributeValue | undefined): string {
  return value?.S ?? '';
}
