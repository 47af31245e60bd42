import { DeleteObjectsCommand, PutObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { SiteFile } from '../web/site.ts';
import type { Bucket } from './bucket.ts';

/**
 * Puts the site there, the page last: whoever asks in between gets the former page whole, or the new one. Former bundles stay, for
 * pages that are open. The other headers of a file come from the distribution.
 */
export async function uploadSite(client: S3Client, bucket: Bucket, site: readonly SiteFile[]): Promise<void> {
  const isPage = ({ name }: SiteFile) => name.endsWith('.html');
  for (const file of [...site.filter((each) => !isPage(each)), ...site.filter(isPage)]) {
    const { 'Content-Type': ContentType, 'Cache-Control': CacheControl } = file.headers;
    const Body = Buffer.from(file.contents);
    await client.send(new PutObjectCommand({ ...bucket, Key: file.name, Body, ContentType, CacheControl }));
  }
}

/** A bucket can only be deleted empty. Returns how many files there were. */
export async function emptyBucket(client: S3Client, bucket: Bucket): Promise<number> {
  let count = 0;
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, bucket)) {
    const Objects = Contents.map(({ Key = '' }) => ({ Key }));
    if (Objects.length === 0) continue;
    const { Errors = [] } = await client.send(new DeleteObjectsCommand({ ...bucket, Delete: { Objects } }));
    if (Errors.length > 0) throw new Error(`${Errors.length} files of ${bucket.Bucket} were not deleted`);
    count += Objects.length;
  }
  return count;
}
