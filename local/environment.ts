import { randomBytes } from 'node:crypto';
import { CREDENTIALS } from './engines/engine.ts';
import { Problem } from './problem.ts';
import { QUEUES_ADDRESS } from './service/queues.ts';
import type { Service } from './service.ts';

interface Own {
  logHashKey?: string | undefined;
  /** Seals the partners' secrets; there is no KMS here. */
  secretsKey?: string | undefined;
  /** Where the queues are; nowhere, by default. */
  queues?: string | undefined;
}

/**
 * What every function finds in its environment here; whatever AWS settings this shell has are out of reach. Only what
 * goes wrong is logged, and nobody collects metrics.
 */
export function localEnvironment(
  service: Service,
  endpoint: string,
  { logHashKey = ownKey(), secretsKey = ownKey(), queues = QUEUES_ADDRESS }: Own = {},
): Record<string, string> {
  const environment = {
    ...atAddress(mergedEnvironment(service), queues),
    LOG_HASH_KEY: logHashKey,
    SECRETS_KMS_KEY: '',
    SECRETS_KEY: secretsKey,
    LOG_LEVEL: 'WARN',
    SERVICE_NAME: `${service.name}-local`,
    METRICS_NAMESPACE: '',
    AWS_REGION: service.region,
    AWS_DEFAULT_REGION: service.region,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_SESSION_TOKEN: '',
    AWS_PROFILE: '',
    AWS_EC2_METADATA_DISABLED: 'true',
    // Every client of the SDK, also one that forgets its own setting, ends up here.
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_SQS: queues,
    DYNAMODB_ENDPOINT: endpoint,
  };
  demand(service.fromCloudFormation, environment);
  return environment;
}

function ownKey(): string {
  return randomBytes(32).toString('hex');
}

function atAddress(environment: Record<string, string>, queues: string): Record<string, string> {
  const entries = Object.entries(environment).map(([name, value]) => [name, value.replace(QUEUES_ADDRESS, queues)]);
  return Object.fromEntries(entries);
}

/** A variable that CloudFormation fills in on AWS needs a value of this machine's own. */
function demand(names: readonly string[], given: Record<string, string>): void {
  const missing = names.find((name) => !(name in given));
  if (missing === undefined) return;
  throw new Problem(`serverless.yml: only AWS knows ${missing}`, 'give it a value of its own in local/environment.ts');
}

/** The functions share one process, so what one of them is given on top must not contradict another. */
function mergedEnvironment({ environment, functions }: Service): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const [name, value] of functions.flatMap((each) => Object.entries(each.environment))) {
    if ((merged[name] ?? value) !== value) {
      const remedy = 'give it one value for all functions: on one machine they share a process';
      throw new Problem(`serverless.yml: ${name} differs between functions`, remedy);
    }
    merged[name] = value;
  }
  return { ...environment, ...merged };
}

/** Sets these, takes away those that are empty, and returns what puts everything back. */
export function applyEnvironment(values: Record<string, string>): () => void {
  const former = Object.keys(values).map((name) => [name, process.env[name]] as const);
  for (const [name, value] of Object.entries(values)) set(name, value === '' ? undefined : value);
  return () => {
    for (const [name, value] of former) set(name, value);
  };
}

function set(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
