import { describe, expect, test } from 'vitest';
import type { NotificationType, StoredSubscription } from '../../../lib/schemas/subscription.ts';
import { type BandChange, whoToTell } from '../../../lib/usecases/deliveries/who-to-tell.ts';
import { storedSubscription } from '../../support/subscriptions.ts';

const of = (types: NotificationType[], changes: Partial<StoredSubscription> = {}) =>
  storedSubscription('acme', { types, ...changes });
const told = (subscription: StoredSubscription, change: BandChange) =>
  whoToTell([subscription], change).map(({ type }) => type);

const within = { from: 'good', to: 'good' };
const upwards = { from: 'good', to: 'excellent' };

describe('a changed score is told to', () => {
  test('whoever wants to hear of every change', () => {
    const subscription = of(['score.changed']);
    expect([within, upwards].map((change) => told(subscription, change))).toEqual([
      ['score.changed'],
      ['score.changed'],
    ]);
  });

  test('whoever wants to hear of bands, only when the band is another', () => {
    const subscription = of(['score.band_changed']);
    expect([within, upwards].map((change) => told(subscription, change))).toEqual([[], ['score.band_changed']]);
  });

  test('whoever wants both, once, and as what says more', () => {
    const subscription = of(['score.changed', 'score.band_changed']);
    expect(told(subscription, within)).toEqual(['score.changed']);
    expect(told(subscription, upwards)).toEqual(['score.band_changed']);
  });

  test('nobody who wants to hear of other things, or is disabled', () => {
    expect(told(of(['consent.withdrawn', 'rescore.completed']), upwards)).toEqual([]);
    expect(told(of(['score.changed'], { enabled: false }), upwards)).toEqual([]);
  });

  test('whoever looks at some bands, when somebody comes into one of them or leaves it', () => {
    const poor = of(['score.changed', 'score.band_changed'], { bands: ['poor'] });
    expect(told(poor, { from: 'poor', to: 'fair' })).toEqual(['score.band_changed']);
    expect(told(poor, { from: 'fair', to: 'poor' })).toEqual(['score.band_changed']);
    expect(told(poor, upwards)).toEqual([]);
    expect(told(poor, { from: 'poor', to: 'poor' })).toEqual([]);
    expect(told(of(['score.changed'], { bands: ['poor'] }), { from: 'poor', to: 'fair' })).toEqual(['score.changed']);
  });

  test('whoever looks at bands, when a person can be scored for the first time, or not any more', () => {
    const subscription = of(['score.band_changed'], { bands: ['good'] });
    expect(told(subscription, { from: undefined, to: 'good' })).toEqual(['score.band_changed']);
    expect(told(subscription, { from: 'good', to: undefined })).toEqual(['score.band_changed']);
    expect(told(of(['score.band_changed']), { from: undefined, to: undefined })).toEqual([]);
  });

  test('several, each by its own wishes', () => {
    const both = [of(['score.changed']), of(['score.band_changed'], { partnerId: 'other' })];
    expect(whoToTell(both, upwards).map(({ subscription, type }) => [subscription.partnerId, type])).toEqual([
      ['acme', 'score.changed'],
      ['other', 'score.band_changed'],
    ]);
  });
});
