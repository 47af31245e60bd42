import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { functionRoles, iamPage } from '../../bin/deploy/iam.ts';
import { STAYS } from '../../bin/deploy/protection.ts';
import { reserved } from '../../bin/deploy/tell.ts';
import { packageStack, type Template, textOf } from '../../bin/deploy/template.ts';
import { readParams, readService, type Service } from '../../local/service.ts';
import { useApi } from '../support/api.ts';
import { checkAlarms } from './checks/alarms.ts';
import { checkApi } from './checks/api.ts';
import { checkConsole } from './checks/console.ts';
import { checkData } from './checks/data.ts';
import { checkFunctions } from './checks/functions.ts';
import { checkRoles } from './checks/roles.ts';
import { checkTriggers } from './checks/triggers.ts';
import { lint, lintIsInstalled } from './lint.ts';
import { ALARMS } from './mutations/alarms.ts';
import { API } from './mutations/api.ts';
import { CONSOLE } from './mutations/console.ts';
import { DATA } from './mutations/data.ts';
import { FUNCTIONS } from './mutations/functions.ts';
import { QUEUES } from './mutations/queues.ts';
import { ROLES, UNLIKE_WHAT_IS_SEEN } from './mutations/roles.ts';
import { spoilt } from './mutations/spoilt.ts';
import { TRIGGERS } from './mutations/triggers.ts';
import { differences } from './needs.ts';
import { type Seen, watchFunctions } from './observe.ts';
import { usePackage } from './package.ts';
import { withQueueAndSchedule } from './queues.ts';
import { doEverything } from './scenario.ts';

const CERTIFICATE = 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';
const GIVEN = {
  tokenIssuer: 'https://issuer.example/',
  alarmEmail: 'on-call@example.com',
  domain: 'score.example.com',
  certificateArn: CERTIFICATE,
  reserveConcurrency: 'off',
  deletionProtection: 'false',
  removal: 'Delete',
  computeRate: '300',
  computeBurst: '700',
  logRetentionDays: '7',
  logLevel: 'WARN',
  scorecardFile: 'cards/mine.json',
  console: 'on',
  consoleDomain: 'console.example.com',
  consoleCertificateArn: CERTIFICATE,
};

const stack = usePackage(['--param', 'tokenIssuer=https://issuer.example/']);
const other = usePackage([
  '--stage=prod',
  ...Object.entries(GIVEN).flatMap(([name, value]) => ['--param', `${name}=${value}`]),
]);
const DOMAIN = {
  domain: GIVEN.domain,
  certificateArn: CERTIFICATE,
  closeDefaultEndpoint: 'true',
  consoleDomain: GIVEN.consoleDomain,
  consoleCertificateArn: CERTIFICATE,
};
const closed = usePackage(
  Object.entries({ tokenIssuer: GIVEN.tokenIssuer, alarmEmail: GIVEN.alarmEmail, ...DOMAIN }).flatMap(
    ([name, value]) => ['--param', `${name}=${value}`],
  ),
);
const watched = watchFunctions();
const api = useApi(async () => {
  return { load: watched.load, log: () => {}, service: inAHurry(), environment: await watched.environment() };
});
beforeAll(() => doEverything(api, watched), 180_000);
afterAll(() => watched.close());

const CHECKS: Record<string, (template: Template) => string[]> = {
  roles: checkRoles,
  triggers: checkTriggers,
  data: checkData,
  functions: checkFunctions,
  api: checkApi,
  console: checkConsole,
  alarms: (template) => checkAlarms(template, watched.seen()),
};
const notAsSeen = (template: Template, seen: readonly Seen[] = watched.seen()) =>
  functionRoles(template).flatMap((role) => differences(role, template, seen));

describe('the stack as it would be deployed', () => {
  test.each(Object.entries(CHECKS))('its %s are as they should be', (_what, check) => {
    expect(check(stack.template)).toEqual([]);
  });

  test('each function is allowed exactly what it is seen to do: nothing is missing, nothing is more', () => {
    expect(notAsSeen(stack.template)).toEqual([]);
  });

  test('docs/iam.md tells of the roles as they are (npm run docs:iam)', () => {
    expect(readFileSync('docs/iam.md', 'utf8')).toBe(iamPage(stack.template, 'tahini-dev'));
  });

  test('what outlives it is what `npm run remove` says', () => {
    const kept = Object.entries(stack.template.Resources).filter(
      ([, { DeletionPolicy }]) => DeletionPolicy === 'RetainExceptOnCreate',
    );
    expect(new Set(kept.map(([id]) => id))).toEqual(new Set(STAYS));
  });

  test('every output that the guides speak of is there', () => {
    const names = ['ApiUrl', 'DomainTarget', 'FailuresBucketName', 'AlarmTopicArn', 'LogHashKey', 'SubjectsTableName'];
    expect(Object.keys(stack.template.Outputs)).toEqual(expect.arrayContaining(names));
  });
});

