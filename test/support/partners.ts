import { newSecret } from '../../lib/http/signature.ts';
import {
  ownerOfPartner,
  PartnerSettings,
  type StoredPartner,
  type StoredSecret,
  type Vault,
} from '../../lib/schemas/partner.ts';

/** A partner as it is stored, with `secrets` made anew; what is told apart from the usual is in `changes`. */
export async function storedPartner(
  vault: Pick<Vault, 'seal'>,
  partnerId: string,
  changes: Partial<StoredPartner> = {},
): Promise<{ partner: StoredPartner; secret: string }> {
  const secret = newSecret();
  const settings = PartnerSettings.parse({ name: 'Acme Power', tier: 'partner', facts: [] });
  const stored = await sealedSecret(vault, partnerId, secret);
  const kept = { partnerId, secrets: [stored], version: 1, createdAt: 0, updatedAt: 0 };
  return { partner: { ...settings, ...kept, ...changes }, secret };
}

export async function sealedSecret(
  vault: Pick<Vault, 'seal'>,
  partnerId: string,
  secret: string,
  expiresAt?: number,
): Promise<StoredSecret> {
  const sealed = await vault.seal(secret, ownerOfPartner(partnerId));
  return { secretId: `of-${partnerId}`, sealed, createdAt: 0, expiresAt };
}
