import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failedBatch } from '../../lib/http/failed-batch.ts';
import { functionArn } from '../lambda.ts';
import type { GivenUp } from './stream-driver.ts';

/** Keeps records that were given up, whole, as Lambda writes them to S3: `<directory>/<function>/<time>-<id>.json`. */
export async function keepFailure(directory: string, failure: GivenUp): Promise<string> {
  const { trigger, ...about } = failure;
  const folder = join(directory, trigger.functionName);
  await mkdir(folder, { recursive: true });
  const now = new Date();
  const requestId = randomUUID();
  const document = failedBatch({ ...about, functionArn: functionArn(trigger.functionName), requestId, now });
  const file = join(folder, `${now.toISOString().replaceAll(':', '.')}-${requestId}.json`);
  // Flushed, because the records leave the stream right after; and whole or not there.
  const draft = join(directory, `${requestId}.draft`);
  await writeFile(draft, JSON.stringify(document, undefined, 2), { flush: true, mode: 0o600 });
  await rename(draft, file);
  return file;
}

const KEPT_MS = 14 * 86_400_000;

/** Deletes what was kept for 14 days, as the bucket does on AWS: it may be about people who were erased since. */
export async function forgetOldFailures(directory: string): Promise<void> {
  if (!existsSync(directory)) return;
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  for (const { parentPath, name } of entries.filter((entry) => entry.isFile())) {
    const file = join(parentPath, name);
    if (Date.now() - (await stat(file)).mtimeMs > KEPT_MS) await rm(file, { force: true });
  }
}
