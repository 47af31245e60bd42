import { missing, parseAll, readAction, UsageError } from '../command.ts';

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
export function readArguments([first, ...args]: string[], forms: readonly string[]): ScorecardArguments {
  const action = readAction(first, Object.keys(OWN) as Action[]);
  const form = forms.find((line) => line.startsWith(`tahini scorecard ${action}`)) ?? '';
  const { values, positionals } = parsed(action, args);
  const common = { api: readApi(String(values.api)), json: values.json === true, state: String(values.state) };
  const given = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
  const needed = (name: string, value = given(name)) => {
    if (value === undefined || value === '') throw missing({ [name]: undefined }, form);
    return value;
  };
  const shared = { ...common, token: tokenFor(common.api, given('token')) };
  const named = () => ({ id: needed('ID', positionals[0]), version: needed('version') });
  if (positionals.length > (action === 'show' || action === 'activate' ? 1 : 0))
    throw new UsageError(`too much is given: ${form}`);
  if (action === 'show') return { ...shared, action, ...named(), out: given('out') };
  if (action === 'activate') {
    return { ...shared, action, ...named(), force: values.force === true, reason: given('reason') };
  }
  if (action !== 'import') return { ...shared, action: 'list' };
  const cardFile = needed('card');
  return {
    ...shared,
    action,
    cardFile,
    dictionaryFile: given('dictionary'),
    signedOffBy: needed('signed-off-by'),
  };
}

function parsed(action: Action, args: string[]) {
  const { values, positionals } = parseAll(args, { ...COMMON, ...OWN[action] });
  return { values: values as Record<string, string | boolean | undefined>, positionals };
}

export function readApi(text: string): URL {
  const api = URL.canParse(text) ? new URL(text) : undefined;
  if (api === undefined || !['http:', 'https:'].includes(api.protocol) || api.search !== '' || api.hash !== '')
    throw new UsageError('--api takes an address such as http://127.0.0.1:3000');
  if (api.username !== '' || api.password !== '')
    throw new UsageError('--api takes no user and password: the API wants a token, --token');
  return api;
}

/** On this machine the development issuer makes one; an administrator's token goes nowhere unprotected. */
export function tokenFor({ hostname, protocol }: URL, token: string | undefined): string | undefined {
  if (['localhost', '127.0.0.1', '[::1]'].includes(hostname)) return token;
  if (protocol !== 'https:') throw new UsageError('--api on another machine must begin with https://');
  if (token !== undefined) return token;
  throw new UsageError('an API that is not on this machine needs --token: nobody else believes the development issuer');
}
