/** What a parameter may be, in words and as a test. What the functions themselves refuse, lib/config.ts says. */
export type Rule = readonly [says: string, fits: (value: string) => boolean];

/** The days that CloudWatch Logs knows. */
const LOG_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const https: Rule = ['an address that begins with https://', (value) => /^https:\/\/\S+$/.test(value)];
const count: Rule = ['a whole number, at least 1', (value) => /^[1-9]\d{0,8}$/.test(value)];
/** What a queue's trigger takes as its `maximumConcurrency`. */
const pollers: Rule = [
  'a whole number from 2 to 1000',
  (value) => /^[1-9]\d{0,3}$/.test(value) && +value >= 2 && +value <= 1000,
];
const artefact: Rule = ['a .json file in cards/', (value) => /^cards\/[\w-][\w./-]*\.json$/.test(value)];
const oneOf = (...values: (string | number)[]): Rule => [
  `one of ${values.join(', ')}`,
  (value) => values.map(String).includes(value),
];

const host: Rule = ['a host name, such as score.example.com', (value) => /^([a-z0-9-]+\.)+[a-z]{2,}$/.test(value)];

function certificate(value: string, region?: string): boolean {
  const [, found] = /^arn:[\w-]+:acm:([\w-]+):\d{12}:certificate\/[\w-]+$/.exec(value) ?? [];
  return found !== undefined && (region === undefined || found === region);
}

/** What is not needed may be empty, as its default is. The issuer is needed, and asked for where it is missing. */
const orNothing = ([says, fits]: Rule): Rule => [says, (value) => value === '' || fits(value)];

/** By parameter. */
export const RULES: Readonly<Record<string, Rule>> = {
  tokenIssuer: orNothing(https),
  tokenKeysUrl: orNothing(https),
  dictionaryFile: orNothing(artefact),
  scorecardFile: orNothing(artefact),
  logRetentionDays: oneOf(...LOG_DAYS),
  alarmEmail: orNothing(['a mail address', (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)]),
  deletionProtection: oneOf('true', 'false'),
  removal: oneOf('RetainExceptOnCreate', 'Retain', 'Delete'),
  domain: orNothing(host),
  certificateArn: orNothing(["a certificate's ARN", (value) => certificate(value)]),
  closeDefaultEndpoint: oneOf('true', 'false'),
  console: oneOf('on', 'off'),
  consoleDomain: orNothing(host),
  consoleCertificateArn: orNothing(["a certificate's ARN, of us-east-1", (value) => certificate(value, 'us-east-1')]),
  throttleRate: count,
  throttleBurst: count,
  computeRate: count,
  computeBurst: count,
  reserveConcurrency: oneOf('on', 'off'),
  requestConcurrency: count,
  readConcurrency: count,
  referenceConcurrency: count,
  eraseConcurrency: count,
  adminConcurrency: count,
  streamConcurrency: count,
  sweepConcurrency: pollers,
  partnerConcurrency: count,
  eventsConcurrency: pollers,
  deliveryConcurrency: pollers,
  rescoreSchedule: [
    'a schedule, such as cron(0 2 6 * ? *) or rate(30 days)',
    (value) => /^(cron|rate)\(.+\)$/.test(value),
  ],
};
