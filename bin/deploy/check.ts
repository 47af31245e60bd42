import { readConfig } from '../../lib/config.ts';
import { ArtefactError } from '../../lib/errors.ts';
import type { Arguments } from './arguments.ts';
import { artefactProblems } from './artefacts.ts';
import { RULES } from './rules.ts';
import { isStage, type Settings, STAGE_RULE } from './settings.ts';

export interface Findings {
  /** What could not be deployed as it is said. */
  wrong: string[];
  /** What a deployment needs, and nobody has said. */
  missing: string[];
}

/** All that would fail in the account, or work otherwise than it was meant, found before anything is made of it. */
export function check(settings: Settings, given: Arguments, root: string): Findings {
  const { stage, region, values, known, problems } = settings;
  const unknown = Object.keys(values).filter((name) => !known.includes(name));
  const ruled = Object.keys(values).filter((name) => RULES[name]?.[1](values[name]!) === false);
  return {
    wrong: [
      ...given.problems,
      ...problems,
      ...(isStage(stage) ? [] : [`stage ${stage}: should be ${STAGE_RULE}`]),
      ...(/^[a-z]{2}(-[a-z]+)+-\d$/.test(region) ? [] : [`region ${region}: there is no such region`]),
      ...unknown.map((name) => `${name}: there is no such parameter; there are ${known.join(', ')}`),
      ...ruled.map((name) => `${name}=${values[name]}: should be ${RULES[name]?.[0]}`),
      ...configProblems(settings).filter((line) => !ruled.some((name) => line.startsWith(`${name}=`))),
      ...domainProblems(settings),
      ...artefactProblems(values, root),
    ],
    missing: [
      ...(given.stage === undefined ? ['--stage NAME'] : []),
      ...(given.region === undefined
        ? ["--region R, or AWS_REGION: no region is guessed, people's data stay in it"]
        : []),
      ...(values.tokenIssuer === '' ? ['--param tokenIssuer=https://..., the issuer whose tokens are accepted'] : []),
      ...(stage === 'prod' && values.alarmEmail === '' ? ['--param alarmEmail=...: in prod somebody is told'] : []),
    ],
  };
}

/** The keys are made on AWS. */
const ONLY_AWS_KNOWS = {
  LOG_HASH_KEY: 'k'.repeat(32),
  SECRETS_KMS_KEY: 'arn:aws:kms:us-east-1:123456789012:key/made-there',
};

/** What the functions would refuse when they start, by the parameter's name. */
function configProblems({ service, values }: Settings): string[] {
  try {
    // A missing issuer is asked for elsewhere.
    const TOKEN_ISSUER = service.environment.TOKEN_ISSUER || 'https://issuer.example/';
    readConfig({ ...service.environment, TOKEN_ISSUER, ...ONLY_AWS_KNOWS });
    return [];
  } catch (error) {
    if (!(error instanceof ArtefactError)) throw error;
    return error.problems.map((problem) => {
      const [variable = '', says] = problem.split(/: (.*)/s);
      const name = variable.toLowerCase().replaceAll(/_(.)/g, (_all, letter) => letter.toUpperCase());
      return `${name}=${values[name]}: ${says}`;
    });
  }
}

function domainProblems({ values, region }: Settings): string[] {
  const { domain, certificateArn, closeDefaultEndpoint, consoleDomain, consoleCertificateArn } = values;
  const certificateRegion = certificateArn?.split(':')[3];
  return [
    ...(domain && !certificateArn ? [`domain=${domain}: needs certificateArn as well`] : []),
    ...(certificateArn && !domain ? ['certificateArn: needs domain as well'] : []),
    ...(certificateRegion && certificateRegion !== region
      ? [`certificateArn: is of ${certificateRegion}, and should be of ${region}`]
      : []),
    ...(closeDefaultEndpoint === 'true' && !domain
      ? ['closeDefaultEndpoint=true: needs domain, or nothing is open']
      : []),
    ...(Boolean(consoleDomain) === Boolean(consoleCertificateArn)
      ? []
      : ['consoleDomain and consoleCertificateArn: one needs the other']),
    ...(consoleDomain && values.console === 'off' ? [`consoleDomain=${consoleDomain}: needs console=on as well`] : []),
  ];
}
