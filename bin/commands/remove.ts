import { Problem } from '../../local/problem.ts';
import { clearConsole } from '../console/clear.ts';
import { readArguments } from '../deploy/arguments.ts';
import { findTables, STAYS } from '../deploy/protection.ts';
import { commandLine, serverless } from '../deploy/serverless.ts';
import { isStage, readSettings, STAGE_RULE } from '../deploy/settings.ts';
import { refusal } from '../deploy/tell.ts';
import { ROOT } from '../deploy/template.ts';

/** Asks the tables themselves, since what was deployed need not be what is written here now. */
export async function run(args: string[]): Promise<void> {
  const given = readArguments(args);
  const { stage, region } = given;
  const problems = [
    ...given.problems,
    ...(stage === undefined ? ['which stage? give --stage NAME'] : []),
    ...(stage === undefined || isStage(stage) ? [] : [`stage ${stage}: should be ${STAGE_RULE}`]),
    ...(region === undefined ? ['which region? give --region R, or set AWS_REGION'] : []),
  ];
  if (problems.length > 0) throw refusal('removed', problems);
  const settings = readSettings(ROOT, given);
  console.log(`remove stage ${stage}, region ${region}`);
  const found = await findTables(settings);
  if (found.size === 0) throw new Problem(`nothing of stage ${stage} in region ${region}`, otherwise(stage, region));
  const protectedOnes = [...found].filter(([, isProtected]) => isProtected).map(([name]) => name);
  if (protectedOnes.length > 0) {
    throw new Problem(
      `nothing was removed: deletion protection is on for ${protectedOnes.join(', ')}`,
      remedy(settings),
    );
  }
  await clearConsole(settings);
  process.exitCode = await serverless(commandLine('remove', settings, given.rest));
}

function otherwise(stage?: string, region?: string): string {
  return `none of its tables is there. Is it another region or account?
  A stack without tables, as a failed first deployment leaves it: npx serverless remove --stage ${stage} --region ${region}`;
}

function remedy({ stage, region }: { stage: string; region: string }): string {
  const command = `npm run deploy -- --stage ${stage} --region ${region} --param deletionProtection=false`;
  return `to switch it off, deploy once more, with all other parameters as they were: ${command}
  Then ${STAYS.join(', ')} outlive the stack, unless it was deployed with --param removal=Delete.`;
}
