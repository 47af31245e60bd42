import { createServer } from 'node:http';
import { startEngine } from '../../local/engines/start-engine.ts';
import { readService } from '../../local/service.ts';
import type { Item } from '../capacity/item-size.ts';
import { type Calls, type Ledger, note } from './ledger.ts';
import { expectedOf, populationOf } from './population.ts';
import { type Scan, scan, Writes } from './subjects.ts';

// Run as a child process: speaks DynamoDB's JSON protocol. The table Subjects holds persons who are made on the fly; all
// others are real ones of an engine behind it. Its CPU time is not that of the bench.
const [people = 0, distinct = 0, percent = 0] = process.argv.slice(2).map(Number);
const population = populationOf(people, distinct, percent);
const writes = new Writes(population);
const calls: Calls = {};
const engine = await startEngine({ kind: 'dynalite' });
await engine.createTables(readService(new URL('../../serverless.yml', import.meta.url).pathname).tables);

interface Input extends Scan {
  TableName?: string;
  Item?: Item;
  Key?: Item;
}

/** Of the generated table. */
function answer(operation: string, input: Input): string | undefined {
  if (operation === 'Scan') {
    const { json, units } = scan(population, input);
    note(calls, 'Subjects Scan', units);
    return json;
  }
  if (operation === 'PutItem') {
    const units = writes.put(input.Item ?? {});
    note(calls, 'Subjects PutItem', units);
    return `{"ConsumedCapacity":{"TableName":"Subjects","CapacityUnits":${units}}}`;
  }
  const { items, bytes } = population.size;
  if (operation !== 'DescribeTable') return undefined;
  return JSON.stringify({ Table: { TableName: 'Subjects', ItemCount: items, TableSizeBytes: bytes } });
}

/** Of a table of the engine. */
async function forward(operation: string, input: Input, target: string): Promise<{ status: number; text: string }> {
  const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0', ...SIGNED };
  const reply = await fetch(engine.endpoint, { method: 'POST', headers, body: JSON.stringify(input) });
  const text = await reply.text();
  const { ConsumedCapacity } = JSON.parse(text) as { ConsumedCapacity?: { CapacityUnits: number } };
  const kind = (input.Item ?? input.Key)?.sk?.S?.split('#')[0] ?? '';
  note(calls, `${operation} ${kind}`, ConsumedCapacity?.CapacityUnits ?? 0);
  return { status: reply.status, text };
}

/** dynalite wants a signature and does not check it. */
const SIGNED = {
  'x-amz-date': '20260731T000000Z',
  authorization:
    'AWS4-HMAC-SHA256 Credential=local/20260731/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
};

async function respond(target: string, body: string): Promise<{ status: number; text: string }> {
  const operation = target.split('.')[1] ?? '';
  const input = JSON.parse(body) as Input;
  if (input.TableName !== 'Subjects') return forward(operation, input, target);
  const text = answer(operation, input);
  return { status: text === undefined ? 400 : 200, text: text ?? '{}' };
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const { status, text } = await respond(String(request.headers['x-amz-target']), Buffer.concat(chunks).toString());
    const reply = Buffer.from(text);
    response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0', 'Content-Length': reply.length });
    response.end(reply);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.(`http://127.0.0.1:${address.port}`);
});
process.on('message', (asked: 'ledger' | 'expected' | 'mean') => {
  const { right, wrong } = writes;
  if (asked === 'ledger') process.send?.({ calls, right, wrong } satisfies Ledger);
  else process.send?.(asked === 'expected' ? expectedOf(population) : population.mean);
});
process.once('disconnect', () => process.exit());
