import { Problem } from '../../local/problem.ts';
import { build } from '../build.ts';
import { publishConsole } from '../console/publish.ts';
import { readArguments } from '../deploy/arguments.ts';
import { check } from '../deploy/check.ts';
import { passes } from '../deploy/passes.ts';
import { findTables } from '../deploy/protection.ts';
import { commandLine, serverless } from '../deploy/serverless.ts';
import { readSettings, type Settings } from '../deploy/settings.ts';
import { introduction, refusal } from '../deploy/tell.ts';
import { ROOT } from '../deploy/template.ts';

export async function run(args: string[]): Promise<void> {
  const given = readArguments(args);
  const settings = readSettings(ROOT, given);
  const { wrong, missing } = check(settings, given, ROOT);
  const all = [...wrong, ...missing.map((line) => `it needs ${line}`)];
  if (all.length > 0) throw refusal('deployed', all);
  console.log(introduction('deploy', settings));
  const mayBeFirst = settings.values.deletionProtection === 'true';
  const steps = passes(settings, mayBeFirst && (await findTables(settings)).size === 0);
  await build();
  const code = await deployAll(settings, steps, given.rest);
  if (code === 0 && settings.values.console === 'on') await publishConsole(settings);
  process.exitCode = code;
}

async function deployAll(settings: Settings, steps: Settings['given'][], rest: string[]): Promise<number> {
  for (const [index, given] of steps.entries()) {
    if (steps.length > 1) console.log(index === 0 ? 'first deployment: made without protection' : 'now protected');
    const code = await serverless(commandLine('deploy', { ...settings, given }, rest));
    if (code !== 0 && index > 0) {
      throw new Problem(
        `stage ${settings.stage} is there, but may not be protected`,
        'mend what is said above, and deploy again',
      );
    }
    if (code !== 0) return code;
  }
  return 0;
}
