import { Problem } from '../problem.ts';

export type Fields = Record<string, unknown>;

/** A wrong or unknown spot in serverless.yml, by its path in the file. */
export function refuse(where: string, what: string): never {
  throw new Problem(
    `serverless.yml: ${where} ${what}`,
    'the local run must understand what it imitates: correct it there',
  );
}

export function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(where, 'should be a map');
  return value as Fields;
}

export function listOf(value: unknown, where: string): unknown[] {
  if (!Array.isArray(value)) refuse(where, 'should be a list');
  return value;
}

export function textOf(value: unknown, where: string): string {
  if (typeof value !== 'string' || value === '') refuse(where, 'should be a text');
  return value;
}

export function numberOf(value: unknown, where: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) refuse(where, 'should be a number');
  return value;
}

export function wholeWithin(value: unknown, [least, most]: [number, number], where: string): number {
  const number = numberOf(value, where);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  refuse(where, `should be a whole number from ${least} to ${most}`);
}

/** Whether a trigger's function says which records or messages of a batch have failed. */
export function reportsItemFailures(value: unknown, where: string): boolean {
  if (value !== undefined && value !== 'ReportBatchItemFailures') {
    refuse(`${where}.functionResponseType`, 'should be ReportBatchItemFailures');
  }
  return value !== undefined;
}

/** Nothing is silently ignored: a key that is neither imitated nor known to matter on AWS only is refused. */
export function onlyKeys(fields: Fields, known: readonly string[], where: string): void {
  const unknown = Object.keys(fields).find((key) => !known.includes(key));
  if (unknown !== undefined) refuse(`${where}.${unknown}`, 'is not understood by the local run');
}
