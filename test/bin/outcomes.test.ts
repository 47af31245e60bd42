import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { run } from '../../bin/commands/outcomes.ts';
import { Columns } from '../../bin/outcomes/columns.ts';
import { exportBook } from '../../bin/outcomes/export-book.ts';
import { bookPages } from '../../bin/outcomes/pages.ts';
import { specOf } from '../../bin/outcomes/spec.ts';
import type { Call } from '../../bin/scorecard/api.ts';
import { CallProblem } from '../../bin/scorecard/refusal.ts';
import { recordsOf } from '../../bin/training/csv/records.ts';
import { dayOf, formatDay } from '../../lib/scoring/calendar.ts';
import { dynamodbOutcomes, dynamodbStore } from '../../lib/store/dynamodb.ts';
import type { FactColumn } from '../../lib/usecases/outcomes/facts-then.ts';
import { recordOutcome } from '../../lib/usecases/outcomes/record-outcome.ts';
import { rowsOf } from '../store/outcome-world.ts';
import { expectProblem, SCORABLE, useApi } from '../support/api.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';

const api = useApi();
const today = formatDay(dayOf(Date.now()));
let admin: string;
beforeAll(async () => {
  admin = await api.admin();
});

async function borrow(id: string): Promise<void> {
  const token = await api.service('bank', 'bureau');
  const own = await api.person(id);
  await api.call('PUT', `/v1/profiles/${id}`, { token: own, body: { consents: { 'source:lender': true } } });
  await api.call('PUT', `/v1/profiles/${id}`, { token, body: { facts: SCORABLE } });
  await api.local.idle();
  const client = new DynamoDBClient({ endpoint: process.env.DYNAMODB_ENDPOINT ?? '' });
  const { SUBJECTS_TABLE = '', DECISIONS_TABLE = '', OPERATIONS_TABLE = '' } = process.env;
  const tables = { subjects: SUBJECTS_TABLE, decisions: DECISIONS_TABLE, operations: OPERATIONS_TABLE };
  const means = {
    store: dynamodbStore(client, tables),
    outcomes: dynamodbOutcomes(client, tables),
    decisionRetentionDays: 9,
  };
  const outcome = { loan: `l-${id}`, outcome: 'bad' as const, product: 'card', openedOn: today, observedOn: today };
  expect(await recordOutcome(means, { partnerId: 'lender', subjectId: id, outcome, now: Date.now() })).toBe('accepted');
  client.destroy();
}

describe('the loans of everybody', () => {
  test('are told to who runs the service, with what was known, and to nobody else', async () => {
    await borrow('ada');
    const { status, body, headers } = await api.call('GET', '/v1/outcomes', { token: admin });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      columns: { bankruptcies7y: { type: 'number', characteristics: ['bankruptcies'] } },
      loans: [
        { loan: 'l-ada', outcome: 'bad', decision: { facts: { identityVerified: true, courtRecord5y: 'none' } } },
      ],
    });
    expect(body.loans[0].decision.facts['utilityPayments.streak.24']).toBe(12);
    for (const token of [await api.service('bank', 'registry'), await api.person('ada')])
      expectProblem(await api.call('GET', '/v1/outcomes', { token }), 403, 'forbidden');
    expectProblem(await api.call('GET', '/v1/outcomes'), 401, 'unauthenticated');
  });

  test.each([
    'segments=0',
    'segments=2&segment=2',
    'segment=-1',
    'limit=0',
    'limit=1001',
    'limit=x',
    'next=ada',
    'next=%23a',
  ])('are refused for %s', async (query) =>
    expectProblem(await api.call('GET', `/v1/outcomes?${query}`, { token: admin }), 400, 'invalid-query'),
  );
});

describe('tahini outcomes export', () => {
  const files = () => {
    const directory = temporaryDirectory();
    return { directory, out: join(directory, 'book.csv') };
  };
  const where = () => ['--api', api.url, '--state', api.local.state.directory];

  test('writes the book and its spec, and nothing else', async () => {
    await borrow('bea');
    const { directory, out } = files();
    const { code, output, errors } = await tahini(['outcomes', 'export', '--out', out, ...where()]).ended;
    expect([code, errors]).toEqual([0, '']);
    expect(output).toMatch(/^\d loans, 100\.00 % bad, opened \d{4}-\d\d-\d\d to .*\ndecided by tahini-expert/);
    expect(output).toContain(
      `tahini train --data ${out} --target bad --spec ${out.replace('csv', 'spec.json')} --prior`,
    );
    expect(output).toContain('--consents socialRelationships');
    expect(readdirSync(directory).sort()).toEqual(['book.csv', 'book.spec.json']);
    const row = rowsOf(readFileSync(out, 'utf8'))[0];
    expect(row).toMatchObject({
      bad: '1',
      opened_on: today,
      decided_on: today,
      courtRecord5y: 'none',
      utilityStreak: '12',
    });
    const json = await tahini(['outcomes', 'export', '--out', out, '--with-ids', '--json', ...where()]).ended;
    expect(JSON.parse(json.output)).toMatchObject({ bad: 2, good: 0, unreadable: 0, out, facts: 34 });
    expect(
      rowsOf(readFileSync(out, 'utf8'))
        .map(({ loan }) => loan)
        .sort(),
    ).toEqual(['l-ada', 'l-bea']);
  });

  test('says why there is nothing to learn from, and leaves no file', async () => {
    await borrow('cyd');
    const { directory, out } = files();
    const { code, errors } = await tahini(['outcomes', 'export', '--out', out, '--product', 'none', ...where()]).ended;
    expect(code).toBe(1);
    expect(errors).toMatch(/^tahini: no loan of the book can be learned from\n {2}of \d loans \d not asked for\n$/);
    expect(readdirSync(directory)).toEqual([]);
  });

  it.each([
    [['import', '--out', 'a.csv'], "'import' cannot be done, only export"],
    [['export'], '--out is missing'],
    [['export', '--out', 'a.txt'], '--out names a .csv file'],
    [['export', '--out', 'a.csv', '--performance-months', '0'], '--performance-months'],
    [['export', '--out', 'a.csv', '--from', '2026-02-30'], '--from takes a date'],
    [['export', '--out', 'a.csv', '--api', 'https://score.example.com'], 'needs --token'],
    [['export', '--out', 'no/such/a.csv'], 'there is no directory'],
  ])('refuses %j', async (args, message) => {
    await expect(run(args)).rejects.toThrow(message);
    expect(existsSync('a.csv')).toBe(false);
  });
});

