import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import type { Outcome } from '../../lib/schemas/outcome.ts';
import { formatDay } from '../../lib/scoring/calendar.ts';
import { eraseProfile } from '../../lib/usecases/erase-profile.ts';
import { day } from '../support/builders.ts';
import { describeOnEachEngine } from '../support/engines.ts';
import { outcomeWorldOn, rowsOf } from './outcome-world.ts';
import { NOW, TODAY, worldOn } from './world.ts';

const ago = (days: number) => formatDay(day(TODAY) - days);

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
