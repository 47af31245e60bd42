import { styleText } from 'node:util';
import { EXIT, EXIT_MEANINGS } from './exit-codes.ts';

/** What is said of a command. It imports nothing, so that help comes at once. */
export interface Help {
  /** One line for the list of commands. */
  summary: string;
  /** The forms of its command line. */
  usage: readonly [string, ...string[]];
  /** Options, and what else there is to know. */
  text: string;
  /** Each works as it stands, from the root of the project. */
  examples: readonly (readonly [what: string, line: string])[];
  /** What was not done when it ends with 3; without this it never does. */
  partly?: string;
}

/** By what they are for, in the order in which one meets them. */
export const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'On one machine': ['start', 'token', 'import'],
  Scorecards: ['train', 'validate', 'score', 'scorecard'],
  'A running service': ['rescore', 'outcomes', 'webhook', 'replay-failures'],
  'On AWS': ['package', 'deploy', 'remove'],
};

export const COMMANDS: readonly string[] = Object.values(GROUPS).flat();

export async function helpOf(command: string): Promise<Help> {
  return (await import(`./help/${command}.ts`)).help;
}

/** `tahini --help`. */
export async function general(): Promise<string> {
  const width = Math.max(...COMMANDS.map((name) => name.length));
  const listed = await Promise.all(
    Object.entries(GROUPS).map(async ([group, names]) => {
      const lines = names.map(async (name) => `  ${name.padEnd(width)}  ${(await helpOf(name)).summary}`);
      return [`\n${head(group)}`, ...(await Promise.all(lines))];
    }),
  );
  return [
    'Tahini: an open, explainable personal credit score. On one machine, npm start is all it takes.',
    `\n${head('Usage')}\n  tahini <command> [options]`,
    ...listed.flat(),
    `\n${head('Help')}`,
    '  tahini <command> --help   its options, with examples',
    '  tahini --version',
    `\n${head('Output')}`,
    '  Results go to stdout, all else to stderr. With --json stdout is one JSON document, and nothing when it fails.',
    '  Colours and bars are for terminals only; NO_COLOR=1 and FORCE_COLOR=1 are obeyed.',
    `\n${head('Exit codes')}`,
    ...EXIT_MEANINGS.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`),
    '',
  ].join('\n');
}

/** `tahini <command> --help`. */
export function pageOf(command: string, { summary, usage, text, examples, partly }: Help): string {
  const examplesShown = examples.flatMap(([what, line]) => [`  # ${what}`, `  ${line}`]);
  return [
    `tahini ${command}: ${summary}`,
    `\n${head('Usage')}`,
    ...usage.map((line) => `  ${line}`),
    `\n${text}`,
    `\n${head('Examples')}`,
    ...examplesShown,
    `\n${head('Exit codes')}`,
    `  0 done, 1 failed, 2 wrong command line, ${partly === undefined ? '' : `${EXIT.partly} ${partly}, `}130 interrupted`,
    '',
  ].join('\n');
}

function head(text: string): string {
  return styleText('bold', text);
}
