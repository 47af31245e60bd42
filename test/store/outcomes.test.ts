import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TahiniError } from '../../lib/errors.ts';
import type { Outcome } from '../../lib/schemas/outcome.ts';
import { formatDay } from '../../lib/scoring/calendar.ts';
import { eraseProfile } from '../../lib/usecases/erase-profile.ts';
import { lastOfEach } from '../../lib/usecases/outcomes/decision-in-force.ts';
import { recordOutcome } from '../../lib/usecases/outcomes/record-outcome.ts';
import { day } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { LENDER, later, outcomeWorldOn, rowsOf } from './outcome-world.ts';
import { intercept, NOW, TODAY, worldOn } from './world.ts';

const ago = (days: number) => formatDay(day(TODAY) - days);
const refused = (rule: string) => expect.objectContaining({ refused: rule });

describeOnEachEngine('what became of a loan', (engine) => {
  const world = outcomeWorldOn(engine);
  const plain = worldOn(engine);
  const kept = async (id: string) => (await plain.items('decisions', id)) as Record<string, { S?: string }>[];

  describe('is kept', () => {
    test('once, however often it is told, and beside the decisions, where no history shows it', async () => {
      await world.consent('ada', ago(400));
      await world.live('ada', ago(400), { income: 60 });
      const told = { openedOn: ago(390), observedOn: ago(10) };
      const answers = [await world.tell('ada', told), await world.tell('ada', told)];
      expect(answers).toEqual(['accepted', 'duplicate']);
      expect((await kept('ada')).filter(({ sk }) => sk?.S?.startsWith('OUTCOME#'))).toHaveLength(1);
      expect((await world.decisions('ada')).map(({ asOf }) => asOf)).toEqual([day(ago(400))]);
      const { next } = await world.store.listDecisions('ada', { limit: 1, after: undefined });
      const page = await world.store.listDecisions('ada', { limit: 5, after: next });
      expect(page.decisions).toEqual([]);
    });

    test('so that the last day counts, and of one day the more serious, in whatever order it comes', async () => {
      const said = (outcome: Outcome['outcome'], days: number, product = 'card') => ({
        outcome,
        product,
        openedOn: ago(300),
        observedOn: ago(days),
      });
      const all = [said('bad', 50), said('good', 20), said('closed', 20), said('good', 20, 'loan'), said('good', 90)];
      await world.consent('seed', ago(400));
      let n = 0;
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray([...all, ...all], { minLength: 10 }), async (told) => {
          n += 1;
          await world.consent(`shuffled-${n}`, ago(400));
          for (const one of told) await world.tell(`shuffled-${n}`, one);
          const { loans } = await world.read();
          expect(loans.filter(({ subjectId }) => subjectId === `shuffled-${n}`)).toMatchObject([
            { outcome: 'closed', observedOn: ago(20), product: 'card' },
          ]);
          const items = (await kept(`shuffled-${n}`)).map(({ sk, said }) => [sk?.S, said?.S]);
          expect(items.map(([, text]) => text?.[0])).toEqual(['0', '2', '1']);
        }),
        { numRuns: 8 },
      );
    });

    test('apart for every partner, though their loans have one number', async () => {
      await world.consent('twice', ago(400), { 'source:lender': true, 'source:shop': true });
      const outcome = { loan: '7', outcome: 'good' as const, product: 'card', openedOn: ago(300), observedOn: ago(1) };
      const means = { store: world.store, outcomes: world.outcomes, decisionRetentionDays: 5000 };
      for (const partnerId of ['lender', 'shop']) {
        expect(await recordOutcome(means, { partnerId, subjectId: 'twice', outcome, now: NOW })).toBe('accepted');
      }
      const { loans } = await world.read();
      expect(loans.filter(({ subjectId }) => subjectId === 'twice').map(({ partnerId }) => partnerId)).toEqual([
        'lender',
        'shop',
      ]);
    });
  });

  describe('is refused', () => {
    test.each([
      ['of a day to come', { openedOn: ago(3), observedOn: formatDay(day(TODAY) + 1) }, 'future-observation'],
      ['from before the loan was opened', { openedOn: ago(3), observedOn: ago(4) }, 'out-of-range'],
      ['that is older than what is kept', { openedOn: ago(5100), observedOn: ago(5000) }, 'out-of-range'],
      ['of another century', { openedOn: '1850-01-01', observedOn: ago(1) }, 'out-of-range'],
    ])('%s', async (_what, days, rule) => {
      await world.consent('bea', ago(400));
      expect(await world.tell('bea', days)).toEqual(refused(rule));
      expect(await kept('bea')).toEqual([]);
    });

    test('in the same words of nobody, of whoever was erased, and of whoever does not consent or does no more', async () => {
      const told = { openedOn: ago(30), observedOn: ago(10) };
      await world.consent('erased', ago(40));
      await eraseProfile(world.kept(), 'erased', NOW);
      await world.live('silent', ago(40), { income: 60 });
      await world.consent('other', ago(40), { 'source:shop': true });
      await world.consent('withdrawn', ago(40));
      await world.consent('withdrawn', ago(39), { 'source:lender': false });
      const answers = [];
      for (const id of ['nobody', 'erased', 'silent', 'other', 'withdrawn']) answers.push(await world.tell(id, told));
      expect(answers).toEqual(answers.map(() => refused('not-reachable')));
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
      expect((await kept('erased')).length + (await kept('nobody')).length).toBe(0);
    });
  });

  describe('goes', () => {
    const told = { openedOn: ago(30), observedOn: ago(10) };

    test('with the person, and nothing late brings it back; a new enrolment begins without it', async () => {
      await world.consent('gone', ago(60));
      await world.live('gone', ago(60), { income: 60 });
      expect(await world.tell('gone', told)).toBe('accepted');
      await eraseProfile(world.kept(), 'gone', NOW);
      expect(await kept('gone')).toEqual([]);
      expect(await world.tell('gone', told)).toEqual(refused('not-reachable'));
      await world.consent('gone', TODAY);
      expect(await world.tell('gone', told)).toBe('accepted');
      // The stream comes by with the tombstone of the first erasure.
      await world.store.deleteDecisions('gone', 3);
      expect(await kept('gone')).toHaveLength(1);
    });

    test('although the person is erased between the look and the write', async () => {
      await world.consent('between', ago(60));
      const store = intercept(world.store, async (_name, call) => {
        const answer = await call();
        await eraseProfile(world.kept(), 'between', NOW).catch(() => {});
        return answer;
      });
      const means = { store, outcomes: world.outcomes, decisionRetentionDays: 5000 };
      const outcome = { loan: '1', outcome: 'bad' as const, product: 'card', ...told };
      const answer = await recordOutcome(means, { partnerId: LENDER, subjectId: 'between', outcome, now: NOW });
      expect(answer).toEqual(refused('not-reachable'));
      expect(await kept('between')).toEqual([]);
    });

    test('when its time is over, as decisions go', async () => {
      await world.consent('aged', ago(60));
      await world.tell('aged', told);
      const [item] = (await kept('aged')) as Record<string, { N?: string }>[];
      expect(Number(item?.expiresAt?.N)).toBe((day(ago(10)) + 5000) * 86_400);
    });
  });
});

