import { builtinModules } from 'node:module';
import { posix } from 'node:path';

/** A file by its path from the root, with its text. */
export interface SourceFile {
  file: string;
  source: string;
}

/** What each room may import, besides itself; a room is `functions`, `lib/scoring`, `lib/errors`, `bin`, ... */
const SERVICE = [
  'lib/usecases',
  'lib/store',
  'lib/http',
  'lib/scoring',
  'lib/scorecards',
  'lib/schemas',
  'lib/dense',
  'lib/errors',
  'lib/config',
];
const EVERYTHING = [...SERVICE, 'lib/learning', 'functions'];
const MAY_IMPORT: Record<string, readonly string[]> = {
  functions: SERVICE,
  'lib/usecases': ['lib/scoring', 'lib/scorecards', 'lib/schemas', 'lib/errors'],
  'lib/store': ['lib/schemas', 'lib/dense', 'lib/errors', 'lib/config'],
  'lib/http': ['lib/schemas', 'lib/errors', 'lib/config'],
  'lib/learning': ['lib/scoring', 'lib/scorecards', 'lib/schemas', 'lib/errors'],
  'lib/scorecards': ['lib/scoring', 'lib/schemas', 'lib/errors'],
  'lib/scoring': ['lib/schemas', 'lib/dense', 'lib/errors'],
  'lib/dense': [],
  'lib/schemas': ['lib/errors'],
  'lib/client': ['lib/schemas'],
  'lib/errors': [],
  'lib/config': ['lib/errors'],
  local: EVERYTHING,
  bin: [...EVERYTHING, 'local'],
  bench: [...EVERYTHING, 'local', 'bin'],
  web: ['lib/scoring', 'lib/scorecards', 'lib/schemas', 'lib/client'],
};

