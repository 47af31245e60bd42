import { resolve } from 'node:path';
import { SCOPES } from '../../lib/schemas/scope.ts';
import { issueToken, type ServiceTier, TIERS } from '../../local/issuer.ts';
import { asProblem } from '../../local/problem.ts';
import { parse, UsageError } from '../command.ts';
import { nearest } from '../nearest.ts';

const OPTIONS = {
  subject: { type: 'string' },
  scope: { type: 'string', default: '' },
  service: { type: 'boolean', default: false },
  tier: { type: 'string' },
  expires: { type: 'string', default: '12h' },
  state: { type: 'string', default: '.tahini' },
} as const;

/** Prints just the token, so that it can stand in `$(...)`. */
export async function run(args: string[]): Promise<void> {
  const { subject, scope, service, tier, expires, state } = parse(args, OPTIONS);
  const holder = subject ?? (service ? 'dev-service' : undefined);
  if (!holder) throw new UsageError('whose token? give --subject ID, or --service --tier TIER');
  if (!/^\d+ ?[smhdw]$/.test(expires)) throw new UsageError('--expires takes a span such as 30m, 12h or 7d');
  refuseUnknown(scope.split(' ').filter((name) => name !== ''));
  const request = { state: resolve(state), subject: holder, scope, expiresIn: expires, tier: checkTier(service, tier) };
  try {
    console.log(await issueToken(request));
  } catch (error) {
    throw asProblem(error);
  }
}

/** A token for less than was meant is only noticed when it is refused. */
function refuseUnknown(scopes: readonly string[]): void {
  const known: readonly string[] = SCOPES;
  const other = scopes.find((name) => !known.includes(name));
  if (other === undefined) return;
  const meant = nearest(other, known);
  const hint = meant === undefined ? `there are ${known.join(', ')}` : `did you mean '${meant}'?`;
  throw new UsageError(`there is no scope '${other.slice(0, 60)}': ${hint}`);
}

function checkTier(service: boolean, tier: string | undefined): ServiceTier | undefined {
  if (!service && tier !== undefined) throw new UsageError('--tier belongs to a service: add --service');
  if (!service) return undefined;
  const known = TIERS.find((name) => name === tier);
  if (!known) throw new UsageError(`--service needs --tier, one of ${TIERS.join(', ')}`);
  return known;
}
