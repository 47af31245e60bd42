import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { EXIT } from '../exit-codes.ts';
import type { Settings } from './settings.ts';
import { ROOT, SERVERLESS } from './template.ts';

type Target = Pick<Settings, 'stage' | 'region' | 'given'>;

/** The framework's command line: what was found out of stage, region and parameters is said in full, nothing is left to it. */
export function commandLine(command: string, { stage, region, given }: Target, rest: readonly string[]): string[] {
  const params = given.flatMap(({ name, value }) => ['--param', `${name}=${value}`]);
  return [command, '--stage', stage, '--region', region, ...params, ...rest];
}

/** Runs the framework before our eyes; returns our exit code, for its own are known to nobody. */
export async function serverless(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [SERVERLESS, ...args], { cwd: ROOT, stdio: 'inherit' });
  const [code] = await once(child, 'close');
  return code === 0 ? EXIT.done : EXIT.failed;
}
