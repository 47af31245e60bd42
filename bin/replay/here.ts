import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientConfig } from '../../local/engines/engine.ts';
import { startEngine } from '../../local/engines/start-engine.ts';
import { readService } from '../../local/service.ts';
import { openState } from '../../local/state.ts';
import { begin, SERVICE_FILE } from '../start/begin.ts';
import type { StartOptions } from '../start/options.ts';
import { sourceOf } from './document.ts';
import { NO_ACCOUNT, type Stack } from './stack.ts';

const CATCH_UP_MS = 10_000;

/** The whole stack: what the records lead to is handled, too, as far as that is done within a while. */
export async function startHere(options: StartOptions): Promise<Stack> {
  const local = await begin({ ...options, port: 0 });
  // The functions' environment is ours as well: it leads to the engine.
  const client = new DynamoDBClient({});
  return {
    ...about(client),
    invoke: ({ functionName }, event) => local.invoke(functionName, event),
    close: async () => {
      await Promise.race([local.idle(), sleep(CATCH_UP_MS, undefined, { ref: false })]);
      client.destroy();
      await local.close();
    },
  };
}

/** The tables alone, to look and change nothing. */
export async function lookHere({ stateDir, engine: kind }: StartOptions): Promise<Stack> {
  const state = openState(stateDir);
  const engine = await startEngine({ kind, stateDir: state.directory, endpoint: process.env.DYNAMODB_ENDPOINT });
  await engine.createTables(readService(SERVICE_FILE).tables);
  const client = new DynamoDBClient(clientConfig(engine.endpoint));
  const close = async () => {
    client.destroy();
    await engine.close();
    state.release();
  };
  return { ...about(client), close };
}

function about(client: DynamoDBClient): Pick<Stack, 'client' | 'operationsTable' | 'refuse'> {
  const { environment, functions } = readService(SERVICE_FILE);
  const readers = functions.filter(({ streams }) => streams.length > 0).map(({ name }) => name);
  const table = environment.SUBJECTS_TABLE ?? '';
  return {
    client,
    operationsTable: () => environment.OPERATIONS_TABLE ?? '',
    refuse: async ({ account, functionName, records }) => {
      if (account !== NO_ACCOUNT) return 'it is of a function on AWS: add --aws';
      if (!readers.includes(functionName)) return 'there is no such function here';
      const isOfIt = records.every((record) => sourceOf(record).table === table);
      return isOfIt ? undefined : `it has records that are not of ${table}`;
    },
  };
}
