import { Problem } from '../problem.ts';

type Test = (value: unknown) => boolean;
type Pattern = Record<string, unknown>;

/** Lambda's event filter: a record passes when one pattern matches; no patterns let everything pass. */
export function compileFilter(patterns: readonly Pattern[]): Test {
  const tests = patterns.map(compilePattern);
  return (record) => tests.length === 0 || tests.some((test) => test(record));
}

function compilePattern(pattern: Pattern): Test {
  const fields = Object.entries(pattern).map(([key, rule]) => [key, compileRule(key, rule)] as const);
  return (value) => fields.every(([key, test]) => test(fieldOf(value, key)));
}

function compileRule(key: string, rule: unknown): Test {
  if (Array.isArray(rule)) {
    const tests = rule.map((choice) => compileChoice(key, choice));
    return (value) => tests.some((test) => test(value));
  }
  if (isMap(rule)) return compilePattern(rule);
  throw unknownRule(key);
}

function compileChoice(key: string, choice: unknown): Test {
  if (!isMap(choice)) return present((value) => value === choice);
  const [[name, operand] = ['', undefined], ...rest] = Object.entries(choice);
  if (rest.length > 0) throw unknownRule(key);
  if (name === 'exists' && typeof operand === 'boolean') return (value) => (value !== undefined) === operand;
  if (name === 'prefix' && typeof operand === 'string') return present((value) => startsWith(value, operand));
  if (name !== 'anything-but') throw unknownRule(key);
  const refused = [operand].flat().map((entry) => compileChoice(key, entry));
  return present((value) => !refused.some((test) => test(value)));
}

/** As in EventBridge: a list in the event matches when one of its entries does. */
function present(test: Test): Test {
  return (value) => value !== undefined && (Array.isArray(value) ? value.some(test) : test(value));
}

function startsWith(value: unknown, prefix: string): boolean {
  return typeof value === 'string' && value.startsWith(prefix);
}

function isMap(value: unknown): value is Pattern {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldOf(value: unknown, key: string): unknown {
  return isMap(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function unknownRule(key: string): Problem {
  const remedy = 'use lists of values, exists, prefix or anything-but';
  return new Problem(`serverless.yml: the filter on '${key}' is not understood by the local run`, remedy);
}
