import { TahiniError } from '../../errors.ts';
import type { PartnerStore, StoredPartner } from '../../schemas/partner.ts';
import { MOST_ATTEMPTS } from '../dependencies.ts';
import type { SecretMeans } from './secrets.ts';

/** What the use cases of the partner registry are given. */
export interface PartnerMeans extends SecretMeans {
  partners: PartnerStore;
  newSecretId: () => string;
  /** Waits between attempts. */
  pause: (attempt: number) => Promise<void>;
}

/** A change that is asked for. */
export interface PartnerChange {
  partnerId: string;
  /** The version that the caller has seen; undefined = whatever there is. */
  ifMatch: number | undefined;
  /** Milliseconds since 1970. */
  now: number;
}

/** Throws `unknown-partner`, also of one that was deleted. */
export async function getPartner(
  { partners }: Pick<PartnerMeans, 'partners'>,
  partnerId: string,
): Promise<StoredPartner> {
  const partner = await partners.readPartner(partnerId);
  if (partner !== undefined) return partner;
  throw new TahiniError('unknown-partner', 'There is no such partner.');
}

export function refuseStale(known: StoredPartner | undefined, ifMatch: number | undefined): void {
  if (ifMatch === undefined || ifMatch === known?.version) return;
  throw new TahiniError('stale-if-match', 'The partner is not at the version of If-Match.');
}

/** Tries again when somebody else's write came first. `step` answers undefined then. */
export async function untilWritten<T>(
  { pause }: Pick<PartnerMeans, 'pause'>,
  step: () => Promise<T | undefined>,
): Promise<T> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const done = await step();
    if (done !== undefined) return done;
    await pause(attempt);
  }
  throw new TahiniError('contention', 'Too many writers at once.', { retryAfter: 1 });
}
