import type { Notification } from '../../schemas/delivery.ts';
import type { RescoreJob } from '../../schemas/job.ts';
import { consentToRecipient, consentToSource, PartnerId } from '../../schemas/partner.ts';
import type { Store, StoredProfile, StoredScore } from '../../schemas/stored.ts';
import type { StoredSubscription } from '../../schemas/subscription.ts';
import { knownProfile } from '../known-profile.ts';
import { notificationId } from './notification-id.ts';
import { whoToTell } from './who-to-tell.ts';

export interface TellMeans {
  subscriptions: { all(): Promise<readonly StoredSubscription[]> };
  /** Into the queue of deliveries. */
  send: (notifications: readonly Notification[]) => Promise<void>;
}

/**
 * Queues what partners are to be told of a score that has changed. Only those to whom the person consents, which costs a
 * read where anybody wants to be told at all; it is looked at again at the sending. Told twice, it is one notification.
 * @param occurredAt milliseconds since 1970, the same whenever the change is told again
 */
export async function tellOfScore(
  { subscriptions, send, store }: TellMeans & { store: Pick<Store, 'readSubject'> },
  { subjectId, after, occurredAt }: { subjectId: string; after: StoredScore; occurredAt: number },
): Promise<void> {
  const { band: to, previous, activationSeq, profileVersion, asOf } = after;
  const wanted = whoToTell(await subscriptions.all(), { from: previous?.band, to });
  if (wanted.length === 0) return;
  const profile = knownProfile(await store.readSubject(subjectId, { consistent: true }));
  const mayKnow = ({ partnerId }: StoredSubscription) =>
    profile?.consents[consentToRecipient(partnerId)]?.granted === true;
  const decision = { activationSeq, profileVersion, asOf };
  await send(
    wanted
      .filter(({ subscription }) => mayKnow(subscription))
      .map(({ subscription, type }) => ({
        ...fresh(subscription, type, [subjectId, activationSeq, profileVersion, asOf], occurredAt),
        type,
        subjectId,
        decision,
      })),
  );
}

/** Queues what a partner is to be told of a consent that was given to it and is taken back: that partner, and nobody else. */
export async function tellOfConsents(
  { subscriptions, send }: TellMeans,
  { subjectId, before, after }: { subjectId: string; before: StoredProfile | undefined; after: StoredProfile },
): Promise<void> {
  const withdrawn = withdrawnIn(before, after);
  if (withdrawn.length === 0) return;
  const all = await subscriptions.all();
  const { version: profileVersion } = after;
  await send(
    withdrawn.flatMap(({ consent, partnerId, at }) =>
      all
        .filter((each) => each.partnerId === partnerId && each.enabled && each.types.includes('consent.withdrawn'))
        .map((subscription) => ({
          ...fresh(subscription, 'consent.withdrawn', [subjectId, profileVersion, consent], at * 1000),
          type: 'consent.withdrawn' as const,
          subjectId,
          consent,
          profileVersion,
        })),
    ),
  );
}

interface Withdrawn {
  consent: 'source' | 'recipient';
  partnerId: string;
  /** Seconds since 1970. */
  at: number;
}

function withdrawnIn(before: StoredProfile | undefined, { consents }: StoredProfile): Withdrawn[] {
  return Object.entries(before?.consents ?? {}).flatMap(([name, { granted }]): Withdrawn[] => {
    const now = consents[name];
    const [, partnerId = ''] = name.split(/:(.*)/);
    if (!granted || now === undefined || now.granted || !PartnerId.safeParse(partnerId).success) return [];
    if (name === consentToSource(partnerId)) return [{ consent: 'source', partnerId, at: now.at }];
    if (name === consentToRecipient(partnerId)) return [{ consent: 'recipient', partnerId, at: now.at }];
    return [];
  });
}

/**
 * Queues that a sweep is over; of a dry run nobody is told.
 * @param endedAt milliseconds since 1970, the same whoever ends the job
 */
export async function tellOfSweep({ subscriptions, send }: TellMeans, job: RescoreJob, endedAt: number): Promise<void> {
  if (job.dryRun) return;
  const wanted = (await subscriptions.all()).filter(
    ({ enabled, types }) => enabled && types.includes('rescore.completed'),
  );
  const { jobId } = job;
  await send(
    wanted.map((subscription) => ({
      ...fresh(subscription, 'rescore.completed', [jobId], endedAt),
      type: 'rescore.completed' as const,
      jobId,
    })),
  );
}

function fresh(
  { partnerId, subscriptionId }: StoredSubscription,
  type: Notification['type'],
  about: readonly (string | number)[],
  occurredAt: number,
) {
  const id = notificationId(subscriptionId, type, about);
  return { id, partnerId, subscriptionId, occurredAt, round: 0, attempt: 0, dueAt: 0 };
}