describe('the settings of a deployment', () => {
  const of = (id: string) => other.template.Resources[id]?.Properties;

  test('reach the places where they work', () => {
    expect(of('AlarmSubscription')?.Endpoint).toBe(GIVEN.alarmEmail);
    expect(of('ApiDomain')).toMatchObject({
      DomainName: GIVEN.domain,
      DomainNameConfigurations: [{ CertificateArn: CERTIFICATE, SecurityPolicy: 'TLS_1_2' }],
    });
    expect(of('SubjectsTable')?.DeletionProtectionEnabled).toBe('false');
    expect(other.template.Resources.SubjectsTable?.DeletionPolicy).toBe('Delete');
    expect(of('UpsertDashprofileLogGroup')?.RetentionInDays).toBe(7);
    expect(of('UpsertDashprofileLambdaFunction')?.Environment.Variables).toMatchObject({
      TOKEN_ISSUER: GIVEN.tokenIssuer,
      LOG_LEVEL: 'WARN',
      SCORECARD_FILE: GIVEN.scorecardFile,
      SERVICE_NAME: 'tahini-prod',
    });
  });

  test('switch on and off what depends on them', () => {
    const conditions = ({ template }: { template: Template }) =>
      Object.fromEntries(
        Object.entries(template.Conditions).map(([name, condition]) => [name, holds(condition, template)]),
      );
    const without = {
      HasAlarmEmail: false,
      HasDomain: false,
      OnlyByDomain: false,
      ReservesConcurrency: true,
      HasConsole: false,
      HasConsoleDomain: false,
    };
    expect(conditions(stack)).toEqual(without);
    expect(conditions(other)).toEqual({
      ...without,
      HasAlarmEmail: true,
      HasDomain: true,
      ReservesConcurrency: false,
      HasConsole: true,
      HasConsoleDomain: true,
    });
    expect(conditions(closed)).toEqual({
      ...without,
      HasAlarmEmail: true,
      HasDomain: true,
      OnlyByDomain: true,
      HasConsoleDomain: true,
    });
  });

  test('that are numbers are numbers, also from the command line, where nothing makes numbers of them', () => {
    const route = of('HttpApiStage')?.RouteSettings['POST /v1/profiles/{subjectId}/score/simulate'];
    expect(route).toMatchObject({ ThrottlingRateLimit: 300, ThrottlingBurstLimit: 700 });
  });

  test('leave the API open at its own address until the domain is said to lead there', () => {
    const url = ({ template }: { template: Template }) => {
      const [condition, then, otherwise] = (template.Outputs.ApiUrl!.Value as { 'Fn::If': [string, unknown, unknown] })[
        'Fn::If'
      ];
      return textOf(holds(template.Conditions[condition], template) ? then : otherwise);
    };
    expect(url(other)).toMatch(/execute-api/);
    expect(url(closed)).toBe('https://score.example.com');
  });

  test('are larger where the stage is prod, and with one other stage they fit into the 900 of an account of 1,000', () => {
    const limit = ({ template }: { template: Template }) =>
      template.Resources.HttpApiStage?.Properties.DefaultRouteSettings.ThrottlingRateLimit;
    expect(limit(other)).toBeGreaterThan(limit(stack));
    const sums: number[] = [];
    for (const { template } of [stack, other]) {
      const shares = Object.values(template.Resources)
        .filter(({ Type }) => Type === 'AWS::Lambda::Function')
        .map(({ Properties }) => Number(Properties.ReservedConcurrentExecutions['Fn::If'][1]));
      sums.push(shares.reduce((sum, share) => sum + share));
    }
    expect(sums[0]! + sums[1]!).toBeLessThanOrEqual(900);
    expect(sums).toEqual(
      ['trial', 'prod'].map((stage) => reserved(readParams('serverless.yml', { opt: { stage } }).values)),
    );
    expect(readFileSync('docs/deploy.md', 'utf8')).toContain(`${sums[0]} and ${sums[1]}`);
  });

  test('cannot do without an issuer: the template itself refuses', () => {
    const { AllowedPattern, Default } = stack.template.Parameters.TokenIssuer!;
    const isAllowed = (value: unknown) => new RegExp(`^(${AllowedPattern})$`).test(String(value));
    expect([Default, '', 'http://issuer.example/'].map(isAllowed)).toEqual([true, false, false]);
  });

  test('cannot stop scoring, nor give up the shares by a misspelt word: the template refuses that, too', () => {
    expect(stack.template.Parameters).toMatchObject({
      StreamConcurrency: { Default: 20, MinValue: 1 },
      ReserveConcurrency: { Default: 'on', AllowedValues: ['on', 'off'] },
    });
    expect(other.template.Parameters.ReserveConcurrency?.Default).toBe('off');
  });

  test('are on the bill: the stack and what the framework makes itself bear service and stage', () => {
    const provider = JSON.parse(readFileSync(`${other.directory}/serverless-state.json`, 'utf8')).service.provider;
    expect(provider.stackTags).toEqual({ Service: 'tahini', Stage: 'prod' });
    expect(of('UpsertDashprofileLambdaFunction')?.Tags).toContainEqual({ Key: 'Stage', Value: 'prod' });
  });

  test('have no region: without one there is no stack, and none is guessed', async () => {
    const nowhere = { AWS_REGION: undefined, AWS_DEFAULT_REGION: undefined };
    await expect(packageStack(stack.directory, [], nowhere)).rejects.toMatchObject({
      stdout: expect.stringContaining('Cannot resolve variable at "provider.region"'),
    });
  });

  test('are within the template: the framework makes the stack with a bucket alone, where stack parameters are refused', () => {
    const provider = JSON.parse(readFileSync(`${stack.directory}/serverless-state.json`, 'utf8')).service.provider;
    expect(provider.runtime).toBe('nodejs24.x');
    expect(provider.stackParameters).toBeUndefined();
  });
});

