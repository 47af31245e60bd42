import type { Vault } from '../../schemas/partner.ts';

/** Secrets that one environment has open. */
const MOST_OPEN = 1000;

/**
 * Opens each secret once, by what is sealed and for whom: a request costs no call of KMS. A rotated secret is another text,
 * so nothing here has to be forgotten in time; those not asked for the longest make room.
 */
export function remembered(vault: Vault, most = MOST_OPEN): Vault {
  const open = new Map<string, Promise<string>>();
  return {
    seal: (secret, owner) => vault.seal(secret, owner),
    open(sealed, owner) {
      const name = `${owner} ${sealed}`;
      const found = open.get(name) ?? vault.open(sealed, owner);
      open.delete(name);
      open.set(name, found);
      if (open.size > most) open.delete(open.keys().next().value as string);
      // What could not be opened is tried again the next time.
      found.catch(() => open.get(name) === found && open.delete(name));
      return found;
    },
  };
}
