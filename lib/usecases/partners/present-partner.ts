import type { PartnerReply, SecretReply } from '../../schemas/api/replies/partners.ts';
import type { StoredPartner, StoredSecret } from '../../schemas/partner.ts';
import { validSecrets } from './secrets.ts';

/** A partner as it is told: of its secrets, which ones count and until when, and nothing that opens them. */
export function presentPartner({ secrets, createdAt, updatedAt, ...about }: StoredPartner, now: number): PartnerReply {
  return {
    ...about,
    secrets: validSecrets(secrets, now).map(presentSecret),
    createdAt: timeOf(createdAt),
    updatedAt: timeOf(updatedAt),
  };
}

function presentSecret({ secretId, createdAt, expiresAt }: StoredSecret): SecretReply {
  const until = expiresAt === undefined ? {} : { expiresAt: timeOf(expiresAt) };
  return { secretId, createdAt: timeOf(createdAt), ...until };
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}
