import { HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { emptyBucket, uploadSite } from '../../bin/console/files.ts';
import type { SiteFile } from '../../bin/web/site.ts';
import { clientConfig } from '../../local/engines/engine.ts';

// fauxqs speaks S3's protocol and keeps what it is given; whose bucket it is, and who may write, only AWS knows.
let aws: FauxqsServer;
let client: S3Client;
let puts: string[];
beforeAll(async () => {
  aws = await startFauxqs({ port: 0, logger: false });
});
afterAll(() => aws.stop());
let buckets = 0;
const bucket = () => ({ Bucket: `console-${buckets}`, ExpectedBucketOwner: '000000000000' });
beforeEach(() => {
  buckets += 1;
  aws.createBucket(bucket().Bucket);
  client = new S3Client({ ...clientConfig(aws.address), forcePathStyle: true });
  puts = [];
  client.middlewareStack.add((next) => async (args) => {
    if ('Body' in args.input) puts.push(String((args.input as { Key?: string }).Key));
    return next(args);
  });
});

const file = (name: string, type: string, cache: string, contents = name): SiteFile => ({
  name,
  contents,
  headers: { 'Content-Type': type, 'Cache-Control': cache },
});
const SITE = [
  file('index.html', 'text/html; charset=utf-8', 'no-cache', '<p>电</p>'),
  file('app.1.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'),
  file('app.2.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'),
];
const keys = async () => {
  const { Contents = [] } = await client.send(new ListObjectsV2Command(bucket()));
  return Contents.map(({ Key }) => Key);
};

test('the console is put where browsers get each file as what it is, the page last', async () => {
  await uploadSite(client, bucket(), SITE);
  expect(puts).toEqual(['app.1.js', 'app.2.css', 'index.html']);
  for (const { name, headers, contents } of SITE) {
    const { ContentType, CacheControl, ContentLength } = await client.send(
      new HeadObjectCommand({ ...bucket(), Key: name }),
    );
    expect({ ContentType, CacheControl, ContentLength }).toEqual({
      ContentType: headers['Content-Type'],
      CacheControl: headers['Cache-Control'],
      ContentLength: Buffer.byteLength(contents),
    });
  }
});

test('a new one leaves the former bundles to pages that are open', async () => {
  await uploadSite(client, bucket(), SITE);
  await uploadSite(client, bucket(), [SITE[0]!, file('app.3.js', 'text/javascript', 'no-cache')]);
  expect(await keys()).toEqual(['app.1.js', 'app.2.css', 'app.3.js', 'index.html']);
});

test('the page stays the former one when a bundle cannot be put', async () => {
  await uploadSite(client, bucket(), SITE);
  client.middlewareStack.add((next) => async (args) => {
    if ((args.input as { Key?: string }).Key === 'app.2.css') throw new Error('the line is cut');
    return next(args);
  });
  const changed = SITE.map((each) => ({ ...each, contents: 'new' }));
  await expect(uploadSite(client, bucket(), changed)).rejects.toThrow('the line is cut');
  const { ContentLength } = await client.send(new HeadObjectCommand({ ...bucket(), Key: 'index.html' }));
  expect(ContentLength).toBe(Buffer.byteLength(SITE[0]!.contents));
});

test('a bucket is emptied, however many files are in it, and an empty one stays empty', async () => {
  const put = (n: number) => client.send(new PutObjectCommand({ ...bucket(), Key: `app.${n}.js`, Body: 'x' }));
  for (let n = 0; n < 1001; n += 50)
    await Promise.all(Array.from({ length: Math.min(50, 1001 - n) }, (_, i) => put(n + i)));
  expect(await emptyBucket(client, bucket())).toBe(1001);
  expect(await keys()).toEqual([]);
  expect(await emptyBucket(client, bucket())).toBe(0);
});
