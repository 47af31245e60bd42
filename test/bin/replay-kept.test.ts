import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { inFolder } from '../../bin/replay/folder.ts';
import type { Kept } from '../../bin/replay/kept.ts';
import { replay } from '../../bin/replay/replay.ts';
import { inBucket } from '../../bin/replay/s3.ts';
import { startDynalite } from '../../local/engines/dynalite.ts';
import { clientConfig, type Engine } from '../../local/engines/engine.ts';
import { readService } from '../../local/service.ts';
import { temporaryDirectory } from '../support/local.ts';
import { documentOf, scoreRecord } from './replay-support.ts';

/** Stands for S3's endpoint, as far as a test needs it. */
async function s3(answer: (url: URL, response: ServerResponse) => void) {
  const server = createServer((request, response) => answer(new URL(request.url ?? '', 'http://here'), response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new S3Client({ ...clientConfig(endpoint), forcePathStyle: true, maxAttempts: 1 });
  onTestFinished(() => {
    client.destroy();
    server.closeAllConnections();
    server.close();
  });
  return client;
}

const listing = (...keys: string[]) => {
  const contents = keys.map((key) => `<Contents><Key>${key}</Key><Size>2</Size></Contents>`).join('');
  return `<?xml version="1.0"?><ListBucketResult><EncodingType>url</EncodingType>${contents}</ListBucketResult>`;
};

describe('a bucket', () => {
  it('is listed in S3’s encoding, which holds every name: with spaces, control characters and letters of any script', async () => {
    const asked: string[] = [];
    const client = await s3((url, response) => {
      asked.push(url.searchParams.get('encoding-type') ?? decodeURIComponent(url.pathname));
      response.end(url.searchParams.has('list-type') ? listing('a+b', 'a%2Bb', 'bell%07', '%E6%BC%A2/100%25') : '{}');
    });
    const names: string[] = [];
    for await (const { name } of inBucket(client, 'kept', '')) names.push(name);
    expect(names).toEqual(['s3://kept/a b', 's3://kept/a+b', 's3://kept/bell\u0007', 's3://kept/漢/100%']);
    expect(asked).toEqual(['url', '/kept/a b', '/kept/a+b', '/kept/bell\u0007', '/kept/漢/100%']);
  });
});

describe('a folder', () => {
  it('loses files to another run without ending this one', async () => {
    const folder = temporaryDirectory();
    for (const name of ['1', '2', '3']) writeFileSync(join(folder, name), name);
    const texts: string[] = [];
    for await (const { text } of inFolder(folder)) {
      texts.push(text);
      rmSync(join(folder, '2'), { force: true });
    }
    expect(texts).toEqual(['1', '3']);
  });

  it('that cannot be read is named, and not taken for the state', async () => {
    const file = join(temporaryDirectory(), 'one');
    writeFileSync(file, '');
    await expect(inFolder(file).next()).rejects.toThrow(`${file} cannot be read`);
  });
});

describe('a document that was taken', () => {
  let engine: Engine;
  let client: DynamoDBClient;
  beforeAll(async () => {
    engine = await startDynalite();
    await engine.createTables(readService('serverless.yml').tables);
    client = new DynamoDBClient(clientConfig(engine.endpoint));
  });
  afterAll(async () => {
    client.destroy();
    await engine.close();
  });

  const handIn = (remove: Kept['remove']) => {
    const stack = {
      client,
      operationsTable: () => 'tahini-dev-operations',
      refuse: async () => undefined,
      invoke: async () => ({ batchItemFailures: [] }),
      close: async () => {},
    };
    const options = { functionName: undefined, since: undefined, keep: false, stack };
    return replay({ name: 'one', text: documentOf([scoreRecord('amina')]), remove }, options);
  };
  const refusal = (name: string, code: string) => Object.assign(new Error('about amina'), { name, code });

  it('but cannot be removed is told as that, and may be handed in another time', async () => {
    const done = await handIn(() => Promise.reject(refusal('Error', 'EROFS')));
    const why = 'it was taken, but cannot be removed (EROFS); another time does no harm';
    expect(done).toMatchObject({ outcome: 'failed', why });
  });

  it('ends the run where AWS lets nobody remove it, for no other could be removed either', async () => {
    const ended = handIn(() => Promise.reject(refusal('AccessDenied', '')));
    await expect(ended).rejects.toMatchObject({ name: 'Problem', message: 'AWS does not allow it' });
  });
});
