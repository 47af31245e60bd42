import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isLoopback, isPublic } from './addresses.ts';
import type { UrlRules } from './check-url.ts';

export interface Address {
  address: string;
  family: number;
}

/** All addresses of a name, in the order in which they should be tried. */
export type Resolve = (host: string) => Promise<readonly Address[]>;

const PATIENCE = { timeout: 4000, tries: 2 };
const LOCALHOST = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

/**
 * By DNS alone, IPv4 first, from these servers or the system's. Not by the system's own lookup: that has four threads for
 * the whole process, and four names whose servers say nothing would hold up all the others.
 */
export function resolveBy(servers?: readonly string[]): Resolve {
  return async (host) => {
    if (host === 'localhost') return LOCALHOST;
    const resolver = new Resolver(PATIENCE);
    if (servers !== undefined) resolver.setServers(servers);
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    return [...found(four, 4), ...found(six, 6)];
  };
}

export const resolveAll = resolveBy();

function found(answer: PromiseSettledResult<string[]>, family: number): Address[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : [];
}

/**
 * Where a URL leads, looked up once: all of its addresses, if each may be reached. One that may not spoils the answer,
 * for else it would be chance which of them is taken.
 */
export async function resolveTarget(
  url: URL,
  { resolve, loopbackAllowed }: UrlRules & { resolve: Resolve },
): Promise<{ addresses: readonly Address[] } | { failed: 'unresolved' | 'address-refused' }> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const addresses = family === 0 ? await resolve(host).catch(() => []) : [{ address: host, family }];
  if (addresses.length === 0) return { failed: 'unresolved' };
  const isPlain = url.protocol === 'http:';
  const mayReach = ({ address }: Address) =>
    (!isPlain && isPublic(address)) || (loopbackAllowed && isLoopback(address));
  return addresses.every(mayReach) ? { addresses } : { failed: 'address-refused' };
}