describe('of what was told of loans', () => {
  test('the last day of each counts', () => {
    const of = (loan: string, observedOn: string, outcome: Outcome['outcome']) => ({
      partnerId: LENDER,
      loan,
      observedOn,
      outcome,
      product: 'card',
      openedOn: '2024-01-01',
    });
    const last = lastOfEach([
      of('1', '2024-02-01', 'bad'),
      of('1', '2025-01-01', 'good'),
      of('10', '2024-03-01', 'bad'),
    ]);
    expect(last.map(({ loan, outcome }) => [loan, outcome])).toEqual([
      ['1', 'good'],
      ['10', 'bad'],
    ]);
  });
});

describeOnEachEngine('the book of a lender', (engine) => {
  const world = outcomeWorldOn(engine);
  const plain = worldOn(engine);
  const enrol = async (id: string, on: string, facts: Record<string, unknown>) => {
    await world.consent(id, on);
    await world.live(id, on, facts);
  };

  test('has a row a loan, with the facts of the last decision before it, in cells that training reads', async () => {
    await world.consent('ida', ago(800), { 'source:lender': true, social: true });
    await world.live('ida', ago(800), { income: 40, housing: 'rent' });
    const facts = {
      income: 60,
      housing: 'own',
      verified: true,
      jobSince: ago(760 + 400),
      bills: { power: { [ago(790).slice(0, 7)]: 1 } },
    };
    await world.live('ida', ago(760), facts);
    await world.live(
      'ida',
      ago(760),
      { friends: 2 },
      { caller: { kind: 'service', sourceId: 'app', tier: 'platform' } },
    );
    await world.live('ida', ago(700), { income: 200, housing: 'boat', verified: false });
    for (const [loan, opened] of [
      ['a', 800],
      ['b', 799],
      ['c', 760],
      ['d', 701],
      ['e', 700],
      ['f', 10],
    ] as const)
      expect(
        await world.tell('ida', {
          loan,
          openedOn: ago(opened),
          observedOn: ago(1),
          outcome: opened > 10 ? 'good' : 'bad',
        }),
      ).toBe('accepted');
    const { csv, totals, spec } = await world.book({}, true);
    const rows = rowsOf(csv).filter(({ subject_id }) => subject_id === 'ida');
    const incomes = Object.fromEntries(rows.map(({ loan, income }) => [loan, income]));
    expect(incomes).toEqual({ a: '40', b: '40', c: '60', d: '60', e: '200', f: '200' });
    expect(rows.find(({ loan }) => loan === 'd')).toMatchObject({
      bad: '0',
      opened_on: ago(701),
      decided_on: ago(760),
      product: 'card',
      card: 'tiny-card 1',
      partner: 'lender',
      housing: 'own',
      verified: 'true',
      worstBill: '1',
      jobSince: '13',
      friends: '2',
      orders: '',
      meanPay: '',
      loans: '',
    });
    expect(rows.find(({ loan }) => loan === 'f')).toMatchObject({ bad: '1', housing: 'boat', verified: 'false' });
    expect(totals).toMatchObject({ written: 6, bad: 1, good: 5, cards: { 'tiny-card 1': 6 } });
    expect(spec.columns).toMatchObject({
      score: { ignore: true },
      subject_id: { ignore: true },
      income: { type: 'number' },
    });
    const without = (await world.book()).csv;
    expect(without).not.toMatch(/ida|lender/);
    expect(rowsOf(without)[0]).not.toHaveProperty('loan');
  });

  test('leaves out and counts what says nothing, and fills nothing in', async () => {
    await enrol('jon', ago(500), { income: 60 });
    const loan = (
      name: string,
      opened: number,
      observed: number,
      outcome: Outcome['outcome'] = 'good',
      product = 'other',
    ) => world.tell('jon', { loan: name, openedOn: ago(opened), observedOn: ago(observed), outcome, product });
    await loan('too-early', 501, 1);
    await loan('immature', 360, 1);
    await loan('closed', 490, 1, 'closed');
    await loan('bad-at-once', 30, 29, 'bad');
    await loan('good', 400, 20);
    await loan('corrected', 400, 30, 'bad');
    await loan('corrected', 400, 20, 'good');
    const { totals, csv } = await world.book({ product: 'other' }, true);
    expect(rowsOf(csv).map(({ loan, bad }) => [loan, bad])).toEqual([
      ['bad-at-once', '1'],
      ['corrected', '0'],
      ['good', '0'],
    ]);
    expect(totals.leftOut).toMatchObject({ closed: 1, immature: 1, decision: 1, consent: 0 });
    expect(totals.loans).toBe(totals.written + Object.values(totals.leftOut).reduce((sum, n) => sum + n, 0));
    const longer = await world.book({ product: 'other', performanceMonths: 13 });
    expect(longer.totals).toMatchObject({ good: 0, bad: 1, leftOut: { immature: 3 } });
    const early = await world.book({ product: 'other', until: ago(400) }, true);
    expect(rowsOf(early.csv).map(({ loan }) => loan)).toEqual(['corrected', 'good']);
    const nobody = world.book({ product: 'nothing' });
    await expect(nobody).rejects.toThrow('no loan of the book can be learned from');
  });

  test('is without whoever withdrew the consent, or was erased', async () => {
    for (const id of ['kai', 'lea', 'mia']) {
      await enrol(id, ago(500), { income: 60 });
      await world.tell(id, { openedOn: ago(490), observedOn: ago(20), product: 'consents' });
    }
    const people = async () => {
      const { csv, totals } = await world.book({ product: 'consents' }, true);
      return [
        rowsOf(csv)
          .map(({ subject_id }) => subject_id)
          .sort(),
        totals.leftOut.consent,
      ];
    };
    expect(await people()).toEqual([['kai', 'lea', 'mia'], 0]);
    await world.consent('lea', ago(5), { 'source:lender': false });
    await eraseProfile(world.kept(), 'mia', NOW);
    expect(await people()).toEqual([['kai'], 1]);
  });

  test('is the same whatever pages it is read in', async () => {
    for (let n = 0; n < 12; n += 1) {
      await enrol(`page-${n}`, ago(500), { income: 10 * n });
      for (let loan = 0; loan < 1 + (n % 4); loan += 1)
        await world.tell(`page-${n}`, {
          loan: `${loan}`,
          openedOn: ago(490),
          observedOn: ago(20 + loan),
          product: 'pages',
        });
    }
    const whole = await world.book({ product: 'pages' }, true);
    expect(whole.totals.written).toBe(30);
    for (const limit of [1, 2, 3, 7]) expect((await world.book({ product: 'pages' }, true, limit)).csv).toBe(whole.csv);
    const wrong = world.read({ after: 'page-1#OUTCOME#', segment: 5, segments: 9, limit: 1 });
    await wrong.catch((error) => expect(error).toMatchObject({ kind: 'invalid-query' }));
  });

  test('is not stopped by items and records that cannot be read, or by a card that nobody has', async () => {
    const put = (pk: string, sk: string, more: Record<string, { S: string } | { N: string }>) =>
      plain.client.send(
        new PutItemCommand({ TableName: engine.tables.decisions, Item: { pk: { S: pk }, sk: { S: sk }, ...more } }),
      );
    for (const id of ['damaged', 'foreign']) {
      await enrol(id, ago(500), { income: 60 });
      await world.tell(id, { openedOn: ago(490), observedOn: ago(20), product: 'damage' });
    }
    await enrol('whole', ago(500), { income: 60 });
    await world.tell('whole', { openedOn: ago(490), observedOn: ago(20), product: 'damage' });
    const [record] = await plain.items('decisions', 'foreign');
    const sk = (record as { sk: { S: string } }).sk.S;
    const detail = (record as { detail: { S: string } }).detail.S;
    const other = {
      ...(record as object),
      detail: { S: detail.replace(/\["tiny-card","1","[^"]+"/, '["tiny-card","9","AAAA"') },
    };
    await put('foreign', sk, other as Record<string, { S: string }>);
    await put('damaged', `${String(day(ago(491))).padStart(6, '0')}#0000000009#000001`, { detail: { S: '{' } });
    await put('whole', `OUTCOME#lender#x#${ago(20)}`, { said: { S: 'what?' } });
    const { totals } = await world.book({ product: 'damage' });
    expect(totals).toMatchObject({ written: 1, unreadable: 1, leftOut: { card: 1, 'readable-decision': 1 } });
  });
});

describeOnEachEngine('what is learned from a loan', (engine) => {
  const world = outcomeWorldOn(engine);
  const OPENED = 400;

  interface Moment {
    after: number;
    what: (typeof KINDS)[number];
    income: number;
    housing: string;
  }
  const KINDS = ['better', 'worse', 'taken back', 'backdated', 'newer card', 'nothing but time', 'consents'] as const;
  /** A moment in a life: days after the loan was opened (before it: negative), and what comes. */
  const moment = fc.record({
    after: fc.integer({ min: 1, max: OPENED - 1 }),
    what: fc.constantFrom(...KINDS),
    income: fc.integer({ min: 0, max: 200 }),
    housing: fc.constantFrom('own', 'rent', 'boat'),
  });

  const FACTS = { income: 0, loans: 1, orders: 5, verified: true, housing: 'own' };

  async function live(id: string, days: number, { what, income, housing }: Omit<Moment, 'after'>) {
    const on = ago(OPENED - days);
    const seq2 = { card: later.card, activationSeq: 2 };
    if (what === 'better') return world.live(id, on, { income: 200, loans: 0, orders: 50, housing: 'own' });
    if (what === 'worse') return world.live(id, on, { income, loans: 9, orders: 0, verified: false, housing });
    if (what === 'taken back') {
      const gone = Object.fromEntries(Object.keys(FACTS).map((name) => [name, { retracted: true }]));
      return world.live(id, on, gone);
    }
    if (what === 'newer card') return world.score(id, on, seq2);
    if (what === 'consents') return world.consent(id, on, { social: income % 2 === 0 });
    if (what === 'backdated') {
      // Comes after the loan, speaks of a day before it, and is scored by a sweep that is asked for that day, too.
      const before = ago(OPENED + 1);
      await world.consent(id, on);
      await world.live(id, on, { income: { value: income, observedAt: before, revision: 99_999 } });
      const job = `${on.replaceAll('-', '')}T020000000Z-schedule`;
      return world.score(id, ago(OPENED), { card: later.card, activationSeq: 3 }, job).catch(leftToTheStream);
    }
    return world.score(id, on);
  }

  /** Newer evidence than the day of the sweep. */
  function leftToTheStream(error: unknown): void {
    if (!(error instanceof TahiniError && error.kind === 'as-of-too-early')) throw error;
  }

  const one = (what: Moment['what'], after: number): Moment => ({ what, after, income: 77, housing: 'boat' });
  const always = [[one('backdated', 3)], [one('better', 1), one('newer card', 9)], [one('taken back', 2)]];

  test('does not change by a byte, whatever happens afterwards', { timeout: 60_000 }, async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(moment, { minLength: 1, maxLength: 4 }), { minLength: 3, maxLength: 3 }),
        async (lives) => {
          n += 1;
          const product = `run-${n}`;
          const ids = lives.map((_, i) => `${product}-${i}`);
          for (const [i, id] of ids.entries()) {
            await world.consent(id, ago(OPENED + 30));
            await world.live(id, ago(OPENED + 30), { ...FACTS, income: 20 * i });
            if (i > 0) await world.live(id, ago(OPENED + 2), { ...FACTS, income: 60 * i });
            await world.tell(id, {
              openedOn: ago(OPENED),
              observedOn: ago(20),
              product,
              outcome: i === 1 ? 'bad' : 'good',
            });
          }
          await world.consent(`${product}-bystander`, ago(OPENED + 30));
          await world.live(`${product}-bystander`, ago(OPENED + 30), FACTS);
          const before = await world.book({ product }, true);
          expect(before.totals.written).toBe(3);
          for (const [i, id] of ids.entries()) {
            for (const one of lives[i]!.toSorted((a, b) => a.after - b.after)) await live(id, one.after, one);
          }
          await eraseProfile(world.kept(), `${product}-bystander`, NOW);
          const after = await world.book({ product }, true);
          expect(after.csv).toBe(before.csv);
          expect(after.spec).toEqual(before.spec);
        },
      ),
      { numRuns: 6, examples: [[always]] },
    );
  });
});
