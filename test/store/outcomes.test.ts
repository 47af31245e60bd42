import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outcome } from '../../lib/schemas/outcome.ts';
import { formatDay } from '../../lib/scoring/calendar.ts';
import { eraseProfile } from '../../lib/usecases/erase-profile.ts';
import { lastOfEach } from '../../lib/usecases/outcomes/decision-in-force.ts';
import { recordOutcome } from '../../lib/usecases/outcomes/record-outcome.ts';
import { day } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { LENDER, outcomeWorldOn } from './outcome-world.ts';
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
