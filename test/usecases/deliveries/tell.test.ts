import { describe, expect, test } from 'vitest';
import type { Notification } from '../../../lib/schemas/delivery.ts';
import type { RescoreJob } from '../../../lib/schemas/job.ts';
import type { StoredProfile } from '../../../lib/schemas/stored.ts';
import type { NotificationType, StoredSubscription } from '../../../lib/schemas/subscription.ts';
import { KnownSubscriptions } from '../../../lib/usecases/deliveries/known-subscriptions.ts';
import { deliveryIdOf } from '../../../lib/usecases/deliveries/notification-id.ts';
import { tellOfConsents, tellOfSweep } from '../../../lib/usecases/deliveries/tell.ts';
import { storedSubscription } from '../../support/subscriptions.ts';

function queueing(subscriptions: readonly StoredSubscription[]) {
  const queue: Notification[] = [];
  let reads = 0;
  const all = async () => {
    reads += 1;
    return subscriptions;
  };
  const send = async (more: readonly Notification[]) => void queue.push(...more);
  return { queue, means: { subscriptions: { all }, send }, reads: () => reads };
}

const of = (partnerId: string, types: NotificationType[], changes: Partial<StoredSubscription> = {}) =>
  storedSubscription(partnerId, { types, ...changes });
const profile = (version: number, consents: Record<string, boolean>): StoredProfile => ({
  version,
  evidence: '',
  consents: Object.fromEntries(
    Object.entries(consents).map(([name, granted]) => [name, { granted, at: 1000 + version }]),
  ),
  requestId: undefined,
});

describe('a consent that was given and is taken back', () => {
  const acme = of('acme', ['consent.withdrawn']);
  const told = async (before: Record<string, boolean> | undefined, after: Record<string, boolean>, all = [acme]) => {
    const { queue, means, reads } = queueing(all);
    const change = { before: before && profile(1, before), after: profile(2, after) };
    await tellOfConsents(means, { subjectId: 'ada', ...change });
    return { queue, reads: reads() };
  };

  test('is told to that partner, of what it was and when', async () => {
    const { queue } = await told({ 'recipient:acme': true }, { 'recipient:acme': false });
    expect(queue).toMatchObject([
      { type: 'consent.withdrawn', partnerId: 'acme', subjectId: 'ada', consent: 'recipient', profileVersion: 2 },
    ]);
    expect(queue[0]).toMatchObject({ occurredAt: 1_002_000, round: 0, attempt: 0 });
  });

  test('as a source and as a recipient at once, is told twice', async () => {
    const both = { 'recipient:acme': true, 'source:acme': true };
    const { queue } = await told(both, { 'recipient:acme': false, 'source:acme': false });
    expect(queue.map((each) => 'consent' in each && each.consent)).toEqual(['recipient', 'source']);
    expect(new Set(queue.map(({ id }) => id)).size).toBe(2);
  });

  test.each<[string, Record<string, boolean> | undefined, Record<string, boolean>]>([
    ['was never given', { 'recipient:acme': false }, { 'recipient:acme': false }],
    ['is given', { 'recipient:acme': false }, { 'recipient:acme': true }],
    ['was refused at first', {}, { 'recipient:acme': false }],
    ['is of another partner', { 'recipient:other': true }, { 'recipient:other': false }],
    ['is of a partner whose name begins alike', { 'recipient:acme-2': true }, { 'recipient:acme-2': false }],
    ['is about something else', { socialRelationships: true }, { socialRelationships: false }],
    ['is of no partner at all', { 'recipient:': true, 'recipient:A B': true }, { 'recipient:': false }],
    ['was before an image that is not there any more', undefined, { 'recipient:acme': false }],
  ])('is told to nobody when it %s', async (_why, before, after) => {
    expect((await told(before, after)).queue).toEqual([]);
  });

  test('costs no look at subscriptions where no consent changes', async () => {
    const { reads } = await told({ 'recipient:acme': true }, { 'recipient:acme': true, socialRelationships: true });
    expect(reads).toBe(0);
  });

  test('is not told to subscriptions that are disabled, or about other things', async () => {
    const others = [of('acme', ['score.changed']), of('acme', ['consent.withdrawn'], { enabled: false })];
    expect((await told({ 'source:acme': true }, { 'source:acme': false }, others)).queue).toEqual([]);
  });
});

describe('the end of a sweep', () => {
  const job = { jobId: 'job-1', dryRun: false } as RescoreJob;

  test('is the same notification whoever tells of it, and how often', async () => {
    const { queue, means } = queueing([of('acme', ['rescore.completed']), of('other', ['score.changed'])]);
    await tellOfSweep(means, job, 5000);
    await tellOfSweep(means, job, 5000);
    expect(queue.map(({ partnerId }) => partnerId)).toEqual(['acme', 'acme']);
    expect(new Set(queue.map(deliveryIdOf)).size).toBe(1);
  });

  test('is told to nobody when it was a dry run', async () => {
    const { queue, means } = queueing([of('acme', ['rescore.completed'])]);
    await tellOfSweep(means, { ...job, dryRun: true }, 5000);
    expect(queue).toEqual([]);
  });
});

describe('subscriptions that are kept for a minute', () => {
  const counting = (answers: (() => Promise<StoredSubscription[]>)[]) => {
    let now = 0;
    let reads = 0;
    const allSubscriptions = () => answers[Math.min(reads++, answers.length - 1)]!();
    const known = new KnownSubscriptions({ store: { allSubscriptions }, now: () => now, keptMs: 60_000 });
    const passes = (ms: number) => {
      now += ms;
    };
    return { known, passes, reads: () => reads };
  };

  test('are read once for everybody who asks meanwhile, and anew afterwards', async () => {
    const { known, passes, reads } = counting([async () => []]);
    await Promise.all([known.all(), known.all()]);
    passes(59_999);
    await known.all();
    expect(reads()).toBe(1);
    passes(1);
    await known.all();
    expect(reads()).toBe(2);
  });

  test('that could not be read are read by the next who asks', async () => {
    const { known, reads } = counting([() => Promise.reject(new Error('busy')), async () => []]);
    await expect(known.all()).rejects.toThrow('busy');
    expect(await known.all()).toEqual([]);
    expect(reads()).toBe(2);
  });
});
