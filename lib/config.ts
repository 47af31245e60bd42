import * as z from 'zod';
import { ArtefactError } from './errors.ts';

const whole = (low: number, high: number, fallback: number) =>
  z.coerce.number().int().min(low).max(high).default(fallback);
const httpsUrl = z
  .url()
  .refine((text) => /^https:|^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\//.test(text), 'must be https');

const Environment = z.object({
  SUBJECTS_TABLE: z.string().min(1),
  DECISIONS_TABLE: z.string().min(1),
  OPERATIONS_TABLE: z.string().min(1),
  /** Where the messages of a sweep of everybody go. */
  SWEEP_QUEUE_URL: z.url(),
  /** Where notifications wait to be sent to partners. */
  DELIVERY_QUEUE_URL: z.url(),
  /** How many segments of a sweep are worked on at once: they share its pace. */
  SWEEP_CONCURRENCY: whole(2, 1000, 10),
  /** Where the parts of large batches of events go. */
  EVENTS_QUEUE_URL: z.url(),
  /** OIDC issuer whose tokens are accepted. Without one nothing starts: no default opens. */
  TOKEN_ISSUER: httpsUrl,
  /** For whom tokens must be meant: one or more, separated by commas (Cognito names the app client, and there are several). */
  TOKEN_AUDIENCE: z.string().regex(/^[^,\s]+(,[^,\s]+)*$/, 'one or more audiences, separated by commas'),
  /** Where the issuer's public keys are; by default `<issuer>/.well-known/jwks.json`. */
  TOKEN_KEYS_URL: httpsUrl.optional(),
  /** Another DynamoDB than the region's own: one machine only. */
  DYNAMODB_ENDPOINT: z.url().optional(),
  /** A dictionary and a scorecard of your own; by default the shipped ones. */
  DICTIONARY_FILE: z.string().min(1).optional(),
  SCORECARD_FILE: z.string().min(1).optional(),
  /** Rises with every activation of a scorecard, also of a former one. Six digits: that wide it is in the keys of decisions. */
  ACTIVATION_SEQ: whole(1, 999_999, 1),
  DECISION_RETENTION_DAYS: whole(1, 36_500, 1826),
  SIMULATIONS_PER_HOUR: whole(1, 1e6, 60),
  /** Names people in logs by keyed hash. A secret: who has it can tell whether a line is about a person they know. */
  LOG_HASH_KEY: z.string().min(32),
  /** What seals the partners' secrets: a KMS key by its ARN, or on one machine a key of its own, 32 bytes in hex. */
  SECRETS_KMS_KEY: z
    .string()
    .regex(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/, 'the ARN of a KMS key')
    .optional(),
  SECRETS_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '32 bytes in hex')
    .optional(),
  LOG_LEVEL: z.enum(['DEBUG', 'INFO', 'WARN', 'ERROR']).default('INFO'),
  /** Service and stage, as lines and metrics name them. */
  SERVICE_NAME: z.string().min(1).default('tahini'),
  /** Where CloudWatch files the metrics; without it none are written. */
  METRICS_NAMESPACE: z.string().min(1).optional(),
  /** Moves the day of scoring ahead, to try what time does; refused without DYNAMODB_ENDPOINT. */
  CLOCK_DAYS_AHEAD: whole(0, 36_500, 0),
});

/** Every variable there is; the packaged template is held against it. */
export const SETTINGS: readonly string[] = Object.keys(Environment.shape);

/** All settings of the functions, checked once at cold start. */
export type Config = ReturnType<typeof readConfig>;

/** The only reader of the environment. Throws an ArtefactError that names each variable and its rule. */
export function readConfig(env: NodeJS.ProcessEnv = process.env) {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    throw new ArtefactError(
      'environment',
      parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    );
  }
  const settings = parsed.data;
  const contradictions = contradictionsIn(settings);
  if (contradictions.length > 0) throw new ArtefactError('environment', contradictions);
  return {
    tables: {
      subjects: settings.SUBJECTS_TABLE,
      decisions: settings.DECISIONS_TABLE,
      operations: settings.OPERATIONS_TABLE,
    },
    sweep: { queueUrl: settings.SWEEP_QUEUE_URL, workers: settings.SWEEP_CONCURRENCY },
    events: { queueUrl: settings.EVENTS_QUEUE_URL },
    deliveries: { queueUrl: settings.DELIVERY_QUEUE_URL },
    tokens: {
      issuer: settings.TOKEN_ISSUER,
      audience: settings.TOKEN_AUDIENCE.split(','),
      keysUrl: settings.TOKEN_KEYS_URL ?? `${settings.TOKEN_ISSUER.replace(/\/$/, '')}/.well-known/jwks.json`,
    },
    /** Exactly one of the two. */
    secrets: { kmsKey: settings.SECRETS_KMS_KEY, localKey: settings.SECRETS_KEY },
    dynamodbEndpoint: settings.DYNAMODB_ENDPOINT,
    dictionaryFile: settings.DICTIONARY_FILE,
    scorecardFile: settings.SCORECARD_FILE,
    activationSeq: settings.ACTIVATION_SEQ,
    decisionRetentionDays: settings.DECISION_RETENTION_DAYS,
    simulationsPerHour: settings.SIMULATIONS_PER_HOUR,
    clockDaysAhead: settings.CLOCK_DAYS_AHEAD,
    telemetry: {
      hashKey: settings.LOG_HASH_KEY,
      level: settings.LOG_LEVEL,
      service: settings.SERVICE_NAME,
      metricsNamespace: settings.METRICS_NAMESPACE,
    },
  };
}

function contradictionsIn(settings: z.infer<typeof Environment>): string[] {
  const { SECRETS_KEY, SECRETS_KMS_KEY } = settings;
  const oneMachine = settings.DYNAMODB_ENDPOINT !== undefined;
  const problems: string[] = [];
  if (settings.CLOCK_DAYS_AHEAD > 0 && !oneMachine) problems.push('CLOCK_DAYS_AHEAD: only for one machine');
  if (SECRETS_KEY !== undefined && !oneMachine) problems.push('SECRETS_KEY: only for one machine; set SECRETS_KMS_KEY');
  else if (SECRETS_KEY !== undefined && SECRETS_KMS_KEY !== undefined)
    problems.push('SECRETS_KEY: not beside SECRETS_KMS_KEY');
  else if (SECRETS_KEY === undefined && SECRETS_KMS_KEY === undefined)
    problems.push(`SECRETS_KMS_KEY: the ARN of a KMS key is needed${oneMachine ? ', or SECRETS_KEY' : ''}`);
  return problems;
}
