import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { dynamodbBatches, dynamodbStore } from '../../lib/store/dynamodb.ts';
import { clientConfig } from '../../local/engines/engine.ts';
import { ENGINES, type EngineKind, startEngine } from '../../local/engines/start-engine.ts';
import { readService } from '../../local/service.ts';
import { diceOf } from './dice.ts';
import { shuffledEvents } from './shuffled-events.ts';

// `node test/chaos/events.ts [events] [seed] [engine]`: events of a partner in any order, any number of times; exit 1 = not the same profiles.
const [events = '10000', seed = String(Date.now() % 1e6), kind = 'dynalite'] = process.argv.slice(2);
if (!ENGINES.includes(kind as EngineKind)) throw new Error(`the engines are ${ENGINES.join(' and ')}`);
console.log(`seed ${seed}, ${events} events on ${kind}`);
const service = readService('serverless.yml');
const { SUBJECTS_TABLE = '', DECISIONS_TABLE = '', OPERATIONS_TABLE = '' } = service.environment;
const tables = { subjects: SUBJECTS_TABLE, decisions: DECISIONS_TABLE, operations: OPERATIONS_TABLE };
const engine = await startEngine({ kind: kind as EngineKind });
await engine.createTables(service.tables);
const client = new DynamoDBClient(clientConfig(engine.endpoint));
const ground = {
  store: dynamodbStore(client, tables),
  batches: dynamodbBatches(client, tables),
  dice: diceOf(Number(seed)),
};
const started = performance.now();
try {
  const people = Math.ceil(Number(events) / 40);
  const took = await shuffledEvents(ground, { events: Number(events), people });
  console.log(`ok    shuffled, ${Math.round((performance.now() - started) / 1000)} s: ${JSON.stringify(took)}`);
} catch (error) {
  console.log(`LOST  shuffled: ${error instanceof Error ? error.stack : error}`);
  process.exitCode = 1;
} finally {
  client.destroy();
  await engine.close();
}
