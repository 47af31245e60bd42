import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { newSecret, verify } from '../../lib/http/signature.ts';
import { attemptDelivery } from '../../lib/usecases/deliveries/attempt.ts';
import { deliveryIdOf } from '../../lib/usecases/deliveries/notification-id.ts';
import { getDelivery, listDeliveries, redeliver } from '../../lib/usecases/deliveries/read-deliveries.ts';
import { INTERVALS_MS } from '../../lib/usecases/deliveries/schedule.ts';
import { eraseProfile } from '../../lib/usecases/erase-profile.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { deliveriesOn, START } from './delivery-world.ts';

const DAY = 86_400_000;

describeOnEachEngine('a notification', (engine) => {
  const world = deliveriesOn(engine);
  /** One that waits in the queue, about somebody who consents. */
  async function waiting(
    changes: Parameters<typeof world.subscribed>[0] = {},
    secrets?: Parameters<typeof world.subscribed>[1],
  ) {
    const made = await world.subscribed(changes, secrets);
    const { partnerId } = made.subscription;
    const { subjectId, decision } = await world.person([partnerId]);
    const [notification] = await world.told([made.subscription], subjectId, decision);
    return { ...made, subjectId, partnerId, notification: notification! };
  }
  const logged = ({ partnerId, notification }: Awaited<ReturnType<typeof waiting>>) =>
    getDelivery(world, partnerId, deliveryIdOf(notification));

  test('arrives as a CloudEvent that says which person, and no more', async () => {
    const made = await waiting();
    expect(await world.work([made.notification])).toMatchObject([{ outcome: 'delivered' }]);
    const [{ event, headers, id }] = world.receiver.got as [(typeof world.receiver.got)[0]];
    expect(headers['content-type']).toBe('application/cloudevents+json');
    expect(id).toMatch(/^msg_[\w-]{43}$/);
    expect(event).toEqual({
      specversion: '1.0',
      id,
      source: 'urn:tahini:test',
      type: 'score.changed',
      subject: made.subjectId,
      time: new Date(START - 5000).toISOString(),
      datacontenttype: 'application/json',
      data: { subjectId: made.subjectId, version: { activationSeq: 1, profileVersion: 1, asOf: '2026-01-15' } },
    });
    expect(await logged(made)).toMatchObject({ state: 'delivered', attempts: [{ status: 200 }], messageId: id });
  });

  test('tells score, band, coverage, reasons and causes to whoever wants it in full', async () => {
    const made = await waiting({ payload: 'full' });
    await world.work([made.notification]);
    expect(world.receiver.got[0]?.event.data).toMatchObject({
      subjectId: made.subjectId,
      version: { activationSeq: 1, profileVersion: 1, asOf: '2026-01-15' },
      status: 'scored',
      score: 640,
      band: { name: 'good' },
      coverage: 0.5,
      reasons: [{ code: 'UTILITY', kind: 'value', points: 1.2 }],
      change: { from: 590, bandFrom: 'fair', causes: { ageing: 0, data: 50, scorecard: 0 } },
    });
    expect(Object.keys(world.receiver.got[0]?.event.data)).not.toContain('characteristics');
  });

  test('is signed by every secret that is good: a receiver may know either', async () => {
    const secrets = [newSecret(), newSecret()];
    const { notification } = await waiting({}, secrets);
    await world.work([notification]);
    const [{ headers, body, id }] = world.receiver.got as [(typeof world.receiver.got)[0]];
    for (const secret of secrets) {
      const signature = new Webhook(secret).sign(id, new Date(START), body);
      expect(String(headers['webhook-signature']).split(' ')).toContain(signature);
    }
    const other = verify(headers as Record<string, string>, Buffer.from(body), [newSecret()], START);
    expect(other).toEqual({ ok: false });
  });

  test('that is not taken comes again by the schedule, with the same id and content and a fresh timestamp, ten times', async () => {
    const made = await waiting();
    world.receiver.answer = () => ({ status: 500 });
    let next = made.notification;
    for (const [n, interval] of INTERVALS_MS.entries()) {
      world.passes(interval);
      const [attempted] = await world.work([next]);
      const isLast = n === INTERVALS_MS.length - 1;
      expect(attempted?.outcome).toBe(isLast ? 'given-up' : 'failed');
      const queued = world.queue.splice(0);
      expect(queued).toHaveLength(isLast ? 0 : 1);
      if (queued[0] !== undefined) next = queued[0];
    }
    const { got } = world.receiver;
    expect(new Set(got.map(({ id, body }) => `${id} ${body}`)).size).toBe(1);
    expect(new Set(got.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10);
    expect(await logged(made)).toMatchObject({ state: 'failed', attempts: Array(10).fill({ status: 500 }) });
  });

  test('is put off until it is due', async () => {
    const { notification } = await waiting();
    const later = { ...notification, attempt: 3, dueAt: START + 60_000 };
    expect(await world.work([later])).toEqual([{ outcome: 'put-off' }]);
    expect(world.queue).toEqual([later]);
    expect(world.receiver.got).toEqual([]);
  });

  test('comes back no earlier than the receiver asks', async () => {
    const { notification } = await waiting();
    world.receiver.answer = () => ({ status: 429, headers: { 'retry-after': '600' } });
    await world.work([notification]);
    expect(world.queue[0]).toMatchObject({ attempt: 1, dueAt: START + 600_000 });
  });

  test.each([
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' } } as const, { status: 302 }],
    ['a silence', 'silence' as const, { failed: 'timeout' }],
    ['an answer without an end in time', 'drip' as const, { failed: 'timeout' }],
    ['a broken connection', 'reset' as const, { failed: 'reset' }],
  ])('answered by %s is a failure, and tried again', async (_what, answer, recorded) => {
    const made = await waiting();
    world.receiver.answer = () => answer;
    expect(await world.work([made.notification])).toMatchObject([{ outcome: 'failed', answer: recorded }]);
    expect(world.receiver.got).toHaveLength(1);
    expect(await logged(made)).toMatchObject({ state: 'pending', attempts: [recorded] });
  });

  test('answered by 410 is the last: the subscription is disabled', async () => {
    const made = await waiting();
    const { subjectId, decision } = await world.person([made.partnerId]);
    const [second] = await world.told([made.subscription], subjectId, decision);
    world.receiver.answer = () => ({ status: 410 });
    expect(await world.work([made.notification])).toMatchObject([{ outcome: 'given-up', disabled: 'gone' }]);
    expect(await world.work([second!])).toEqual([{ outcome: 'dropped', why: 'subscription-disabled' }]);
    expect(world.receiver.got).toHaveLength(1);
    const { partnerId, subscriptionId } = made.subscription;
    const stored = await world.store.readSubscription(partnerId, subscriptionId);
    expect(stored).toMatchObject({ enabled: false, disabledFor: 'gone', version: 2 });
  });

  test('disables an endpoint that took nothing for five days, and not one that took something in between', async () => {
    const made = await waiting();
    const another = async () => {
      const { subjectId, decision } = await world.person([made.partnerId]);
      return (await world.told([made.subscription], subjectId, decision))[0]!;
    };
    const answered = async (status: number) => {
      world.receiver.answer = () => ({ status });
      return (await world.work([await another()]))[0];
    };
    await answered(500);
    world.passes(4 * DAY);
    await answered(200);
    world.passes(2 * DAY);
    expect(await answered(500)).toMatchObject({ outcome: 'failed', disabled: undefined });
    world.passes(5 * DAY + 1);
    expect(await answered(500)).toMatchObject({ outcome: 'given-up', disabled: 'failing' });
    expect(await answered(200)).toEqual({ outcome: 'dropped', why: 'subscription-disabled' });
  });

  test('is not sent when the person takes the consent back before', async () => {
    const made = await waiting();
    world.receiver.answer = () => ({ status: 500 });
    await world.work([made.notification]);
    await world.saying(made.subjectId, { [`recipient:${made.partnerId}`]: false });
    world.passes(6000);
    expect(await world.work(world.queue.splice(0))).toEqual([{ outcome: 'dropped', why: 'no-consent' }]);
    expect(world.receiver.got).toHaveLength(1);
    expect(await logged(made)).toMatchObject({ state: 'dropped', why: 'no-consent' });
  });

  test('is not even queued for a partner without a consent, of whichever other partner there is one', async () => {
    const [first, second] = [await world.subscribed(), await world.subscribed()];
    const { subjectId, decision } = await world.person([second.subscription.partnerId]);
    const queued = await world.told([first.subscription, second.subscription], subjectId, decision);
    expect(queued.map(({ partnerId }) => partnerId)).toEqual([second.subscription.partnerId]);
  });

  test('is not sent about a person who was erased, and its log goes', async () => {
    const made = await waiting();
    world.receiver.answer = () => ({ status: 500 });
    await world.work([made.notification]);
    await eraseProfile({ store: world.store, pause: async () => {} }, made.subjectId, START);
    world.passes(6000);
    expect(await world.work(world.queue.splice(0))).toEqual([{ outcome: 'dropped', why: 'erased' }]);
    await expect(logged(made)).rejects.toMatchObject({ kind: 'unknown-delivery' });
    // Who comes back is told about anew, and not of what was before.
    await world.saying(made.subjectId, { [`recipient:${made.partnerId}`]: true });
    await world.store.putDecision(made.subjectId, (await world.person([])).decision, 4e9);
    expect(await world.work([made.notification])).toEqual([{ outcome: 'dropped', why: 'erased' }]);
    expect(world.receiver.got).toHaveLength(1);
  });

  test('is not sent to a partner that is disabled by now, nor to a subscription that is deleted or wants other things', async () => {
    const [disabled, deleted, other] = [await waiting(), await waiting(), await waiting()];
    await world.store.putPartner({ ...disabled.partner, enabled: false, version: 2 }, 1);
    await world.store.deleteSubscription(deleted.partnerId, deleted.subscription.subscriptionId, 1);
    await world.store.putSubscription({ ...other.subscription, types: ['rescore.completed'], version: 2 }, 1);
    const dropped = await world.work([disabled, deleted, other].map(({ notification }) => notification));
    expect(dropped.map((each) => 'why' in each && each.why)).toEqual([
      'partner-disabled',
      'subscription-deleted',
      'not-subscribed',
    ]);
    expect(world.receiver.got).toEqual([]);
  });

  test('that the stream tells of twice, or the queue shows twice, is sent once', async () => {
    const made = await waiting();
    const { decision } = await world.person([]);
    const [again] = await world.told([made.subscription], made.subjectId, decision);
    expect(again).toEqual(made.notification);
    const outcomes = await world.work([made.notification, again!, made.notification]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['delivered', 'done-before', 'done-before']);
    expect(world.receiver.got).toHaveLength(1);
  });

  test('is not lost by a worker that is killed at any point, nor are its attempts doubled for good', async () => {
    const made = await waiting();
    world.receiver.answer = () => ({ status: 500 });
    const dying = world.means({ store: { ...world.store, recordAttempt: () => Promise.reject(new Error('killed')) } });
    await expect(attemptDelivery(dying, made.notification)).rejects.toThrow('killed');
    // What it had in hand comes again, and so does what it had queued.
    await world.work([made.notification]);
    const queued = world.queue.splice(0);
    expect(queued).toHaveLength(2);
    world.passes(6000);
    const outcomes = await world.work(queued);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['failed', 'done-before']);
    expect(world.queue).toHaveLength(1);
  });

  test('can be sent once more by a call, whatever became of it, and runs through the schedule again', async () => {
    const made = await waiting();
    const deliveryId = deliveryIdOf(made.notification);
    world.receiver.answer = () => ({ status: 500 });
    await world.work([made.notification]);
    const [former] = world.queue.splice(0);
    await redeliver({ ...world, send: world.means().send }, made.partnerId, deliveryId, START);
    const [again] = world.queue.splice(0);
    expect(again).toMatchObject({ id: made.notification.id, round: 1, attempt: 0 });
    world.passes(6000);
    // The former round has nothing to say any more.
    expect(await world.work([former!])).toEqual([{ outcome: 'done-before' }]);
    world.receiver.answer = () => ({ status: 204 });
    expect(await world.work([again!])).toMatchObject([{ outcome: 'delivered' }]);
    expect(await logged(made)).toMatchObject({ state: 'delivered', attempts: [{ status: 500 }, { status: 204 }] });
    await redeliver({ ...world, send: world.means().send }, made.partnerId, deliveryId, START);
    expect(await world.work(world.queue.splice(0))).toMatchObject([{ outcome: 'delivered' }]);
    expect(new Set(world.receiver.got.map(({ id }) => id)).size).toBe(1);
    const unknown = redeliver(
      { ...world, send: world.means().send },
      made.partnerId,
      `${deliveryId.slice(0, -1)}-`,
      START,
    );
    await expect(unknown).rejects.toMatchObject({ kind: 'unknown-delivery' });
  });

  test('is in the list of its partner, the newest first, page by page', async () => {
    const made = await waiting();
    for (let n = 1; n <= 4; n += 1) {
      await world.work([{ ...made.notification, occurredAt: START + n, id: `msg_${String(n).repeat(43)}` }]);
    }
    const page = (after?: string) => listDeliveries(world, made.partnerId, { limit: 3, after });
    const first = await page();
    expect(first.deliveries.map(({ messageId }) => messageId[4])).toEqual(['4', '3', '2']);
    expect((await page(first.next)).deliveries.map(({ messageId }) => messageId[4])).toEqual(['1']);
  });
});
