import { parseArgs } from 'node:util';

/** What `package`, `deploy` and `remove` are told alike; `rest` is the framework's, such as `--verbose`. */
export interface Arguments {
  stage: string | undefined;
  region: string | undefined;
  params: Record<string, string>;
  rest: string[];
  /** What is wrong in the way things are said, whatever they are. */
  problems: string[];
}

const OPTIONS = {
  stage: { type: 'string', short: 's' },
  region: { type: 'string', short: 'r' },
  param: { type: 'string' },
} as const;

/** The region is the one that is named, or the environment's; there is no other, for people's data stay in it. */
export function readArguments(args: string[], env: NodeJS.ProcessEnv = process.env): Arguments {
  const { tokens } = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  const said = { stage: [] as string[], region: [] as string[], param: [] as string[] };
  const ours = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== 'option' || !isOurs(token.name)) continue;
    said[token.name].push(token.value ?? '');
    ours.add(token.index);
    if (token.value !== undefined && !token.inlineValue) ours.add(token.index + 1);
  }
  const { params, problems } = readParams(said.param);
  for (const name of ['stage', 'region'] as const) {
    if (said[name].length > 1) problems.push(`--${name} is given twice: ${said[name].join(', ')}`);
    if (said[name].includes('')) problems.push(`--${name} has no value`);
  }
  problems.push(...otherTargets(args, said.stage[0] ?? '', env));
  return {
    stage: said.stage[0] || undefined,
    region: said.region[0] || env.AWS_REGION || env.AWS_DEFAULT_REGION || undefined,
    params,
    rest: args.filter((_arg, index) => !ours.has(index)),
    problems,
  };
}

/** With these the framework would work on another account or another service than the one that we ask and check. */
function otherTargets(args: readonly string[], stage: string, env: NodeJS.ProcessEnv): string[] {
  const given = ['--aws-profile', '--config', '-c'].filter((option) =>
    args.some((arg) => arg === option || arg.startsWith(`${option}=`)),
  );
  const ofStage = ['PROFILE', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY'].map((name) => `AWS_${stage.toUpperCase()}_${name}`);
  const set = ofStage.filter((name) => stage !== '' && env[name]);
  return [...given, ...set].map(
    (name) => `${name}: not taken here; set AWS_PROFILE, or the credentials, and nothing else`,
  );
}

function isOurs(name: string): name is keyof typeof OPTIONS {
  return name in OPTIONS;
}

/** `name=value` each, as the framework reads them: a value cannot be empty. */
function readParams(texts: readonly string[]): Pick<Arguments, 'params' | 'problems'> {
  const params: Record<string, string> = {};
  const problems: string[] = [];
  for (const text of texts) {
    const [, name, value] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) problems.push(`--param ${text}: should read name=value`);
    else if (name in params) problems.push(`--param ${name} is given twice`);
    else params[name] = value.trimEnd();
  }
  return { params, problems };
}