describe('a book is read', () => {
  async function fractions(call: Call): Promise<number[]> {
    const found: number[] = [];
    for await (const { fraction } of bookPages(call, 2)) found.push(fraction);
    return found;
  }

  it('although the API is busy for a while, and not when it refuses', async () => {
    let calls = 0;
    const busy = async () => {
      calls += 1;
      if (calls === 1) throw new CallProblem('the API answers 503', 'wait', 503);
      return { columns: {}, loans: [], unreadable: 0 };
    };
    expect(await fractions(busy)).toEqual([0.5, 1]);
    expect(calls).toBe(3);
    const refusing = async () => {
      throw new CallProblem('the API answers 403', 'ask', 403);
    };
    await expect(fractions(refusing)).rejects.toThrow('403');
  });
});

test('a text that readers of lines would cut stays whole', async () => {
  const housing = ['a\u2028b', 'c\u2029d', 'e\r\nf', 'g'];
  const decision = { decidedOn: today, status: 'scored', score: 600, scorecard: { id: 'c', version: '1', hash: 'h' } };
  const about = { partnerId: 'lender', outcome: 'bad', product: 'card', openedOn: today, observedOn: today };
  const loans = housing.map((home, i) => ({
    ...{ ...about, subjectId: `s${i}`, loan: `l${i}` },
    decision: { ...decision, facts: { housing: home } },
  }));
  const columns = { housing: { fact: 'housing', type: 'category', characteristics: ['housing'] } };
  const call: Call = async (_method, path) => ({
    ...{ columns, unreadable: 0 },
    loans: path.includes('segment=0') ? loans : [],
  });
  const directory = temporaryDirectory();
  const [out, spec] = [join(directory, 'book.csv'), join(directory, 'book.spec.json')];
  const filter = { product: undefined, from: undefined, until: undefined, performanceMonths: 12 };
  expect(await exportBook({ call, out, spec, filter, withIds: false })).toMatchObject({ written: housing.length });
  const { rows } = recordsOf(readFileSync(out, 'utf8'), ',', 1, 'book.csv');
  expect(rows.map((cells) => cells.at(-1))).toEqual(['housing', ...housing]);
});

describe('the columns of a book', () => {
  const fact = (name: string, type: FactColumn['type'] = 'number', more: Partial<FactColumn> = {}): FactColumn => ({
    fact: name,
    type,
    characteristics: [name],
    ...more,
  });
  const fold = (fact: string, name: 'streak' | 'worst', characteristic: string): FactColumn => ({
    fact,
    type: 'months',
    fold: { name, windowMonths: 24 },
    characteristics: [characteristic],
  });
  const named = (...pages: Record<string, FactColumn>[]) => {
    const columns = new Columns();
    for (const page of pages) columns.add(page);
    return columns.named();
  };
  const namesOf = (...pages: Record<string, FactColumn>[]) => named(...pages).map(({ key, name }) => [key, name]);

  it('are called as training calls them, whatever cards they come from', () => {
    const pages = [
      { income: fact('income'), 'bills.streak.24': fold('bills', 'streak', 'late') },
      { housing: fact('housing', 'category') },
    ];
    const expected = [
      ['housing', 'housing'],
      ['income', 'income'],
      ['bills.streak.24', 'late'],
    ];
    expect(namesOf(...pages)).toEqual(expected);
    expect(namesOf(...pages.toReversed())).toEqual(expected);
  });

  it('are never called alike, nor as the outcome', () => {
    const names = namesOf(
      { bad: fact('bad'), late: fact('late'), 'bills.streak.24': fold('bills', 'streak', 'late') },
      { 'bills.worst.24': fold('bills', 'worst', 'bills'), 'rent.worst.24': fold('rent', 'worst', 'bills') },
    );
    expect(names).toEqual([
      ['bad', 'bad.fact'],
      ['bills.streak.24', 'bills.streak.24'],
      ['bills.worst.24', 'bills.worst.24'],
      ['late', 'late'],
      ['rent.worst.24', 'rent.worst.24'],
    ]);
  });

  it('say to training what the dictionary has decided already', () => {
    const columns = named({
      birthDate: fact('birthDate', 'since', { age: true }),
      placeOfBirth: fact('placeOfBirth', 'category'),
      verified: fact('verified', 'flag'),
    });
    const { columns: said, missing } = specOf(columns, true);
    expect(missing).toEqual([]);
    expect(said).toMatchObject({
      birthDate: { type: 'number', protected: 'age' },
      placeOfBirth: { type: 'category', protected: false },
    });
    expect(said).toMatchObject({ loan: { ignore: true }, score: { ignore: true } });
    expect(said).not.toHaveProperty('verified');
  });
});
