import { TahiniError } from '../../errors.ts';
import type { SubscriptionReply } from '../../schemas/api/replies/subscriptions.ts';
import type { PartnerStore } from '../../schemas/partner.ts';
import {
  MOST_SUBSCRIPTIONS,
  ownerOfSubscription,
  type StoredSubscription,
  type SubscriptionSettings,
  type SubscriptionStore,
} from '../../schemas/subscription.ts';
import { makeSecret, rotated, type SecretMeans, validSecrets } from '../partners/secrets.ts';

export interface SubscriptionMeans extends SecretMeans {
  store: SubscriptionStore & Pick<PartnerStore, 'readPartner'>;
  /** A sentence about why nothing may be sent to a URL; undefined when it may. */
  refusedUrl: (url: string) => Promise<string | undefined>;
}

interface Named {
  partnerId: string;
  subscriptionId: string;
}

/** Made by the caller: ids of chance, and milliseconds since 1970. */
export interface Made {
  secretId: string;
  now: number;
}

/** A new subscription, and its secret: the only time that it is told. */
export async function createSubscription(
  means: SubscriptionMeans,
  named: Named,
  settings: SubscriptionSettings,
  { secretId, now }: Made,
) {
  const { store } = means;
  const { partnerId, subscriptionId } = named;
  if ((await store.readPartner(partnerId)) === undefined) {
    throw new TahiniError('unknown-partner', 'There is no such partner.');
  }
  if ((await store.listSubscriptions(partnerId)).length >= MOST_SUBSCRIPTIONS) {
    throw new TahiniError('too-many-subscriptions', `A partner has at most ${MOST_SUBSCRIPTIONS} subscriptions.`);
  }
  await refuse(means, settings);
  const { secret, stored } = await makeSecret(means, ownerOfSubscription(partnerId, subscriptionId), secretId, now);
  const subscription: StoredSubscription = {
    ...settings,
    ...named,
    secrets: [stored],
    version: 1,
    createdAt: now,
    updatedAt: now,
    failingSince: undefined,
    disabledFor: undefined,
  };
  await written(store.putSubscription(subscription, undefined));
  return { subscription, secret };
}

/** Other settings for the same subscription; what it was disabled for is forgotten with them. */
export async function replaceSubscription(
  means: SubscriptionMeans,
  named: Named,
  settings: SubscriptionSettings,
  { ifMatch, now }: { ifMatch: number | undefined; now: number },
): Promise<StoredSubscription> {
  const former = await getSubscription(means, named);
  demand(former, ifMatch);
  await refuse(means, settings);
  const { secrets, createdAt, version } = former;
  const untold = { failingSince: undefined, disabledFor: undefined };
  const next = { ...settings, ...named, secrets, createdAt, ...untold, version: version + 1, updatedAt: now };
  await written(means.store.putSubscription(next, version));
  return next;
}

/** Another secret, told this once; the former one signs beside it for a day. */
export async function rotateSubscriptionSecret(means: SubscriptionMeans, named: Named, { secretId, now }: Made) {
  const former = await getSubscription(means, named);
  const owner = ownerOfSubscription(named.partnerId, named.subscriptionId);
  const { secret, stored } = await makeSecret(means, owner, secretId, now);
  const secrets = rotated(former.secrets, stored, now);
  const subscription = { ...former, secrets, version: former.version + 1, updatedAt: now };
  await written(means.store.putSubscription(subscription, former.version));
  return { subscription, secret };
}

export async function deleteSubscription(
  means: Pick<SubscriptionMeans, 'store'>,
  named: Named,
  ifMatch: number | undefined,
): Promise<void> {
  const former = await getSubscription(means, named);
  demand(former, ifMatch);
  await written(means.store.deleteSubscription(named.partnerId, named.subscriptionId, former.version));
}

export async function getSubscription(
  { store }: Pick<SubscriptionMeans, 'store'>,
  { partnerId, subscriptionId }: Named,
): Promise<StoredSubscription> {
  const found = await store.readSubscription(partnerId, subscriptionId);
  if (found === undefined) throw new TahiniError('unknown-subscription', 'There is no such subscription.');
  return found;
}

/** For a reader: of the secrets no more than which there are. */
export function presentSubscription(subscription: StoredSubscription, now: number): SubscriptionReply {
  const { subscriptionId, url, types, payload, bands, enabled, secrets, version } = subscription;
  const { createdAt, updatedAt, failingSince, disabledFor } = subscription;
  const date = (ms: number) => new Date(ms).toISOString();
  return {
    subscriptionId,
    url,
    types,
    payload,
    ...(bands === undefined ? {} : { bands }),
    enabled,
    ...(disabledFor === undefined ? {} : { disabledFor }),
    ...(failingSince === undefined ? {} : { failingSince: date(failingSince) }),
    secrets: validSecrets(secrets, now).map((each) => ({
      secretId: each.secretId,
      createdAt: date(each.createdAt),
      ...(each.expiresAt === undefined ? {} : { expiresAt: date(each.expiresAt) }),
    })),
    version,
    createdAt: date(createdAt),
    updatedAt: date(updatedAt),
  };
}

async function refuse({ refusedUrl }: SubscriptionMeans, { url }: SubscriptionSettings): Promise<void> {
  const detail = await refusedUrl(url);
  if (detail === undefined) return;
  const violations = [{ pointer: '/url', rule: 'invalid-body' as const, detail }];
  throw new TahiniError('invalid-body', 'Nothing may be sent to this URL.', { violations });
}

function demand({ version }: StoredSubscription, ifMatch: number | undefined): void {
  if (ifMatch === undefined || ifMatch === version) return;
  throw new TahiniError('stale-if-match', 'The subscription is at another version.');
}

async function written(write: Promise<boolean>): Promise<void> {
  if (await write) return;
  throw new TahiniError('contention', 'Somebody else changed the subscription at once.', { retryAfter: 1 });
}
