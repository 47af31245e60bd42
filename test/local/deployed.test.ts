import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { SERVERLESS, type Template } from '../../bin/deploy/template.ts';
import { readService } from '../../local/service.ts';
import { checkRoles } from '../deploy/checks/roles.ts';
import { checkTriggers } from '../deploy/checks/triggers.ts';
import { temporaryDirectory } from '../support/local.ts';

const FILE = new URL('fixtures/deployed/serverless.yml', import.meta.url).pathname;

// The framework needs seconds, and more beside other tests.
const SLOW = { timeout: 120_000 };

/** What the framework makes of the fixture, or of that with some of its lines left out. */
async function packaged(leftOut?: RegExp): Promise<{ file: string; template: Template }> {
  const cwd = temporaryDirectory();
  const file = join(cwd, 'serverless.yml');
  cpSync(FILE, file);
  if (leftOut) writeFileSync(file, readFileSync(file, 'utf8').replace(leftOut, ''));
  mkdirSync(join(cwd, 'build'));
  writeFileSync(join(cwd, 'build/sweep.mjs'), 'export const handler = () => {};');
  writeFileSync(join(cwd, 'package.json'), '{}');
  await promisify(execFile)(process.execPath, [SERVERLESS, 'package', '--package', 'out'], { cwd });
  const made = readFileSync(join(cwd, 'out/cloudformation-template-update-stack.json'), 'utf8');
  return { file, template: JSON.parse(made) };
}

test(
  'queues and schedules that one machine understands are deployed with all that they need on AWS',
  SLOW,
  async () => {
    const { file, template } = await packaged();
    expect([...checkTriggers(template), ...checkRoles(template)]).toEqual([]);
    const { functions, queues } = readService(file);
    expect(queues.map(({ name }) => name)).toEqual(['fixture-dev-sweep', 'fixture-dev-dead-letters']);
    expect(functions.map((about) => [about.schedules.length, about.queues.length])).toEqual([
      [1, 0],
      [0, 1],
    ]);
    const { Properties: mapping } = template.Resources.SweepDashsegmentEventSourceMappingSQSSweepQueue!;
    const { batchSize, maxConcurrency } = functions[1]!.queues[0]!;
    expect([mapping.BatchSize, mapping.ScalingConfig.MaximumConcurrency]).toEqual([batchSize, maxConcurrency]);
    const { Properties: schedule } = template.Resources.SweepDashstartSchedulerSchedule1!;
    expect(schedule).toMatchObject({ ScheduleExpression: functions[0]!.schedules[0]!.expression, State: 'ENABLED' });
  },
);

test("left to the framework, a schedule gets the function's own role, and would never fire", SLOW, async () => {
  const { template } = await packaged(/ +roleArn: [^\n]*\n|\n +extensions:.*/gs);
  expect(checkTriggers(template)).toEqual([
    expect.stringContaining('has a role that the scheduler cannot take'),
    expect.stringContaining('may not invoke its target'),
    expect.stringContaining('does not say for how long it is tried'),
    expect.stringContaining('loses what it gives up'),
  ]);
});
