import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

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
  Parameters: Record<string, { Default: string; AllowedPattern?: string }>;
  Conditions: Record<string, unknown>;
  Resources: Record<string, Resource>;
  Outputs: Record<string, { Value: unknown }>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SERVERLESS = 'node_modules/serverless/bin/serverless.js';

/** Packages serverless.yml into `directory`, from bundles that are there, and reads the template. No account is needed. */
export async function packageStack(directory: string, args: readonly string[] = []): Promise<Template> {
  await promisify(execFile)(process.execPath, [SERVERLESS, 'package', '--package', directory, ...args], { cwd: ROOT });
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
