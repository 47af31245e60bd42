import type { NotificationType, StoredSubscription } from '../../schemas/subscription.ts';

export interface BandChange {
  /** Undefined without a score. */
  from: string | undefined;
  to: string | undefined;
}

export interface Wanted {
  subscription: StoredSubscription;
  type: Extract<NotificationType, 'score.changed' | 'score.band_changed'>;
}

/**
 * Which subscriptions want to be told of a changed score, and as what. Each at most once: whoever wants both types is told
 * of the one that says more. A person who was not scored before, or is not any more, changes band.
 */
export function whoToTell(subscriptions: readonly StoredSubscription[], { from, to }: BandChange): Wanted[] {
  const bandChanged = from !== to;
  return subscriptions.flatMap((subscription): Wanted[] => {
    const { enabled, types, bands } = subscription;
    const isNamed = (band: string | undefined) => band !== undefined && bands?.includes(band) === true;
    if (!enabled || (bands !== undefined && !(bandChanged && (isNamed(from) || isNamed(to))))) return [];
    if (bandChanged && types.includes('score.band_changed')) return [{ subscription, type: 'score.band_changed' }];
    return types.includes('score.changed') ? [{ subscription, type: 'score.changed' }] : [];
  });
}
