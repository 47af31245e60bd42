import { loadDocument } from '../../lib/scorecards/document.ts';
import { shippedDocument } from '../../lib/scorecards/shipped-document.ts';
import { dayOf, formatDay, formatMonth, monthOf } from '../../lib/scoring/calendar.ts';
import { type Evidence, gather } from '../../lib/scoring/evidence.ts';
import { pack, unpack } from '../../lib/scoring/pack.ts';
import { dynamodbClient, dynamodbStore } from '../../lib/store/dynamodb.ts';
import { scoreProfile } from '../../lib/usecases/score-profile.ts';
import { loadSample } from '../../local/load-sample.ts';
import type { SampleReport } from '../../local/sample.ts';
import type { Stack } from './stack.ts';

export const LONG_KNOWN = 'long-known';
const YEARS_DAYS = 900;
const RETENTION_S = 1_000_000_000;

/**
 * Somebody of whom several sources have spoken for years, in every way that the evidence knows: late months, a word that
 * others contradict, one that went stale, one taken back, protected facts and facts that the card does not ask for. Past
 * scores are made as they would have been made then, one every three weeks, by the use case that makes them.
 */
export async function addLongKnown(stack: Pick<Stack, 'local'>): Promise<void> {
  const today = dayOf(Date.now());
  await loadSample(stack.local, [{ subjectId: LONG_KNOWN, reports: reports(today) }]);
  await takeBack(stack);
  await stack.local.idle();
  await recordPast(today);
}

function reports(today: number): SampleReport[] {
  const said = (sourceId: string, tier: SampleReport['tier'], daysAgo: number, values: Record<string, unknown>) => {
    const observedAt = formatDay(today - daysAgo);
    const facts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value, observedAt }]));
    return { sourceId, tier, body: { facts } };
  };
  const months = (daysAgo: number, values: readonly number[]) =>
    Object.fromEntries(
      values.map((value, i) => [formatMonth(monthOf(today - daysAgo) - values.length + i), value] as const),
    );
  const since = (ago: number) => formatDay(today - ago);
  const own = { monthlyIncome: 320, employerSince: since(2400), phoneSince: since(1500), mainAsset: 'vehicle' };
  const bills = [0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  return [
    said('city-registry', 'registry', 880, { identityVerified: true }),
    said('self', 'self', 860, { ...own, sex: 'female', educationLevel: 'secondary', addressSince: since(2000) }),
    said('old-market', 'platform', 700, { phoneVerified: true, platformSince: since(1100), completedOrders12m: 40 }),
    said('city-power', 'partner', 420, { utilityPayments: { power: months(420, bills) }, addressVerified: true }),
    said('city-power', 'partner', 20, {
      utilityPayments: { power: months(20, bills.slice(8)), water: months(20, [0, 0, 0]) },
    }),
    said('self', 'self', 200, { savingsMonths12m: 10, debtServiceShare: 8 }),
    said('wallet', 'partner', 35, { monthlyIncome: 118, employerSince: since(2380), savingsMonths12m: 3 }),
    said('wallet', 'partner', 30, {
      incomeReceived: { wages: months(30, [90, 130, 110, 125, 95, 120, 118, 130]) },
      automaticPayments: false,
    }),
    said('old-market', 'platform', 12, { disputeRate12m: 2, returnRate12m: 4, phoneVerified: true }),
  ];
}

async function takeBack({ local }: Pick<Stack, 'local'>): Promise<void> {
  const token = await local.token({ subject: 'old-market', tier: 'platform', scope: 'subjects:any profile:write' });
  const answer = await fetch(`${local.url}/v1/profiles/${LONG_KNOWN}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ facts: { completedOrders12m: { retracted: true } } }),
  });
  if (!answer.ok) throw new Error(`not taken back: ${answer.status}`);
}

async function recordPast(today: number): Promise<void> {
  const client = dynamodbClient(process.env.AWS_ENDPOINT_URL);
  const tables = { subjects: '', decisions: '', operations: '' };
  for (const table of ['subjects', 'decisions', 'operations'] as const)
    tables[table] = process.env[`${table.toUpperCase()}_TABLE`] ?? '';
  const store = dynamodbStore(client, tables);
  const { profile, current } = await store.readSubject(LONG_KNOWN, { consistent: true });
  if (profile === undefined || current === undefined || 'erased' in current) throw new Error('nobody was stored');
  const card = loadDocument(shippedDocument, current.card.hash);
  const scoring = { card, cardByHash: () => card, activationSeq: current.activationSeq };
  const known = unpack(profile.evidence, card.dictionary);
  let former: typeof current | undefined;
  let version = 0;
  let evidence = '';
  for (let day = today - YEARS_DAYS; day < today; day += 21) {
    const told = pack(knownOn(known, day));
    if (told !== evidence) version += 1;
    evidence = told;
    const then = { ...profile, version, evidence };
    const { transition, computed } = scoreProfile(scoring, then, former, day);
    if (transition.action !== 'write') continue;
    former = computed;
    await store.putDecision(LONG_KNOWN, computed, Math.floor(Date.now() / 1000) + RETENTION_S);
  }
  client.destroy();
}

/** What had been said by a day, of what is known today. */
function knownOn({ dictionary, observations, series }: Evidence, day: number): Evidence {
  const said = observations.map((list) => some(list?.filter((each) => each.day <= day)));
  const told = series.map((list) =>
    some(
      list?.flatMap((one) => {
        const slots = one.slots.filter((slot) => slot.day <= day);
        return slots.length === 0 ? [] : [{ ...one, slots }];
      }),
    ),
  );
  return gather(dictionary, said, told);
}

const some = <T>(list: readonly T[] | undefined) => (list?.length ? list : undefined);
