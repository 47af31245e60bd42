import { expect, test } from 'vitest';
import { readArguments } from '../../bin/deploy/arguments.ts';
import { passes } from '../../bin/deploy/passes.ts';
import { commandLine } from '../../bin/deploy/serverless.ts';

test('stage, region and parameters are taken in every way of writing them; the rest is the framework’s', () => {
  const args = [
    '--verbose',
    '--stage=trial',
    '-r',
    'eu-central-1',
    '--param',
    'a=b=c',
    '--param=d=1',
    '--package',
    'x',
  ];
  expect(readArguments(args, { AWS_REGION: 'us-west-2' })).toEqual({
    stage: 'trial',
    region: 'eu-central-1',
    params: { a: 'b=c', d: '1' },
    rest: ['--verbose', '--package', 'x'],
    problems: [],
  });
});

test.each([
  [{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2' }, 'eu-west-1'],
  [{ AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-west-2' }, 'eu-west-2'],
  [{}, undefined],
])('with %j the region is %s: none is guessed', (env, region) => {
  expect(readArguments([], env).region).toBe(region);
});

test.each([
  ['--stage a --stage b', '--stage is given twice: a, b'],
  ['--stage a -s a', '--stage is given twice: a, a'],
  ['--region a --region=b', '--region is given twice: a, b'],
  ['--region=', '--region has no value'],
  ['--param a=1 --param a=2', '--param a is given twice'],
  ['--param a', '--param a: should read name=value'],
  ['--param a=', '--param a=: should read name=value'],
  ['--aws-profile x', '--aws-profile: not taken here; set AWS_PROFILE, or the credentials, and nothing else'],
  ['--config other.yml', '--config: not taken here; set AWS_PROFILE, or the credentials, and nothing else'],
  ['-c other.yml', '-c: not taken here; set AWS_PROFILE, or the credentials, and nothing else'],
])('%s is refused', (line, problem) => {
  expect(readArguments(line.split(' '), {}).problems).toEqual([problem]);
});

test('the framework is told everything that was found out, and finds out nothing itself', () => {
  const given = [{ name: 'logLevel', value: 'WARN', from: 'stages/trial.yml' }];
  expect(commandLine('deploy', { stage: 'trial', region: 'eu-west-1', given }, ['--force'])).toEqual(
    'deploy --stage trial --region eu-west-1 --param logLevel=WARN --force'.split(' '),
  );
});

test('a first deployment is made unprotected and then protected, a later one in one step', () => {
  const issuer = { name: 'tokenIssuer', value: 'https://x', from: 'the command line' };
  const on = { given: [issuer], values: { deletionProtection: 'true' } };
  const [first, second] = passes(on, true);
  expect(first).toEqual([issuer, expect.objectContaining({ name: 'deletionProtection', value: 'false' })]);
  expect(second).toEqual([issuer]);
  expect(passes(on, false)).toEqual([[issuer]]);
  expect(passes({ ...on, values: { deletionProtection: 'false' } }, true)).toEqual([[issuer]]);
});

test.each(['AWS_TRIAL_PROFILE', 'AWS_TRIAL_ACCESS_KEY_ID', 'AWS_TRIAL_SECRET_ACCESS_KEY'])(
  '%s would send the framework to another account than the one that is asked',
  (name) => {
    const args = ['--stage', 'trial', '--region', 'eu-west-1'];
    expect(readArguments(args, { [name]: 'x' }).problems).toEqual([expect.stringContaining(name)]);
    expect(readArguments(args, { AWS_PROFILE: 'x' }).problems).toEqual([]);
  },
);
