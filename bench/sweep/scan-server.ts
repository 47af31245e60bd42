import { createServer } from 'node:http';
import { type Template, templates } from './templates.ts';

// Run as a child process: speaks the Scan of DynamoDB's JSON protocol over persons that are made on the fly, of which
// person n is a copy of template n modulo their number. Its CPU time is not that of the bench.
const [people = 0, distinct = 0] = process.argv.slice(2).map(Number);
const drawn = templates(distinct);
const PAGE_BYTES = 1_048_576;

interface Scan {
  Segment?: number;
  TotalSegments?: number;
  ExclusiveStartKey?: { pk: { S: string }; sk: { S: string } };
}

/** Ids as long as `p0000000007`: eleven bytes. */
function idOf(person: number): string {
  return `p${String(person).padStart(10, '0')}`;
}

/** Items until they are a megabyte, PROFILE before SCORE; a person may be cut in two, as by the real Scan. */
function page({ Segment = 0, TotalSegments = 1, ExclusiveStartKey: after }: Scan): string {
  const end = Math.floor((people * (Segment + 1)) / TotalSegments);
  let person = Math.floor((people * Segment) / TotalSegments);
  let profileIsNext = true;
  if (after !== undefined) {
    profileIsNext = after.sk.S === 'SCORE';
    person = Number(after.pk.S.slice(1)) + (profileIsNext ? 1 : 0);
  }
  const items: string[] = [];
  let bytes = 0;
  let last = '';
  while (person < end && bytes < PAGE_BYTES) {
    const template = drawn[person % drawn.length] as Template;
    const { json, bytes: size } = profileIsNext ? template.profile : template.score;
    const id = idOf(person);
    items.push(`{"pk":{"S":"${id}"},${json}`);
    bytes += size;
    last = `,"LastEvaluatedKey":{"pk":{"S":"${id}"},"sk":{"S":"${profileIsNext ? 'PROFILE' : 'SCORE'}"}}`;
    if (!profileIsNext) person += 1;
    profileIsNext = !profileIsNext;
  }
  const units = Math.ceil(bytes / 4096) / 2;
  const capacity = `"ConsumedCapacity":{"TableName":"Subjects","CapacityUnits":${units}}`;
  const count = `"Count":${items.length},"ScannedCount":${items.length}`;
  return `{"Items":[${items.join(',')}],${count},${capacity}${person < end ? last : ''}}`;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.headers['x-amz-target'] !== 'DynamoDB_20120810.Scan') response.writeHead(400).end('{}');
    else {
      const body = Buffer.from(page(JSON.parse(Buffer.concat(chunks).toString()) as Scan));
      const headers = { 'Content-Type': 'application/x-amz-json-1.0', 'Content-Length': body.length };
      response.writeHead(200, headers).end(body);
    }
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.send?.(`http://127.0.0.1:${address.port}`);
});
process.once('disconnect', () => process.exit());
