import { DeleteObjectCommand, GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { Kept } from './kept.ts';

// Twice what Lambda can put there: six megabytes, quoted as a text in a text.
const MOST_BYTES = 64 * 1024 * 1024;

/** The objects of a bucket under a prefix; Lambda's own names put those of one shard in the order of time. */
export async function* inBucket(client: S3Client, bucket: string, prefix: string): AsyncGenerator<Kept> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) {
    for (const { Key = '', Size = 0 } of Contents) {
      const object = { Bucket: bucket, Key };
      const text = Size > MOST_BYTES ? '' : await textOf(client, object);
      const remove = async () => {
        await client.send(new DeleteObjectCommand(object));
        return true;
      };
      yield { name: `s3://${bucket}/${Key}`, text, remove };
    }
  }
}

async function textOf(client: S3Client, object: { Bucket: string; Key: string }): Promise<string> {
  const { Body } = await client.send(new GetObjectCommand(object));
  return (await Body?.transformToString('utf8')) ?? '';
}
