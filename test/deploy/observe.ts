// What each function does at the tables, seen from outside: one door per function stands between it and the engine.
//
//   const watched = watchFunctions();                       // before useApi
//   const api = useApi(async () => ({ load: watched.load, environment: await watched.environment() }));
//   watched.seen();                                         // [{ functionName, table, operation, key }, ...]

import type { Handler } from '../../local/lambda.ts';
import { type EngineDoor, openEngineDoor } from '../http/engine-door.ts';
import { fromSource } from '../support/api.ts';
import { KEY_OF, type KmsServer, startKms } from '../support/kms.ts';

/** Where functions find the queues they send to. */
const QUEUES = ['SWEEP_QUEUE_URL', 'EVENTS_QUEUE_URL', 'DELIVERY_QUEUE_URL'];

export interface Seen {
  functionName: string;
  /** The name of the table, or the queue, as the function was given it; `kms` is the key. */
  table: string;
  /** 'PutItem', ... */
  operation: string;
  /** The partition key; of the key, whose secret it is. */
  key: string;
}

export interface Watched {
  load(handler: string): Promise<Handler>;
  /** Secrets are sealed by a KMS, which sees who asks. */
  environment(): Promise<Record<string, string>>;
  seen(): Seen[];
  /** What happens between a call and the engine, from now on. */
  meanwhile(work: (call: Seen) => Promise<void>): void;
  close(): Promise<void>;
}

export function watchFunctions(): Watched {
  const load = fromSource();
  const seen: Seen[] = [];
  const doors: EngineDoor[] = [];
  let meanwhile: (call: Seen) => Promise<void> = async () => {};
  let kms: KmsServer | undefined;
  // One after another, for each reads its endpoint from the environment that all of them share.
  let turn: Promise<unknown> = Promise.resolve();
  const loadBehindDoor = async (handler: string): Promise<Handler> => {
    const functionName = handler.replace(/^.*\/|\.\w+$/g, '');
    const door = await openEngineDoor(() => process.env.AWS_ENDPOINT_URL ?? '');
    doors.push(door);
    door.disturb(async (operation, body) => {
      const call = { functionName, operation, ...addressOf(operation, JSON.parse(body)) };
      seen.push(call);
      await meanwhile(call);
      return undefined;
    });
    const queues = await openEngineDoor(() => process.env.AWS_ENDPOINT_URL_SQS ?? '');
    doors.push(queues);
    queues.disturb((operation, body) => {
      seen.push({ functionName, operation, table: JSON.parse(body).QueueUrl.replace(/^.*\//, ''), key: '' });
      return undefined;
    });
    const { DYNAMODB_ENDPOINT, SECRETS_KMS_KEY } = process.env;
    const addresses = QUEUES.map((name) => [name, process.env[name] ?? ''] as const);
    process.env.DYNAMODB_ENDPOINT = door.endpoint;
    process.env.SECRETS_KMS_KEY = KEY_OF + functionName;
    for (const [name, address] of addresses) process.env[name] = queues.endpoint + new URL(address).pathname;
    try {
      return await load(handler);
    } finally {
      process.env.DYNAMODB_ENDPOINT = DYNAMODB_ENDPOINT;
      process.env.SECRETS_KMS_KEY = SECRETS_KMS_KEY;
      for (const [name, address] of addresses) process.env[name] = address;
    }
  };
  return {
    meanwhile: (work) => {
      meanwhile = work;
    },
    load: (handler) => {
      const loaded = turn.then(() => loadBehindDoor(handler));
      turn = loaded.catch(() => {});
      return loaded;
    },
    environment: async () => {
      kms = await startKms();
      return { SECRETS_KEY: '', SECRETS_KMS_KEY: `${KEY_OF}nobody`, AWS_ENDPOINT_URL_KMS: kms.endpoint };
    },
    seen: () => [
      ...seen,
      ...(kms?.asked ?? []).map(({ operation, keyId, owner }) => {
        return { functionName: keyId.slice(KEY_OF.length), table: 'kms', operation, key: owner };
      }),
    ],
    close: async () => {
      kms?.close();
      await Promise.all(doors.map((door) => door.close()));
    },
  };
}

interface Call {
  TableName: string;
  Key?: { pk: { S: string } };
  Item?: { pk: { S: string } };
  ExpressionAttributeValues?: { ':pk'?: { S: string } };
}

const OF_WHOLE_TABLES = new Set(['Scan', 'DescribeTable']);

/** An operation that names no table and key in one of these ways would have to be taught here. */
function addressOf(
  operation: string,
  { TableName, Key, Item, ExpressionAttributeValues: values }: Call,
): Pick<Seen, 'table' | 'key'> {
  const key = (Key ?? Item)?.pk.S ?? values?.[':pk']?.S ?? (OF_WHOLE_TABLES.has(operation) ? '' : undefined);
  if (TableName === undefined || key === undefined) throw new Error('a call without a table or a partition key');
  return { table: TableName, key };
}