/** Packages that within the service only some rooms know. */
const KNOWN_TO: readonly { packages: RegExp; rooms: readonly string[] }[] = [
  { packages: /^(@aws-sdk\/(client|lib|util)-dynamodb|@smithy\/)/, rooms: ['lib/store'] },
  { packages: /^@aws-sdk\/client-(sqs|kms)/, rooms: ['lib/http'] },
  { packages: /^@middy\//, rooms: ['functions', 'lib/http'] },
];

/** What would make a score depend on the moment, the machine or chance. */
const IMPURE: readonly [name: string, pattern: RegExp][] = [
  ['the clock', /\bDate\s*\.\s*now\b|\bDate\s*\(\s*\)|\bnew\s+Date\b(?!\s*\()|\bperformance\b|\bTemporal\s*\.\s*Now\b/],
  ['chance', /\bMath\s*\.\s*random\b|\bcrypto\b/],
  ['the environment', /\bprocess\b|\bglobalThis\b|\bnavigator\b|\bfetch\s*\(|\bset(Timeout|Interval|Immediate)\b/],
  ['the locale', /\blocaleCompare\b|\btoLocale\w*|\bIntl\b/],
  [
    'functions that engines may compute differently',
    /\bMath\s*\.\s*(pow|exp|expm1|log\w*|a?sinh?|a?cosh?|a?tanh?|atan2|cbrt|hypot)\b/,
  ],
];

export function brokenRules(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ file, source }) => {
    const room = roomOf(file);
    if (!(room in MAY_IMPORT)) return [`${file} lies in a room that the design does not know`];
    const code = withoutComments(source);
    const inService = room === 'functions' || room.startsWith('lib/');
    const problems: string[] = [];
    for (const specifier of importsOf(code)) {
      if (specifier.startsWith('.')) problems.push(...roomProblems(room, roomOf(targetOf(file, specifier))));
      else problems.push(...packageProblems(room, specifier, inService));
    }
    if (room === 'lib/client') problems.push(...clientProblems(file, code));
    if (inService && /\bimport\s*\(\s*[^'"\s)]/.test(code))
      problems.push('imports what it computes: nobody can check that');
    const plain = withoutStrings(code);
    if (
      inService &&
      room !== 'lib/config' &&
      /\bprocess\s*(\.\s*env\b|\[)|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/.test(plain)
    )
      problems.push('reads process.env: only lib/config.ts does');
    if (room === 'lib/scoring')
      for (const [name, pattern] of IMPURE) if (pattern.test(plain)) problems.push(`depends on ${name}`);
    return problems.map((problem) => `${file} ${problem}`);
  });
}

/** Files that import one another in a circle at run time; types do not count. */
export function circles(files: readonly SourceFile[]): string[] {
  const edges = new Map(
    files.map(({ file, source }) => {
      const local = importsOf(withoutTypes(withoutComments(source))).filter((specifier) => specifier.startsWith('.'));
      return [file, local.map((specifier) => targetOf(file, specifier))];
    }),
  );
  const found = new Set<string>();
  const walk = (file: string, path: readonly string[]) => {
    const start = path.indexOf(file);
    if (start >= 0) found.add(path.slice(start).toSorted().join(' <-> '));
    else if (!done.has(file)) for (const next of edges.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  const done = new Set<string>();
  for (const file of edges.keys()) walk(file, []);
  return [...found];
}

function roomProblems(room: string, target: string): string[] {
  if (room === target) return [];
  const allowed = MAY_IMPORT[room] ?? [];
  const data = !target.startsWith('lib/') && !(target in MAY_IMPORT) && target !== 'test';
  if (data && ['bin', 'local', 'bench'].includes(room)) return [];
  return allowed.includes(target) ? [] : [`imports ${target}; ${room} may import ${allowed.join(', ') || 'nothing'}`];
}

function packageProblems(room: string, specifier: string, inService: boolean): string[] {
  const problems = KNOWN_TO.filter(
    ({ packages, rooms }) => inService && packages.test(specifier) && !rooms.includes(room),
  ).map(({ rooms }) => `imports ${specifier}; within the service only ${rooms.join(' and ')} know it`);
  if (room === 'lib/scoring') problems.push(`imports ${specifier}; the maths needs no package and no part of Node`);
  if (inService && room !== 'lib/config' && /^(node:)?process$/.test(specifier))
    problems.push('reads process.env: only lib/config.ts does');
  if (inService && !specifier.startsWith('node:') && builtinModules.includes(specifier))
    problems.push(`imports ${specifier} without node:`);
  return problems;
}

/** It runs in apps: of the rest of the project it has types, and the routes as data. */
function clientProblems(file: string, code: string): string[] {
  return importsOf(withoutTypes(code)).flatMap((specifier) => {
    if (!specifier.startsWith('.')) return [`imports ${specifier}; the client needs no package and no part of Node`];
    const target = targetOf(file, specifier);
    const allowed = roomOf(target) === 'lib/client' || target === 'lib/schemas/api/routes.ts';
    return allowed ? [] : [`imports ${target}; the client may import only its type`];
  });
}

function targetOf(file: string, specifier: string): string {
  return posix.normalize(posix.join(posix.dirname(file), specifier));
}

function roomOf(file: string): string {
  const [first = '', second = ''] = file.split('/');
  return first === 'lib' ? `lib/${second.replace(/\.\w+$/, '')}` : first;
}

function importsOf(code: string): string[] {
  const from = /\b(?:import|export)\b[^'"`;()]*?\bfrom\s*(['"])([^'"]+)\1/g;
  const bare = /\bimport\s*(['"])([^'"]+)\1/g;
  const call = /\b(?:import|require)\s*\(\s*(['"`])([^'"`$]+)\1/g;
  return [from, bare, call].flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[2] ?? ''));
}

function withoutTypes(code: string): string {
  return code.replaceAll(/\b(import|export)\s+type\b[^;]*;/g, '');
}

const COMMENT_OR_STRING = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g;

function withoutComments(source: string): string {
  return source.replaceAll(COMMENT_OR_STRING, (found) => (found.startsWith('/') ? ' ' : found));
}

/** Templates stay, since they hold code. */
function withoutStrings(code: string): string {
  return code.replaceAll(COMMENT_OR_STRING, "''");
}
