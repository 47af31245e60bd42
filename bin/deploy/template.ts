import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { REGION } from '../../local/engines/engine.ts';

export interface Resource {
  Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: CloudFormation's shapes, as many as there are types.
  Properties: Record<string, any>;
  DependsOn?: string | string[];
  Condition?: string;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}

export interface Template {
  Parameters: Record<
    string,
    { Default: string | number; AllowedPattern?: string; AllowedValues?: string[]; MinValue?: number }
  >;
  Conditions: Record<string, unknown>;
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: unknown }>;
}

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const SERVERLESS = join(ROOT, 'node_modules/serverless/bin/serverless.js');

/** All that the framework packages from, besides what was built. */
const SOURCES = ['serverless.yml', 'deploy', 'cards', 'package.json'];

/**
 * Packages serverless.yml into `directory`, from bundles that are there, and reads the template. No account is needed; the
 * region is nowhere in the template, but has to be said. It works on a copy, for the framework packages through a folder
 * beside serverless.yml, where two runs at once would mix what they make.
 */
export async function packageStack(
  directory: string,
  args: readonly string[] = [],
  region: NodeJS.ProcessEnv = { AWS_REGION: REGION },
): Promise<Template> {
  const cwd = mkdtempSync(join(tmpdir(), 'tahini-copy-'));
  try {
    for (const name of SOURCES.filter((each) => existsSync(join(ROOT, each)))) {
      cpSync(join(ROOT, name), join(cwd, name), { recursive: true });
    }
    mkdirSync(join(cwd, 'build'));
    const built = readdirSync(join(ROOT, 'build')).filter((name) => /\.mjs$|^reference\.json$/.test(name));
    for (const name of built) cpSync(join(ROOT, 'build', name), join(cwd, 'build', name));
    const command = [SERVERLESS, 'package', '--package', resolve(directory), ...args];
    await promisify(execFile)(process.execPath, command, { cwd, env: { ...process.env, ...region } });
  } finally {
    rmSync(cwd, { recursive: true });
  }
  return JSON.parse(readFileSync(join(directory, 'cloudformation-template-update-stack.json'), 'utf8'));
}

export function ofType(template: Template, type: string): [id: string, resource: Resource][] {
  return Object.entries(template.Resources).filter(([, { Type }]) => Type === type);
}

/** A value in the notation of `Fn::Sub`: `${Table.Arn}`, whichever function of CloudFormation says it. */
export function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, operand] = ['', undefined]] = Object.entries(value);
  if (name === 'Ref') return `\${${operand}}`;
  if (name === 'Fn::GetAtt') return `\${${[operand].flat().join('.')}}`;
  if (name === 'Fn::Sub' && typeof operand === 'string') return operand;
  if (name === 'Fn::Join') return operand[1].map(textOf).join(operand[0]);
  return JSON.stringify(value);
}

/** The logical id that a value refers to, by `Ref` or `Fn::GetAtt`. */
export function idOf(value: unknown): string | undefined {
  return /^\$\{(\w+)(\.\w+)?\}$/.exec(textOf(value))?.[1];
}
