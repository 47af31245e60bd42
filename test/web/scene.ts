import { setTimeout as sleep } from 'node:timers/promises';
import type { JobDetailReply, JobStatusReply } from '../../lib/schemas/api/replies/rescore.ts';
import type { DeliveriesReply } from '../../lib/schemas/api/replies/subscriptions.ts';
import type { RescoreRequest } from '../../lib/schemas/job.ts';
import { shippedJson } from '../support/builders.ts';
import { EVENTS, FACTS } from '../support/partner-api.ts';
import type { Receiver } from '../support/receiver.ts';
import type { Web } from './console.ts';

// What happens on the service while nobody looks, so that there is something to see: real sweeps, a real partner.

export const PARTNER = 'acme-power';

/** As the operator who is signed in, or with another token. */
export async function send<Reply>(web: Web, method: string, path: string, body: object, token = web.token) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(web.local.url + path, { method, headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return JSON.parse(text) as Reply;
}

/** To its end. */
export async function sweep(web: Web, asked: Partial<RescoreRequest> = {}): Promise<JobDetailReply> {
  const { jobId } = await send<JobStatusReply>(web, 'POST', '/v1/rescore-jobs', asked);
  return until(
    () => web.ask<JobDetailReply>(`/v1/rescore-jobs/${jobId}`),
    ({ state }) => state !== 'running',
  );
}

/** A card under which everybody is written once more. */
export async function activateAnotherCard(web: Web, version: string): Promise<void> {
  const scorecard = { ...structuredClone(shippedJson.card), version, title: 'Another' };
  const document = { scorecard, dictionary: shippedJson.dictionary, signedOffBy: 'the committee' };
  await send(web, 'POST', '/v1/scorecards', document);
  const activation = { version, force: true, reason: 'a test' };
  await send(web, 'POST', `/v1/scorecards/${scorecard.id}/activate`, activation);
}

/** A partner that wants to be told of everything, at this address. */
export async function registerPartner(web: Web, receiver: Receiver): Promise<{ subscriptionId: string }> {
  const settings = { name: 'Acme Power', tier: 'partner', facts: FACTS, events: EVENTS, outcomes: true };
  await send(web, 'PUT', `/v1/partners/${PARTNER}`, settings);
  const types = ['score.changed', 'score.band_changed', 'rescore.completed', 'consent.withdrawn'];
  const subscription = await send<{ subscriptionId: string }>(web, 'POST', `/v1/partners/${PARTNER}/subscriptions`, {
    ...{ url: receiver.url, types, payload: 'full' },
  });
  // On one machine the stream functions keep subscriptions for a second.
  await sleep(1100);
  return subscription;
}

/** Something new of a person who lets the partner know: it is told of the new score. */
export async function changeScore(web: Web, subjectId: string, bankruptcies: number): Promise<void> {
  const path = `/v1/profiles/${subjectId}`;
  const own = await web.local.token({ subject: subjectId, scope: 'profile:write' });
  await send(web, 'PUT', path, { facts: {}, consents: { [`recipient:${PARTNER}`]: true } }, own);
  await web.local.idle();
  const bureau = { subject: 'bank', tier: 'bureau' as const, scope: 'subjects:any profile:write' };
  const facts = { bankruptcies7y: { value: bankruptcies } };
  await send(web, 'PUT', path, { facts }, await web.local.token(bureau));
  await web.local.idle();
}

/** The newest delivery, once it is as it shall be. */
export async function deliveriesWhen(web: Web, isSo: (reply: DeliveriesReply) => boolean): Promise<DeliveriesReply> {
  return until(() => web.ask<DeliveriesReply>(`/v1/partners/${PARTNER}/deliveries`), isSo);
}

/** Sweeps with a change between them, and a partner whose address failed once and then healed. */
export async function somethingToSee(web: Web, receiver: Receiver): Promise<void> {
  receiver.answer = (before) => ({ status: before === 0 ? 503 : 200 });
  await registerPartner(web, receiver);
  const shop = { name: 'Corner Shop', tier: 'platform', facts: ['phoneVerified'], enabled: false };
  await send(web, 'PUT', '/v1/partners/corner-shop', shop);
  await sweep(web);
  await changeScore(web, 'sample-0004', 2);
  await sweep(web, { dryRun: true });
  await sweep(web);
}

async function until<T>(ask: () => Promise<T>, isSo: (answer: T) => boolean, seconds = 60): Promise<T> {
  for (const end = Date.now() + 1000 * seconds; ; await sleep(200)) {
    const answer = await ask();
    if (isSo(answer)) return answer;
    if (Date.now() > end) throw new Error(`it did not come to that in ${seconds} s`);
  }
}
