import { TahiniError } from '../../errors.ts';
import {
  MOST_SECRETS,
  ownerOfPartner,
  PartnerId,
  type PartnerStore,
  type SignedHeaders,
  type StoredPartner,
  type Vault,
  type Verify,
} from '../../schemas/partner.ts';
import { validSecrets } from './secrets.ts';

export interface DoorMeans {
  partners: Pick<PartnerStore, 'readPartner'>;
  vault: Pick<Vault, 'open'>;
  verify: Verify;
}

export interface SignedRequest {
  /** As it is in the path, whatever it is. */
  partnerId: string;
  headers: SignedHeaders;
  rawBody: Uint8Array;
  /** Milliseconds since 1970. */
  now: number;
}

export interface SignedBy {
  partner: StoredPartner;
  /** Out of `webhook-id`, and signed as well. */
  messageId: string;
}

/** Nobody signs with it to any effect: whether it fits is not looked at. */
const DECOY = `whsec_${Buffer.alloc(32).toString('base64')}`;
/** In the place of what cannot be an id. */
const NOBODY = '-';

/**
 * Who signed this request. Throws the same `not-signed` whether there is no such partner, it is disabled, the signature is
 * another's or the time too long ago, and after the same work: one consistent read, and signatures by as many secrets as a
 * partner has at most. Reading the partner each time is what makes disabling immediate.
 */
export async function verifyPartner(means: DoorMeans, request: SignedRequest): Promise<SignedBy> {
  const { headers, rawBody, now } = request;
  const id = PartnerId.safeParse(request.partnerId).data;
  const known = await means.partners.readPartner(id ?? NOBODY);
  const partner = known?.enabled === true ? known : undefined;
  const secrets = await opened(means, partner, now);
  const verified = means.verify(headers, rawBody, secrets, now);
  const decoys = Array.from({ length: MOST_SECRETS - secrets.length }, () => DECOY);
  means.verify(headers, rawBody, decoys, now);
  if (partner === undefined || !verified.ok) {
    throw new TahiniError('not-signed', 'Not signed by a secret of an enabled partner within the last five minutes.');
  }
  return { partner, messageId: verified.id };
}

function opened({ vault }: DoorMeans, partner: StoredPartner | undefined, now: number): Promise<string[]> {
  const valid = validSecrets(partner?.secrets ?? [], now).slice(0, MOST_SECRETS);
  return Promise.all(valid.map(({ sealed }) => vault.open(sealed, ownerOfPartner(partner?.partnerId ?? ''))));
}
