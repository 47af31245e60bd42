import { MOST_SECRETS, ROTATION_MS, type StoredSecret, type Vault, type WebhookSecret } from '../../schemas/partner.ts';

/** What makes and keeps secrets. */
export interface SecretMeans {
  vault: Vault;
  /** 32 bytes of chance. */
  newSecret: () => WebhookSecret;
}

/** A secret as it is told to its owner, once, and as it is kept. */
export interface MadeSecret {
  secret: WebhookSecret;
  stored: StoredSecret;
}

export async function makeSecret(
  { vault, newSecret }: SecretMeans,
  owner: string,
  secretId: string,
  now: number,
): Promise<MadeSecret> {
  const secret = newSecret();
  const sealed = await vault.seal(secret, owner);
  return { secret, stored: { secretId, sealed, createdAt: now, expiresAt: undefined } };
}

/** The secrets that count at this moment. */
export function validSecrets(secrets: readonly StoredSecret[], now: number): StoredSecret[] {
  return secrets.filter(({ expiresAt }) => expiresAt === undefined || now < expiresAt);
}

/**
 * The new secret first; the one before it is good for another day, if it was not to end sooner, and any older one ends now.
 */
export function rotated(secrets: readonly StoredSecret[], fresh: StoredSecret, now: number): StoredSecret[] {
  const [latest] = validSecrets(secrets, now).toSorted((a, b) => b.createdAt - a.createdAt);
  if (latest === undefined) return [fresh];
  const expiresAt = Math.min(latest.expiresAt ?? Number.POSITIVE_INFINITY, now + ROTATION_MS);
  return [fresh, { ...latest, expiresAt }].slice(0, MOST_SECRETS);
}
