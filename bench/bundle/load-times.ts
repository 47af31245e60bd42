import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bundle } from './bundles.ts';

// Node's own modules that Lambda's runtime client has loaded before it imports a function (src/*.js of
// github.com/aws/aws-lambda-nodejs-runtime-interface-client): nobody's bundle pays for them.
const LOADER = `
import { createRequire } from 'node:module';
for (const id of ['http', 'util', 'fs', 'net', 'path', 'assert']) createRequire(import.meta.url)(id);
const started = performance.now();
const { handler } = await import(process.argv[2]);
const ms = performance.now() - started;
if (typeof handler !== 'function') throw new Error('no handler');
process.stdout.write(String(ms), () => process.exit());
`;

/** As lib/config.ts needs them; nothing is reached while a bundle loads. */
export const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_SESSION_TOKEN: 'example',
  AWS_LAMBDA_FUNCTION_NAME: 'bench',
  SUBJECTS_TABLE: 'subjects',
  DECISIONS_TABLE: 'decisions',
  OPERATIONS_TABLE: 'operations',
  SWEEP_QUEUE_URL: 'http://127.0.0.1:9/000000000000/sweep',
  EVENTS_QUEUE_URL: 'http://127.0.0.1:9/000000000000/events',
  DELIVERY_QUEUE_URL: 'http://127.0.0.1:9/000000000000/deliveries',
  TOKEN_ISSUER: 'https://issuer.example/',
  TOKEN_AUDIENCE: 'tahini',
  SECRETS_KMS_KEY: 'arn:aws:kms:us-east-1:123456789012:key/of-a-bench',
  LOG_HASH_KEY: 'a key for a bench that logs nothing'.padEnd(64, '.'),
};

/**
 * Milliseconds that `import()` of a bundle takes in a fresh process, with all that it does at start: reading the
 * environment, making the client, the card ready. One number per round; the bundles take turns within a round.
 */
export function loadTimes(bundles: readonly Bundle[], rounds: number): Map<string, number[]> {
  const directory = mkdtempSync(join(tmpdir(), 'tahini-load-'));
  const loader = join(directory, 'load.mjs');
  writeFileSync(loader, LOADER);
  const times = new Map(bundles.map(({ name }) => [name, [] as number[]]));
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (let turn = 0; turn < bundles.length; turn += 1) {
        const { name, file } = bundles[(round + turn) % bundles.length] as Bundle;
        times.get(name)?.push(loadOnce(loader, file));
      }
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
  return times;
}

function loadOnce(loader: string, file: string): number {
  const printed = execFileSync(process.execPath, [loader, pathToFileURL(file).href], { env: ENVIRONMENT });
  return Number(printed);
}
