import { DecryptCommand, EncryptCommand, KMSClient, type KMSClientConfig } from '@aws-sdk/client-kms';
import { TahiniError } from '../../errors.ts';
import type { Vault } from '../../schemas/partner.ts';

/** A call that hangs is cut off and tried again, as the store's are. */
const PATIENCE = { connectionTimeout: 1000, requestTimeout: 2500, throwOnRequestTimeout: true };

/** A 4xx of KMS that passes by itself. */
const BUSY = new Set(['ThrottlingException', 'LimitExceededException']);

/**
 * Seals under a KMS key. The owner is the encryption context: KMS opens nothing for another owner, and CloudTrail says whose
 * secret was opened.
 */
export function kmsVault(keyArn: string, extra: KMSClientConfig = {}): Vault {
  const client = new KMSClient({ requestHandler: PATIENCE, ...extra });
  const under = (owner: string) => ({ KeyId: keyArn, EncryptionContext: { owner } });
  return {
    async seal(secret, owner) {
      const command = new EncryptCommand({ ...under(owner), Plaintext: Buffer.from(secret) });
      const { CiphertextBlob } = await calling(() => client.send(command));
      return Buffer.from(CiphertextBlob ?? []).toString('base64');
    },
    async open(sealed, owner) {
      const command = new DecryptCommand({ ...under(owner), CiphertextBlob: Buffer.from(sealed, 'base64') });
      const { Plaintext } = await calling(() => client.send(command));
      return Buffer.from(Plaintext ?? []).toString();
    },
  };
}

/** Runs a call; what KMS did not refuse, it could not answer: the caller is told to come again. */
async function calling<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (isRefusal(error)) throw error;
    throw new TahiniError('throttled', 'The key of the secrets cannot be had.', { retryAfter: 2 });
  }
}

function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode ?? 503;
  return status < 500 && !BUSY.has(error.name);
}
