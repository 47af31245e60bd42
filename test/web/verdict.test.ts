import { beforeAll, describe, expect, test } from 'vitest';
import type { ProfileReply } from '../../lib/schemas/api/replies/profile.ts';
import type { ScoreReply } from '../../lib/schemas/score.ts';
import { loadDocument } from '../../lib/scorecards/document.ts';
import { shippedDocument } from '../../lib/scorecards/shipped-document.ts';
import { dayOf, formatDay, formatMonth, monthOf } from '../../lib/scoring/calendar.ts';
import type { Scorecard } from '../../lib/scoring/model.ts';
import { entriesOf } from '../../web/src/person/evidence/entries.ts';
import { trustOn } from '../../web/src/person/evidence/trust.ts';
import type { Verdict } from '../../web/src/person/evidence/verdict.ts';
import { knownOf } from '../../web/src/person/known.ts';
import { SCORABLE, useApi } from '../support/api.ts';
import { addLongKnown, LONG_KNOWN } from './past.ts';

const api = useApi();
const today = dayOf(Date.now());
const ago = (days: number) => formatDay(today - days);
let token: string;
let card: Scorecard;

beforeAll(async () => {
  await addLongKnown(api);
  token = await api.service('console', 'platform');
  card = loadDocument(shippedDocument, (await told(LONG_KNOWN)).score.scorecard.hash);
});

async function told(id: string): Promise<{ score: ScoreReply; profile: ProfileReply }> {
  const [score, profile] = await Promise.all([
    api.call('GET', `/v1/profiles/${id}/score`, { token }),
    api.call('GET', `/v1/profiles/${id}`, { token }),
  ]);
  return { score: score.body, profile: profile.body };
}

type Facts = Record<string, { value: unknown; observedAt?: string }>;

/** Somebody of whom these sources say this, and what the page makes of each word. */
async function verdicts(
  id: string,
  reports: readonly (readonly [source: string, tier: 'platform' | 'partner' | 'bureau' | 'registry', facts: Facts])[],
) {
  for (const [source, tier, facts] of [['city-bureau', 'bureau', SCORABLE] as const, ...reports]) {
    const answer = await api.call('PUT', `/v1/profiles/${id}`, {
      token: await api.service(source, tier),
      body: { facts },
    });
    expect(answer.status, answer.text).toBeLessThan(300);
  }
  await api.local.idle();
  return told(id);
}

function verdictOf(
  { score, profile }: Awaited<ReturnType<typeof told>>,
  fact: string,
  source: string,
): Verdict | undefined {
  const entries = entriesOf(profile, score, card).flatMap((group) => group.entries);
  return entries.find((entry) => entry.fact === fact)?.words.find((word) => word.source === source)?.verdict;
}

describe('a word on the page', () => {
  test('is weighed as the API weighs what counts, whoever said it', async () => {
    const { score, profile } = await told(LONG_KNOWN);
    const trust = trustOn(knownOf(profile, card), card, score.asOf);
    const counting = score.characteristics.filter(({ missing }) => !missing);
    expect(counting.length).toBeGreaterThan(10);
    for (const { fact, source = '', tier = 'self', observedAt = '', reliability, credibility, freshness } of counting)
      expect(trust(fact, source, tier, observedAt), fact).toEqual({ reliability, credibility, freshness });
  });

  test('counts exactly where the API scores it', async () => {
    const { score, profile } = await told(LONG_KNOWN);
    const words = entriesOf(profile, score, card).flatMap(({ entries }) => entries.flatMap((entry) => entry.words));
    const counting = new Set(words.filter(({ verdict }) => verdict === 'counts').map(({ fact }) => fact));
    expect(counting).toEqual(new Set(score.characteristics.filter(({ missing }) => !missing).map(({ fact }) => fact)));
  });

  test('stays out beside a fresh one of a higher tier, whether it says better or the same', async () => {
    const reply = await verdicts('upheld', [
      [
        'city-registry',
        'registry',
        {
          addressVerified: { value: false, observedAt: ago(300) },
          employmentVerified: { value: true, observedAt: ago(150) },
        },
      ],
      // The telephone makes it another score: one that stays as it was is not written anew.
      [
        'landlord',
        'partner',
        { addressVerified: { value: true }, employmentVerified: { value: true }, phoneVerified: { value: true } },
      ],
    ]);
    for (const fact of ['addressVerified', 'employmentVerified'])
      expect(verdictOf(reply, fact, 'city-registry')).toBe('counts');
    expect(verdictOf(reply, 'addressVerified', 'landlord')).toBe('contradicted');
    expect(verdictOf(reply, 'employmentVerified', 'landlord')).toBe('upheld');
  });

  test('stays out when another one weighs more, or it is out of date', async () => {
    const reply = await verdicts('outweighed', [
      ['shop', 'platform', { phoneVerified: { value: true, observedAt: ago(20) } }],
      [
        'telecom',
        'partner',
        { phoneVerified: { value: true, observedAt: ago(10) }, monthlyIncome: { value: 100, observedAt: ago(400) } },
      ],
      ['employer', 'registry', { monthlyIncome: { value: 100 } }],
    ]);
    expect(verdictOf(reply, 'phoneVerified', 'shop')).toBe('outweighed');
    expect(verdictOf(reply, 'phoneVerified', 'telecom')).toBe('counts');
    expect(verdictOf(reply, 'monthlyIncome', 'telecom')).toBe('stale');
  });

  test('stays out without consent to its dimension, or in months that no characteristic looks at', async () => {
    const old = Object.fromEntries([0, 1, 2].map((i) => [formatMonth(monthOf(today) - 30 - i), 0]));
    const reply = await verdicts('left-out', [
      ['club', 'platform', { vouchesReceived: { value: 4 }, telecomPayments: { value: { mobile: old } } }],
    ]);
    expect(verdictOf(reply, 'vouchesReceived', 'club')).toBe('dimensionWithheld');
    expect(verdictOf(reply, 'telecomPayments', 'club')).toBe('tooOld');
  });

  test('stays out when the person does not let the partner tell, or it came after the score', async () => {
    const { score, profile } = await told(LONG_KNOWN);
    const fact: ProfileReply['facts'][string] = [
      { source: 'partner:bank', tier: 'partner', observedAt: ago(3), value: true, withheld: true },
    ];
    const later: typeof fact = [{ source: 'telecom', tier: 'partner', observedAt: ago(0), value: true }];
    const reply = {
      score: { ...score, asOf: ago(1) },
      profile: { ...profile, facts: { employmentVerified: fact, phoneVerified: later } },
    };
    expect(verdictOf(reply, 'employmentVerified', 'partner:bank')).toBe('noConsent');
    expect(verdictOf(reply, 'phoneVerified', 'telecom')).toBe('tooNew');
  });
});
