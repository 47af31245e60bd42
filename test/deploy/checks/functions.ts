import { idOf, ofType, type Resource, type Template, textOf } from '../../../bin/deploy/template.ts';
import { readConfig, SETTINGS } from '../../../lib/config.ts';
import { problems } from './triggers.ts';

/** Only for one machine: on AWS they would lead elsewhere, or to another day. */
const NOT_ON_AWS = ['DYNAMODB_ENDPOINT', 'CLOCK_DAYS_AHEAD', 'SECRETS_KEY'];

/** How the functions run, what they are given, and where their logs go. */
export function checkFunctions(template: Template): string[] {
  const functions = ofType(template, 'AWS::Lambda::Function');
  return [
    ...functions.flatMap(([id, { Properties, DependsOn }]) => {
      const logs = ofType(template, 'AWS::Logs::LogGroup').find(
        ([, group]) => group.Properties.LogGroupName === `/aws/lambda/${Properties.FunctionName}`,
      );
      const logging = Properties.LoggingConfig;
      return problems(id, [
        [Properties.Runtime === 'nodejs24.x', 'does not run on Node 24'],
        [`${Properties.Architectures}` === 'arm64', 'does not run on arm64'],
        [Properties.MemorySize >= 512 && Properties.Timeout >= 10, 'has little memory or time'],
        [textOf(Properties.KmsKeyArn) === `\${DataKey.Arn}`, 'has an environment that is not under the key'],
        [
          JSON.stringify(Properties.ReservedConcurrentExecutions)?.includes('ReservesConcurrency'),
          'has no share of its own',
        ],
        [
          logging?.LogFormat === 'JSON' && logging.SystemLogLevel === 'WARN',
          'does not log JSON, or too much of Lambda',
        ],
        [logging?.ApplicationLogLevel === Properties.Environment.Variables.LOG_LEVEL, 'logs by two levels'],
        [logs !== undefined && [DependsOn].flat().includes(logs[0]), 'may make a log group of its own, kept for ever'],
      ]);
    }),
    ...functions.flatMap(([id, resource]) => checkEnvironment(id, resource)),
    ...ofType(template, 'AWS::Logs::LogGroup').flatMap(([id, { Properties }]) =>
      problems(id, [[Properties.RetentionInDays > 0, 'is kept for ever']]),
    ),
    ...checkStreamShare(template),
  ];
}

/** Everything that lib/config.ts knows and nothing else, and with the values of the template it is content. */
function checkEnvironment(id: string, { Properties }: Resource): string[] {
  const given: Record<string, unknown> = Properties.Environment?.Variables ?? {};
  const known = SETTINGS.filter((name) => !NOT_ON_AWS.includes(name));
  const texts = Object.entries(given).map(([name, value]) => [name, textOf(value)]);
  // The reference to a queue is its address, and that to a key its ARN.
  const made = {
    SWEEP_QUEUE_URL: 'https://sqs.example/sweep',
    EVENTS_QUEUE_URL: 'https://sqs.example/events',
    DELIVERY_QUEUE_URL: 'https://sqs.example/deliveries',
    SECRETS_KMS_KEY: 'arn:aws:kms:us-east-1:123456789012:key/k',
  };
  const filled: Record<string, string> = { ...Object.fromEntries(texts), ...made };
  const { telemetry, ...config } = read(filled);
  const { telemetry: _also, ...defaults } = read({ ...filled, ...without(filled, OPTIONAL) });
  return problems(id, [
    [known.every((name) => name in given), `lacks ${known.filter((name) => !(name in given))}`],
    [Object.keys(given).every((name) => known.includes(name)), 'is given what lib/config.ts does not know'],
    [
      /^\{\{resolve:secretsmanager:\$\{LogHashKey\}:SecretString\}\}$/.test(filled.LOG_HASH_KEY ?? ''),
      'shows its secret',
    ],
    [JSON.stringify(config) === JSON.stringify(defaults), 'has other defaults than lib/config.ts'],
    [idOf(given.SWEEP_QUEUE_URL) === 'SweepQueue', 'is given another queue as SWEEP_QUEUE_URL'],
    [idOf(given.EVENTS_QUEUE_URL) === 'EventsQueue', 'is given another queue as EVENTS_QUEUE_URL'],
    [idOf(given.DELIVERY_QUEUE_URL) === 'DeliveryQueue', 'is given another queue as DELIVERY_QUEUE_URL'],
    [textOf(given.SECRETS_KMS_KEY) === `\${DataKey.Arn}`, 'is given another key as SECRETS_KMS_KEY'],
    [telemetry?.metricsNamespace !== undefined, 'counts nothing'],
    ...['SUBJECTS', 'DECISIONS', 'OPERATIONS'].map((kind): [boolean, string] => [
      idOf(given[`${kind}_TABLE`])?.toUpperCase() === `${kind}TABLE`,
      `is given another table as ${kind}_TABLE`,
    ]),
  ]);
}

const OPTIONAL = [
  'SWEEP_CONCURRENCY',
  'ACTIVATION_SEQ',
  'DECISION_RETENTION_DAYS',
  'SIMULATIONS_PER_HOUR',
  'LOG_LEVEL',
];

function without(values: Record<string, string>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.filter((name) => name in values).map((name) => [name, '']));
}

function read(environment: Record<string, string>): Partial<ReturnType<typeof readConfig>> {
  try {
    return readConfig(environment);
  } catch (error) {
    return { dynamodbEndpoint: String(error) };
  }
}

/** A shard is read by as many calls as there are lanes; with fewer at hand the stream falls behind. */
function checkStreamShare(template: Template): string[] {
  return ofType(template, 'AWS::Lambda::EventSourceMapping').flatMap(([id, { Properties }]) => {
    if (!textOf(Properties.EventSourceArn).endsWith('.StreamArn}')) return [];
    const share = template.Resources[idOf(Properties.FunctionName) ?? '']?.Properties.ReservedConcurrentExecutions;
    const lanes = Properties.ParallelizationFactor;
    // A new on-demand table has four partitions, and its stream as many shards.
    return problems(id, [
      [Number(share?.['Fn::If']?.[1]) >= 4 * lanes, 'has a function that cannot read all shards at once'],
    ]);
  });
}