/** A worker of a sweep has so little time here that it hands its segment on after the first page. */
function inAHurry(): Service {
  const service = readService('serverless.yml');
  const functions = service.functions.map((each) =>
    each.name === 'rescore-segment' ? { ...each, timeoutSeconds: 30 } : each,
  );
  return { ...service, functions };
}

/** Whether a condition holds that compares constants, as ours do. */
function holds(condition: unknown, template: Template): boolean {
  const [[name, operands] = ['', []]] = Object.entries(condition as Record<string, unknown[]>);
  if (name === 'Condition') return holds(template.Conditions[String(operands)], template);
  if (name === 'Fn::Not') return !holds(operands[0], template);
  if (name === 'Fn::And') return operands.every((operand) => holds(operand, template));
  if (name === 'Fn::Equals') return operands[0] === operands[1];
  throw new Error(`${name} is not understood here`);
}

describe.skipIf(!lintIsInstalled)('cfn-lint', () => {
  test('finds nothing wrong', { timeout: 120_000 }, () => {
    expect(closed.template.Resources.SubjectsTable?.DeletionPolicy).toBe('RetainExceptOnCreate');
    expect(lint(other.template, closed.template)).toEqual([]);
  });
  test('would find a mistake', () => {
    const wrong = spoilt(other.template, (of) => Object.assign(of('SubjectsTable'), { BillingMod: 'x' }));
    expect(lint(wrong)).toEqual([expect.stringMatching(/^E3002 Resources\/SubjectsTable\/Properties/)]);
  });
});
if (!lintIsInstalled) console.warn('NOT CHECKED by cfn-lint, which is not installed: pip install cfn-lint');

describe('a template is refused that has', () => {
  const mutations = {
    roles: ROLES,
    triggers: TRIGGERS,
    data: DATA,
    functions: FUNCTIONS,
    api: API,
    console: CONSOLE,
    alarms: ALARMS,
  };
  const cases = Object.entries(mutations).flatMap(([kind, list]) =>
    list.map(([what, spoil, said]) => [kind, what, spoil, said] as const),
  );
  test.each(cases)('(%s) %s', (kind, _what, spoil, said) => {
    const findings = CHECKS[kind]?.(spoilt(stack.template, spoil)) ?? [];
    expect(findings.filter((line) => said.test(line))).not.toEqual([]);
  });

  test.each(UNLIKE_WHAT_IS_SEEN)('(a role) %s', (_what, spoil, said) => {
    expect(notAsSeen(spoilt(stack.template, spoil)).filter((line) => said.test(line))).toHaveLength(1);
  });

  test('(a role) a right that nobody was seen to use', () => {
    const less = watched
      .seen()
      .filter(({ functionName, operation }) => functionName !== 'compute-score' || operation !== 'UpdateItem');
    expect(notAsSeen(stack.template, less)).toEqual([
      expect.stringMatching(/^compute-score does not need dynamodb:UpdateItem on \$\{OperationsTable\.Arn\}/),
    ]);
  });

  test.each(QUEUES)('(queues and schedules) %s', (_what, spoil, said) => {
    const good = withQueueAndSchedule();
    const check = (template: Template) => [...checkTriggers(template), ...checkRoles(template)];
    expect(check(good)).toEqual([]);
    expect(check(spoilt(good, spoil)).filter((line) => said.test(line))).not.toEqual([]);
  });
});
