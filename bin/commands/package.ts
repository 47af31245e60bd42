import { build } from '../build.ts';
import { readArguments } from '../deploy/arguments.ts';
import { check } from '../deploy/check.ts';
import { commandLine, serverless } from '../deploy/serverless.ts';
import { readSettings } from '../deploy/settings.ts';
import { introduction, refusal, stillMissing } from '../deploy/tell.ts';
import { ROOT } from '../deploy/template.ts';

export const usage = `tahini package [--stage NAME] [--region R] [--param name=value ...]     (npm run package -- ...)
  checks what a stage would be deployed with and writes its template into .serverless/; needs no account, changes nothing
  parameters: the command line's, then stages/NAME.yml's, then serverless.yml's, where all are explained`;

export const summary = 'write the template of a stage, without an account: --stage NAME --param name=value';

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
