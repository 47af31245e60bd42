import { parseArgs } from 'node:util';
import { UsageError } from '../command.ts';

const COMMON = {
  api: { type: 'string', default: 'http://127.0.0.1:3000' },
  token: { type: 'string' },
  state: { type: 'string', default: '.tahini' },
  json: { type: 'boolean', default: false },
} as const;

const OWN = {
  list: {},
  show: { version: { type: 'string' }, out: { type: 'string' } },
  import: { card: { type: 'string' }, dictionary: { type: 'string' }, 'signed-off-by': { type: 'string' } },
  activate: {
    version: { type: 'string' },
    force: { type: 'boolean', default: false },
    reason: { type: 'string' },
  },
} as const;

export type Action = keyof typeof OWN;

interface Common {
  api: URL;
  token: string | undefined;
  state: string;
  json: boolean;
}

export type ScorecardArguments = Common &
  (
    | { action: 'list' }
    | { action: 'show'; id: string; version: string; out: string | undefined }
    | { action: 'import'; cardFile: string; dictionaryFile: string | undefined; signedOffBy: string }
    | { action: 'activate'; id: string; version: string; force: boolean; reason: string | undefined }
  );

/** Throws a UsageError. */
export function readArguments([action, ...args]: string[], usage: string): ScorecardArguments {
  const lines = usage.split('\n');
  const usageOf = (name: string) => lines.find((line) => line.startsWith(`tahini scorecard ${name}`)) ?? usage;
  if (action === undefined || !(action in OWN)) {
    throw new UsageError(`tahini scorecard ${Object.keys(OWN).join('|')}; --help tells the options of each`);
  }
  const { values, positionals } = parsed(action as Action, args);
  const common = { api: readApi(String(values.api)), json: values.json === true, state: String(values.state) };
  const given = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const needed = (value: string | undefined) => {
    if (value === undefined || value === '') throw new UsageError(usageOf(action));
    return value;
  };
  const shared = { ...common, token: tokenFor(common.api, given('token')) };
  const named = () => ({ id: needed(positionals[0]), version: needed(given('version')) });
  if (positionals.length > (action === 'show' || action === 'activate' ? 1 : 0)) throw new UsageError(usageOf(action));
  if (action === 'show') return { ...shared, action, ...named(), out: given('out') };
  if (action === 'activate') {
    return { ...shared, action, ...named(), force: values.force === true, reason: given('reason') };
  }
  if (action !== 'import') return { ...shared, action: 'list' };
  const cardFile = needed(given('card'));
  return {
    ...shared,
    action,
    cardFile,
    dictionaryFile: given('dictionary'),
    signedOffBy: needed(given('signed-off-by')),
  };
}

function parsed(action: Action, args: string[]) {
  try {
    const options = { ...COMMON, ...OWN[action] };
    const { values, positionals } = parseArgs({ args, options, strict: true, allowPositionals: true });
    return { values: values as Record<string, string | boolean | undefined>, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split(/[.\n] /)[0]! : String(error));
  }
}

export function readApi(text: string): URL {
  const api = URL.canParse(text) ? new URL(text) : undefined;
  if (api === undefined || !['http:', 'https:'].includes(api.protocol) || api.search !== '' || api.hash !== '')
    throw new UsageError('--api takes an address such as http://127.0.0.1:3000');
  return api;
}

/** On this machine the development issuer makes one; an administrator's token goes nowhere unprotected. */
export function tokenFor({ hostname, protocol }: URL, token: string | undefined): string | undefined {
  if (['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return token;
  if (protocol !== 'https:') throw new UsageError('--api on another machine must begin with https://');
  if (token !== undefined) return token;
  throw new UsageError('an API that is not on this machine needs --token: nobody else believes the development issuer');
}
