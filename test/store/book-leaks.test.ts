import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TahiniError } from '../../lib/errors.ts';
import { formatDay } from '../../lib/scoring/calendar.ts';
import { eraseProfile } from '../../lib/usecases/erase-profile.ts';
import { day } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { later, outcomeWorldOn } from './outcome-world.ts';
import { NOW, TODAY } from './world.ts';

const ago = (days: number) => formatDay(day(TODAY) - days);

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

  test('does not change by a byte, whatever happens afterwards', async () => {
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
