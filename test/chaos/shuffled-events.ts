import { deepEqual, equal, ok } from 'node:assert/strict';
import type { EventResult } from '../../lib/schemas/api/replies/events.ts';
import type { StoredPartner } from '../../lib/schemas/partner.ts';
import type { BatchStore, FoldMessage } from '../../lib/schemas/partner-event.ts';
import type { Store } from '../../lib/schemas/stored.ts';
import { formatMonth, monthOf } from '../../lib/scoring/calendar.ts';
import { noEvidence } from '../../lib/scoring/evidence.ts';
import { pack } from '../../lib/scoring/pack.ts';
import { foldPart } from '../../lib/usecases/events/fold-part.ts';
import { getBatch } from '../../lib/usecases/events/get-batch.ts';
import { receiveEvents } from '../../lib/usecases/events/receive-events.ts';
import { shipped } from '../support/builders.ts';
import { type Dice, shuffled } from './dice.ts';

const DAY_MS = 86_400_000;
/** Noon of yesterday: engines hide what expired by their own clock. */
const NOW = Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS / 2;
const { card } = shipped;

/** What the events go through; `worker` may be told to stop in the middle. */
export interface EventGround {
  store: Store;
  batches: BatchStore;
  dice: Dice;
}

const PARTNER: StoredPartner = {
  partnerId: 'power',
  name: 'Power',
  tier: 'partner',
  facts: ['utilityPayments', 'phoneVerified', 'addressSince'],
  events: {
    bill: [
      { fact: 'utilityPayments', value: { from: 'status' }, account: { from: 'account' }, month: { from: 'month' } },
    ],
    withdrawn: [{ fact: 'utilityPayments', retracted: true, account: { from: 'account' }, month: { from: 'month' } }],
    phone: [{ fact: 'phoneVerified', value: { from: 'verified' } }],
    gone: [{ fact: 'phoneVerified', retracted: true }],
    moved: [{ fact: 'addressSince', value: { from: 'since' } }],
  },
  outcomes: false,
  eventsPerMinute: 1_000_000,
  enabled: true,
  secrets: [],
  version: 1,
  createdAt: 0,
  updatedAt: 0,
};

export interface Shuffle {
  events: number;
  people: number;
}

/**
 * Events about bills, their corrections and retractions: once in order, one by one, about some people; and shuffled, each one to four
 * times, in batches of any size that come at once, about others. In the end both have the same evidence, byte for byte.
 */
export async function shuffledEvents(ground: EventGround, { events, people }: Shuffle) {
  const { store, dice } = ground;
  const told = Array.from({ length: events }, (_, n) => anyEvent(n, people, dice));
  for (let n = 0; n < people; n += 1) {
    for (const side of SIDES) ok(await store.putProfile(`${side}-${n}`, ENROLLED, undefined));
  }
  const inOrder = told.map((event) => about(event, 'ordered'));
  for (let from = 0; from < events; from += 100) await send(ground, inOrder.slice(from, from + 100));
  const repeated = told.flatMap((event) =>
    Array.from({ length: 1 + Math.floor(dice() * 4) }, () => about(event, 'shuffled')),
  );
  const batches = cut(shuffled(repeated, dice), dice);
  const counts = { accepted: 0, duplicate: 0, refused: 0 };
  const next = batches.values();
  const sender = async () => {
    for (const batch of next) for (const { result } of await send(ground, batch)) counts[result] += 1;
  };
  await Promise.all(Array.from({ length: 8 }, sender));
  equal(counts.refused, 0);
  equal(counts.accepted + counts.duplicate, repeated.length);
  for (let n = 0; n < people; n += 1)
    deepEqual(await known(store, `shuffled-${n}`), await known(store, `ordered-${n}`));
  return { sent: repeated.length, batches: batches.length, ...counts };
}

const SIDES = ['ordered', 'shuffled'];
const ENROLLED = {
  version: 1,
  evidence: pack(noEvidence(card.dictionary)),
  consents: { 'source:power': { granted: true, at: 1 } },
  requestId: undefined,
};

/** Few registers and few moments, so that many events speak of one register, some in one millisecond. */
function anyEvent(n: number, people: number, dice: Dice) {
  const at = NOW - Math.floor(dice() * 20) * DAY_MS - Math.floor(dice() * 3);
  const whole = (below: number) => Math.floor(dice() * below);
  const place = { account: `a${whole(3)}`, month: formatMonth(monthOf(Math.floor(NOW / DAY_MS)) - 1 - whole(40)) };
  const [type, data] = [
    ['bill', { ...place, status: whole(4) }],
    ['bill', { ...place, status: whole(4) }],
    ['withdrawn', place],
    ['phone', { verified: dice() < 0.5 }],
    ['gone', {}],
    ['moved', { since: `20${10 + whole(15)}-01-01` }],
  ][whole(6)] as [string, object];
  return { id: `e${n}`, type, person: whole(people), occurredAt: new Date(at).toISOString(), data };
}

function about({ person, ...event }: ReturnType<typeof anyEvent>, side: string) {
  return { ...event, subjectId: `${side}-${person}` };
}

function cut<T>(all: readonly T[], dice: Dice): T[][] {
  const batches: T[][] = [];
  for (let from = 0; from < all.length; from += batches.at(-1)!.length)
    batches.push(all.slice(from, from + 1 + Math.floor(dice() * 500)));
  return batches;
}

let messages = 0;

/** Until it is done: what is contended is sent again, and parts come in any order, some of them twice. */
async function send(ground: EventGround, events: readonly object[]): Promise<EventResult[]> {
  messages += 1;
  const batchId = `batch-${messages}`;
  const parts: FoldMessage[] = [];
  const means = meansOf(ground);
  const received = { teller: PARTNER, events, batchId, requestId: 'r', now: NOW, isLate: () => ground.dice() < 0.01 };
  const receipt = await again(() =>
    receiveEvents({ ...means, send: async (all) => void parts.push(...all) }, received),
  );
  if (receipt.kind === 'done') return receipt.results;
  const twice = parts.filter(() => ground.dice() < 0.2);
  await Promise.all(shuffled([...parts, ...twice], ground.dice).map((part) => again(() => foldPart(means, part, NOW))));
  const { status, results = [] } = await getBatch(means, { partnerId: 'power', batchId, now: NOW });
  equal(status, 'done');
  return results;
}

function meansOf({ store, batches }: EventGround) {
  const partners = { readPartner: async () => PARTNER };
  const recordOutcome = async () => 'duplicate' as const;
  return {
    store,
    batches,
    partners,
    recordOutcome,
    card,
    pause: () => new Promise<void>((resolve) => setTimeout(resolve, 2)),
  };
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let left = 50; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if ((error as { kind?: string }).kind !== 'contention' || left === 0) throw error;
    }
  }
}

async function known(store: Store, subjectId: string) {
  const { profile } = await store.readSubject(subjectId, { consistent: true });
  return { evidence: profile?.evidence, consents: profile?.consents };
}
