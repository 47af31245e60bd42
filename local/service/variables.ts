import { Problem } from '../problem.ts';

/** What `${opt:..}`, `${param:..}`, `${env:..}` and `${self:..}` are looked up in. */
export interface Sources {
  self: unknown;
  opt?: Record<string, string>;
  param?: Record<string, string>;
  /** Never this shell's environment: what one machine does must not depend on it. */
  env?: Record<string, string>;
}

// Innermost first. CloudFormation's own `${AWS::Region}` and `${Table}` are left alone.
const VARIABLE = /\$\{((?:opt|param|self|sls|env|aws|file|ssm|cf|s3):(?!:)[^${}]*)\}/;
const LITERAL = /^(?:'([^']*)'|"([^"]*)"|(-?\d+(?:\.\d+)?|true|false|null))$/;

/** Replaces the Serverless Framework's variables in every string of `value`; one it cannot resolve is a Problem. */
export function resolveVariables(value: unknown, sources: Sources): unknown {
  if (typeof value === 'string') return resolveText(value, sources);
  if (Array.isArray(value)) return value.map((entry) => resolveVariables(entry, sources));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, resolveVariables(entry, sources)]));
}

function resolveText(text: string, sources: Sources): unknown {
  const found = VARIABLE.exec(text);
  if (!found) return text;
  const value = evaluate(found[1]!, sources);
  if (found[0] === text) return resolveVariables(value, sources);
  return resolveText(
    text.replace(found[0], () => String(value)),
    sources,
  );
}

function evaluate(expression: string, sources: Sources): unknown {
  for (const choice of expression.split(/,(?=(?:[^']*'[^']*')*[^']*$)/).map((part) => part.trim())) {
    const literal = LITERAL.exec(choice);
    if (literal) return literal[1] ?? literal[2] ?? JSON.parse(literal[3]!);
    const value = lookUp(choice, sources);
    if (value !== undefined) return resolveVariables(value, sources);
  }
  throw new Problem(`serverless.yml: \${${expression}} has no value here`, 'give it a default after a comma');
}

function lookUp(name: string, sources: Sources): unknown {
  const [kind, path = ''] = name.split(/:(.*)/s);
  if (kind === 'opt') return sources.opt?.[path];
  if (kind === 'param') return sources.param?.[path] ?? paramOf(path, sources);
  if (kind === 'env') return sources.env?.[path];
  if (kind === 'sls' && path === 'stage') return stageOf(sources);
  if (kind === 'self') return walk(sources.self, path);
  throw new Problem(
    `serverless.yml: the local run cannot look up \${${name}}`,
    'use opt, param, env, self or sls:stage',
  );
}

/** `params` of the file: the stage's own before the default. */
function paramOf(name: string, sources: Sources): unknown {
  const stage = String(resolveVariables(stageOf(sources), sources));
  return walk(sources.self, `params.${stage}.${name}`) ?? walk(sources.self, `params.default.${name}`);
}

function stageOf({ opt, self }: Sources): unknown {
  return opt?.stage ?? walk(self, 'provider.stage') ?? 'dev';
}

function walk(value: unknown, path: string): unknown {
  let at = value;
  for (const step of path.split('.')) {
    at = typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined;
  }
  return at;
}
