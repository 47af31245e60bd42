import { DescribeTableCommand, DynamoDBClient, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { type FailureDocument, type StreamRecord, sourceOf } from './document.ts';
import { onLambda } from './lambda.ts';
import { stackOf, tableIn } from './names.ts';
import { NO_ACCOUNT, type Stack } from './stack.ts';
import { awsTrouble } from './trouble.ts';

/** The stacks that the environment's credentials reach in its region. */
export async function onAws(): Promise<Stack> {
  const client = new DynamoDBClient({});
  const region = await client.config.region().catch((error: unknown) => {
    throw awsTrouble(error) ?? error;
  });
  const accountOf = remembered((table) => readAccount(client, table));
  return {
    client,
    operationsTable: (functionName = '') => tableIn(stackOf(functionName) ?? '', 'operations'),
    refuse: async (document) => misplaced(document, region) ?? (await ofOtherAccount(document, accountOf)),
    invoke: onLambda(),
    close: async () => client.destroy(),
  };
}

/** Whoever writes a document chooses what it says, so it may name only what belongs together. */
function misplaced({ functionName, region, account, records }: FailureDocument, here: string): string | undefined {
  if (account === NO_ACCOUNT) return 'it is of a function of one machine';
  const stack = stackOf(functionName);
  if (!stack) return 'it is not of a stream function of a stack';
  if (region !== here) return `it is of another region than ${here}`;
  const table = tableIn(stack, 'subjects');
  const isOfIt = (record: StreamRecord) => {
    const source = sourceOf(record);
    return source.table === table && source.region === region && source.account === account;
  };
  return records.every(isOfIt) ? undefined : `it has records that are not of ${table}`;
}

/** One's own account is that of one's tables, and no other service has to be asked for it. */
async function ofOtherAccount(
  { functionName, account }: FailureDocument,
  accountOf: (table: string) => Promise<string | undefined>,
): Promise<string | undefined> {
  const table = tableIn(stackOf(functionName) ?? '', 'subjects');
  const own = await accountOf(table);
  if (own === undefined) return `there is no table ${table}`;
  return own === account ? undefined : 'it is of another account than the credentials';
}

async function readAccount(client: DynamoDBClient, TableName: string): Promise<string | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName }));
    return Table?.TableArn?.split(':')[4];
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function remembered<T>(read: (name: string) => Promise<T>): (name: string) => Promise<T> {
  const known = new Map<string, T>();
  return async (name) => {
    if (!known.has(name)) known.set(name, await read(name));
    return known.get(name)!;
  };
}
