import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { type Kept, MOST_BYTES, TOO_LARGE } from './kept.ts';

/** The objects of a bucket under a prefix; Lambda's own names put those of one shard in the order of time. */
export async function* inBucket(client: S3Client, bucket: string, prefix: string): AsyncGenerator<Kept> {
  // In XML as it is, one key with a control character would make the whole list unreadable.
  const about = { Bucket: bucket, Prefix: prefix, EncodingType: 'url' } as const;
  for await (const { Contents = [], EncodingType } of paginateListObjectsV2({ client }, about)) {
    for (const { Key: listed = '', Size = 0 } of Contents) {
      const object = { Bucket: bucket, Key: EncodingType === 'url' ? decoded(listed) : listed };
      // What the console calls a folder.
      if (object.Key.endsWith('/') && Size === 0) continue;
      const content = Size > MOST_BYTES ? TOO_LARGE : await read(client, object);
      const remove = async () => {
        await client.send(new DeleteObjectCommand(object));
        return true;
      };
      if (content !== undefined) yield { name: `s3://${bucket}/${object.Key}`, ...content, remove };
    }
  }
}

function decoded(key: string): string {
  return decodeURIComponent(key.replaceAll('+', ' '));
}

/** Undefined for an object that another run has finished with in the meantime. */
async function read(client: S3Client, object: { Bucket: string; Key: string }): Promise<{ text: string } | undefined> {
  try {
    const { Body } = await client.send(new GetObjectCommand(object));
    return { text: (await Body?.transformToString('utf8')) ?? '' };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
