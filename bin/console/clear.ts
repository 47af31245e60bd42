import { NoSuchBucket, S3Client } from '@aws-sdk/client-s3';
import type { Settings } from '../deploy/settings.ts';
import { consoleBucket } from './bucket.ts';
import { emptyBucket } from './files.ts';

/** Before the stack goes. A stage may have none, and then there is nothing to do. */
export async function clearConsole(settings: Settings): Promise<void> {
  const bucket = await consoleBucket(settings);
  if (bucket === undefined) return;
  const client = new S3Client({ region: settings.region });
  try {
    const count = await emptyBucket(client, bucket);
    console.log(`console: ${count} files removed from s3://${bucket.Bucket}`);
  } catch (error) {
    if (error instanceof NoSuchBucket) return;
    const name = error instanceof Error ? error.name : 'unknown';
    console.error(
      `whether there are files in s3://${bucket.Bucket} cannot be found out (${name}): if there are, the stack stays`,
    );
  } finally {
    client.destroy();
  }
}
