import type { Dropped, Notification } from '../../schemas/delivery.ts';
import type { JobStore, RescoreJob } from '../../schemas/job.ts';
import { consentToRecipient } from '../../schemas/partner.ts';
import type { Store, StoredScore } from '../../schemas/stored.ts';
import type { StoredSubscription } from '../../schemas/subscription.ts';
import { formatDay } from '../../scoring/calendar.ts';
import { ifWhole, type KnownCards } from '../known-cards.ts';
import { knownProfile } from '../known-profile.ts';
import { presentScore } from '../present-score.ts';

export interface ContentMeans {
  store: Pick<Store, 'readSubject' | 'readDecision'> & Pick<JobStore, 'readJob' | 'readReport'>;
  cards: KnownCards;
}

/** What is told: nothing but what the person, at this moment, consents to this partner knowing. */
export type Content = { data: object } | { dropped: Dropped };

type Of<T extends Notification['type']> = Extract<Notification, { type: T }>;

/**
 * The content of a notification, out of records that do not change: it is the same in every attempt, or there is none any
 * more.
 */
export async function contentOf(
  means: ContentMeans,
  notification: Notification,
  { payload }: Pick<StoredSubscription, 'payload'>,
): Promise<Content> {
  if (notification.type === 'rescore.completed') return ofSweep(means, notification, payload);
  const { subjectId, partnerId } = notification;
  const profile = knownProfile(await means.store.readSubject(subjectId, { consistent: true }));
  const version =
    notification.type === 'consent.withdrawn' ? notification.profileVersion : notification.decision.profileVersion;
  // Who enrolled anew since is another person as far as this partner is concerned.
  if (profile === undefined || version < (profile.enrolledVersion ?? 0)) return { dropped: 'erased' };
  if (notification.type === 'consent.withdrawn') {
    return { data: { subjectId, consent: notification.consent, version: { profileVersion: version } } };
  }
  if (profile.consents[consentToRecipient(partnerId)]?.granted !== true) return { dropped: 'no-consent' };
  return ofScore(means, notification, payload);
}

async function ofScore(
  { store, cards }: ContentMeans,
  { subjectId, decision: key }: Of<'score.changed' | 'score.band_changed'>,
  payload: StoredSubscription['payload'],
): Promise<Content> {
  const decision = await store.readDecision(subjectId, key);
  if (decision === undefined) return { dropped: 'erased' };
  const thin = { subjectId, version: { ...key, asOf: formatDay(key.asOf) } };
  if (payload === 'thin') return { data: thin };
  const card = await ifWhole(cards.find(decision.card.hash));
  return { data: { ...thin, ...scoreOf(subjectId, decision, card) } };
}

type Card = Awaited<ReturnType<KnownCards['find']>>;

function scoreOf(subjectId: string, decision: StoredScore, card: Card) {
  const shown = presentScore(subjectId, decision, card, card?.defaultBaseline ?? 'population');
  const { status, score, band, coverage, reasons, change, scorecard } = shown;
  return { status, score, band, coverage, reasons, change, scorecard };
}

async function ofSweep(
  { store }: ContentMeans,
  { jobId }: Of<'rescore.completed'>,
  payload: StoredSubscription['payload'],
): Promise<Content> {
  const [job, kept] = await Promise.all([store.readJob(jobId), store.readReport(jobId)]);
  if (job === undefined || kept === undefined) return { dropped: 'unknown-job' };
  const { counts } = kept.report as { counts?: object };
  return { data: { ...sweepOf(job), ...(payload === 'full' ? { counts } : {}) } };
}

function sweepOf({ jobId, asOf, card, activationSeq }: RescoreJob) {
  return { jobId, asOf: formatDay(asOf), scorecard: { ...card, activationSeq } };
}
