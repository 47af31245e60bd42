import { build } from '../build.ts';
import { readArguments } from '../deploy/arguments.ts';
import { check } from '../deploy/check.ts';
import { commandLine, serverless } from '../deploy/serverless.ts';
import { readSettings } from '../deploy/settings.ts';
import { introduction, refusal, stillMissing } from '../deploy/tell.ts';
import { ROOT } from '../deploy/template.ts';

/** What is missing for a deployment is only said here; what is wrong is refused. */
export async function run(args: string[]): Promise<void> {
  const given = readArguments(args);
  const settings = readSettings(ROOT, given);
  const findings = check(settings, given, ROOT);
  if (findings.wrong.length > 0) throw refusal('packaged', findings.wrong);
  console.log(`${introduction('package', settings)}${stillMissing(findings)}`);
  await build();
  process.exitCode = await serverless(commandLine('package', settings, given.rest));
}
