import { S3Client } from '@aws-sdk/client-s3';
import { Problem } from '../../local/problem.ts';
import type { Settings } from '../deploy/settings.ts';
import { buildSite } from '../web/site.ts';
import { consoleBucket } from './bucket.ts';
import { uploadSite } from './files.ts';

/** After the stack stands: the console as it is here now. */
export async function publishConsole(settings: Settings): Promise<void> {
  const site = await buildSite();
  const bucket = await consoleBucket(settings);
  if (bucket === undefined) throw new Problem(`stage ${settings.stage} has no tables`, 'deploy it again');
  const client = new S3Client({ region: settings.region });
  try {
    await uploadSite(client, bucket, site);
    console.log(`console: ${site.length} files in s3://${bucket.Bucket}; its address is the stack's output ConsoleUrl`);
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    throw new Problem(
      `the stage is deployed, but its console is not up to date (${name})`,
      `see that you may write to s3://${bucket.Bucket}, and deploy again`,
    );
  } finally {
    client.destroy();
  }
}
