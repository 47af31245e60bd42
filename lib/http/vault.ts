import type { Config } from '../config.ts';
import type { Vault } from '../schemas/partner.ts';
import { kmsVault } from './vault/kms.ts';
import { localVault } from './vault/local.ts';
import { remembered } from './vault/remembered.ts';

/** What keeps the partners' secrets: KMS, or on one machine a key of its own; lib/config.ts sees to it that there is one. */
export function vaultOf({ kmsKey, localKey }: Config['secrets']): Vault {
  return remembered(kmsKey === undefined ? localVault(localKey ?? '') : kmsVault(kmsKey));
}
