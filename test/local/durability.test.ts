import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { type Change, clientConfig, type Engine } from '../../local/engines/engine.ts';
import { startEngine } from '../../local/engines/start-engine.ts';
import { temporaryDirectory } from '../support/local.ts';
import { service, THINGS } from './fixtures/service.ts';

const KILLS = 4;
const VERSIONS_PER_RUN = 100_000;
const WRITER = new URL('fixtures/writer.ts', import.meta.url).pathname;

test(`nothing acknowledged is lost and every change is delivered in order, through ${KILLS} kills`, async () => {
  const stateDir = temporaryDirectory();
  const acknowledged = new Map<string, number[]>();
  for (let run = 0; run < KILLS; run += 1) {
    for (const line of await writeUntilKilled(stateDir, run * VERSIONS_PER_RUN + 1)) {
      const [person = '', version] = line.split(' ');
      acknowledged.set(person, [...(acknowledged.get(person) ?? []), Number(version)]);
    }
  }
  const engine = await startEngine({ kind: 'dynalite', stateDir });
  await engine.createTables(service().tables);
  const kept = await keptVersions(engine);
  const delivered = await deliveredVersions(engine);
  await engine.close();
  expect(acknowledged.size).toBe(4);
  for (const [person, versions] of acknowledged) {
    const changes = delivered.get(person) ?? [];
    expect(kept.get(person)).toBeGreaterThanOrEqual(versions.at(-1)!);
    // The item is what its last change says: the two were written together.
    expect(changes.at(-1)).toBe(kept.get(person));
    expect(changes).toEqual([...changes].sort((a, b) => a - b));
    expect(versions.filter((version) => !changes.includes(version))).toEqual([]);
  }
});

async function writeUntilKilled(stateDir: string, firstVersion: number): Promise<string[]> {
  const child = spawn(process.execPath, [WRITER, stateDir, String(firstVersion)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await once(child.stdout, 'data');
  await sleep(100 + Math.random() * 500);
  child.kill('SIGKILL');
  await once(child, 'close');
  // A line cut by the kill was not fully said.
  return output.split('\n').slice(0, -1);
}

async function keptVersions({ endpoint }: Engine): Promise<Map<string, number>> {
  const client = new DynamoDBClient(clientConfig(endpoint));
  const { Items = [] } = await client.send(new ScanCommand({ TableName: THINGS }));
  client.destroy();
  return new Map(Items.map(({ pk, version }) => [pk?.S ?? '', Number(version?.N)]));
}

async function deliveredVersions(engine: Engine): Promise<Map<string, number[]>> {
  const changes = await engine.changes(THINGS, 'test', 'TRIM_HORIZON');
  const delivered = new Map<string, number[]>();
  for (let read: Change[] = await changes.read(500); read.length > 0; read = await changes.read(500)) {
    for (const { dynamodb } of read) {
      const person = dynamodb.Keys?.pk?.S ?? '';
      delivered.set(person, [...(delivered.get(person) ?? []), Number(dynamodb.NewImage?.version?.N)]);
    }
    await changes.commit(read);
  }
  return delivered;
}
