import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Problem } from '../../local/problem.ts';
import { readService } from '../../local/service.ts';
import { UsageError } from '../command.ts';
import { protectedTables, STAYS } from '../deploy/protection.ts';

export const usage = `tahini remove --stage NAME [--region R]     (npm run remove -- --stage NAME)
  refuses while deletion protection is on for a table of the stage; everything else is handed to 'serverless remove'
  removal=Retain (the default of a deployment): the tables, the key and the bucket of failed records stay
  removal=Delete: they go as well; the bucket has to be empty, and the key can be had back for 30 days`;

export const summary = 'remove a stage from AWS, unless its tables are protected: --stage NAME';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Asks the tables themselves, since what was deployed need not be what is written here now. */
export async function run(args: string[]): Promise<void> {
  const { stage, region } = readStage(args);
  const service = readService(`${ROOT}serverless.yml`, { opt: { stage, ...(region !== undefined && { region }) } });
  const client = new DynamoDBClient({ region: service.region });
  const names = service.tables.map(({ create }) => create.TableName);
  const found = await protectedTables(client, names).finally(() => client.destroy());
  if (found.length > 0) {
    throw new Problem(`nothing was removed: deletion protection is on for ${found.join(', ')}`, remedy(stage));
  }
  process.exitCode = await serverless(['remove', ...args]);
}

function remedy(stage: string): string {
  const command = `npm run deploy -- --stage ${stage} --param deletionProtection=false`;
  return `to switch it off, deploy once more, with all other parameters as they were: ${command}
  Then ${STAYS.join(', ')} outlive the stack, unless it was deployed with --param removal=Delete.`;
}

function readStage(args: string[]): { stage: string; region: string | undefined } {
  const options = { stage: { type: 'string', short: 's' }, region: { type: 'string', short: 'r' } } as const;
  const { stage, region } = parseArgs({ args, options, strict: false }).values;
  if (typeof stage !== 'string' || stage === '') throw new UsageError('which stage? give --stage NAME');
  return { stage, region: typeof region === 'string' ? region : undefined };
}

async function serverless(args: string[]): Promise<number> {
  const file = `${ROOT}node_modules/serverless/bin/serverless.js`;
  const child = spawn(process.execPath, [file, ...args], { cwd: ROOT, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  return code ?? 1;
}
