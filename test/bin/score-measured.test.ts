import { describe, expect, it } from 'vitest';
import { scorerFor } from '../../bin/scoring/score-file.ts';
import { notesOnTiers } from '../../bin/scoring/tiers.ts';
import { openTable } from '../../bin/training/csv/table.ts';
import { formatDay, formatMonth, monthOf } from '../../lib/scoring/calendar.ts';
import { score } from '../../lib/scoring/score.ts';
import { callerOf, months, person, ruleset, states } from '../support/builders.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tiny, tinyCard, tinyDictionary } from '../support/tiny-card.ts';
import { altered } from '../support/write-card.ts';
import { write } from './import-support.ts';
import { AS_OF } from './score-support.ts';

const TODAY = formatDay(AS_OF);
const back = (n: number) => formatMonth(monthOf(AS_OF) - n);

async function scorerOn(content: string, card = tiny.card, consents: string[] = ['social']) {
  const table = await openTable(write(temporaryDirectory(), 'book.csv', content));
  const absent = tiny.dictionary.names.filter(
    (name, i) =>
      tiny.card.byFact[i]!.length > 0 && tiny.dictionary.facts[i]!.type !== 'months' && !table.header.includes(name),
  );
  const scorer = scorerFor({ card, asOf: AS_OF, mapping: undefined, absent, consents, strict: true }, table);
  const rows: string[][] = [];
  for await (const batch of table.batches) rows.push(...batch.rows);
  return { scorer, rows };
}

describe('a book of decisions is scored', () => {
  it('as the people themselves, from what their months and dates come to', async () => {
    const { dictionary, card } = tiny;
    const said = [
      states(dictionary, callerOf('partner'), TODAY, {
        bills: { power: months(back(3), [0, 1, 0, 0]) },
        pay: { job: months(back(1), [40, 80]) },
        jobSince: '2023-09-01',
        loans: 2,
      }),
      states(dictionary, callerOf('registry'), TODAY, { housing: 'own', verified: true }),
      states(dictionary, callerOf('platform'), TODAY, { friends: 1 }),
    ];
    const known = person(said, { social: true });
    const { scorer, rows } = await scorerOn(
      'loans,worstBill,meanPay,housing,verified,friends,orders\n2,1,60,own,true,1,\n2,1,,own,true,1,\n',
    );
    const [whole, less] = rows.map((cells) => scorer.score(cells));
    const expected = score(known, card, AS_OF);
    const at = (id: string) => card.characteristics.findIndex((row) => row.id === id);
    for (const id of ['worstBill', 'meanPay', 'housing', 'verified', 'orders'])
      expect((whole as typeof expected).points[at(id)], id).toBe(expected.points[at(id)]);
    expect((less as typeof expected).points[at('meanPay')]).toBe(card.characteristics[at('meanPay')]!.missing);
    expect(scorer.bins()[at('worstBill')]).toBe(1);
    expect(scorer.bins()[at('meanPay')]).toBe(-1);
  });

  it.each([
    ['0', '2026-10-01'],
    ['1', '2026-09-01'],
    ['11', '2025-11-01'],
    ['12', '2025-10-01'],
    ['36', '2023-10-01'],
  ])('%s completed months as the date %s', async (completed, date) => {
    const { scorer, rows } = await scorerOn(`jobSince\n${completed}\n${date}\n`);
    expect(scorer.score(rows[0]!)).toEqual(scorer.score(rows[1]!));
  });

  it('from the columns that a card was learned from', async () => {
    const json = altered(tinyCard, {
      provenance: { measured: { worstBill: 'worst ever' }, missing: { 'worst ever': ['9'] } },
    });
    const { card } = ruleset(tinyDictionary, json);
    const { scorer, rows } = await scorerOn('loans,worst ever,worstBill\n2,2,0\n2,9,0\n', card);
    const at = card.characteristics.findIndex(({ id }) => id === 'worstBill');
    const bins = rows.map((cells) => {
      scorer.score(cells);
      return scorer.bins()[at];
    });
    expect(bins).toEqual([2, -1]);
  });

  it('and refused by the rule where a cell is neither a number nor missing', async () => {
    const { scorer, rows } = await scorerOn('loans,worstBill,jobSince\n2,late,\n2,1,soon\n2,1,3000\n');
    expect(rows.map((cells) => scorer.score(cells))).toEqual([
      [expect.objectContaining({ type: 'urn:tahini:import:not-a-number', pointer: '/facts/bills' })],
      [expect.objectContaining({ type: 'urn:tahini:import:not-a-date' })],
      [expect.objectContaining({ type: 'urn:tahini:import:not-a-date' })],
    ]);
  });

  it('with a note on the months that it does not have', () => {
    const row = tiny.card.characteristics.find(({ id }) => id === 'worstBill')!;
    const notes = (measured: Parameters<typeof notesOnTiers>[1]) => notesOnTiers(tiny.card, measured)[0];
    expect(notes([])).toContain('missing: bills, pay');
    expect(notes([{ row, at: 0, read: Number }])).toMatch(/missing: pay$/);
  });
});
