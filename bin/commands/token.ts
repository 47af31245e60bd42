import { resolve } from 'node:path';
import { issueToken, type ServiceTier, TIERS } from '../../local/issuer.ts';
import { asProblem } from '../../local/problem.ts';
import { parse, UsageError } from '../command.ts';

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
  const request = { state: resolve(state), subject: holder, scope, expiresIn: expires, tier: checkTier(service, tier) };
  try {
    console.log(await issueToken(request));
  } catch (error) {
    throw asProblem(error);
  }
}

function checkTier(service: boolean, tier: string | undefined): ServiceTier | undefined {
  if (!service && tier !== undefined) throw new UsageError('--tier belongs to a service: add --service');
  if (!service) return undefined;
  const known = TIERS.find((name) => name === tier);
  if (!known) throw new UsageError(`--service needs --tier, one of ${TIERS.join(', ')}`);
  return known;
}
