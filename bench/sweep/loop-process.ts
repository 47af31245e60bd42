import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientConfig } from '../../local/engines/engine.ts';
import { LOOPS, type LoopKind } from './loops.ts';

// Run as a child process: one loop over everybody the server has, after a warm-up over so many persons (of a small
// population the same ones several times); says what it took.
const [kind, endpoint = '', warmUp = '0'] = process.argv.slice(2);
const most = Number(warmUp);
const client = new DynamoDBClient(clientConfig(endpoint));
const loop = LOOPS[kind as LoopKind];
for (let people = 0; people < most; ) people += await loop(client, most - people);
const before = process.cpuUsage();
const people = await loop(client, Number.POSITIVE_INFINITY);
const { user, system } = process.cpuUsage(before);
process.send?.({ people, cpuMicros: user + system, maxRssMb: process.resourceUsage().maxRSS / 1024 });
process.disconnect();
client.destroy();
