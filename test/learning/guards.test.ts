import { describe, expect, it } from 'vitest';
import { type Column, categoryColumn, type Frame } from '../../lib/learning/frame.ts';
import { type Declarations, sortByDeclaration } from '../../lib/learning/guards/declared.ts';
import { guard } from '../../lib/learning/guards/guard.ts';
import { leak, quickValue, separates } from '../../lib/learning/guards/leaks.ts';
import { soundOf } from '../../lib/learning/guards/names.ts';
import { uselessness } from '../../lib/learning/guards/useless.ts';

const numbers = (values: readonly number[], name = 'x'): Column => ({
  name,
  kind: 'number',
  values: Float64Array.from(values),
});
const many = <T>(n: number, of: (i: number) => T) => Array.from({ length: n }, (_, i) => of(i));
/** A fixed shuffle of 0 ... n - 1. */
const spread = (i: number, n = 1009) => (i * 617) % n;
const frame = (columns: Column[], bad: readonly number[]): Frame => ({
  rows: bad.length,
  columns,
  bad: Uint8Array.from(bad),
});
const nothing: Declarations = { protected: [], age: [], harmless: [], allowAge: false, benchmark: false };

describe('a name sounds protected', () => {
  it.each([
    'sex',
    'Gender',
    'applicant_gender',
    'CODE_GENDER',
    'race',
    'Race/Ethnicity',
    'skin colour',
    'religion',
    'nationality',
    'NationalOrigin',
    'foreign_worker',
    'isForeignWorker',
    'marital_status',
    'maritalStatus',
    'MARITALSTATUS',
    'MARRIAGE',
    'personal_status_and_sex',
    'civil status',
    'public_assistance',
    'has_disability',
    'disabled',
    'country_of_birth',
    'citizenship',
    'NAME_FAMILY_STATUS',
    'geschlecht',
    'Familienstand',
    'sexe',
    'état civil',
    'estado_civil',
    'género',
    'sexo',
    'raça',
    'sesso',
    '性别',
    '婚姻状况',
    'race_2',
  ])('%s', (name) => {
    expect(soundOf(name)).toBe('protected');
  });

  it.each([
    'age',
    'AGE',
    'age_in_years',
    'ApplicantAge',
    'date_of_birth',
    'DOB',
    'birthYear',
    'edad',
    'idade',
    'âge',
    'Alter',
    '年龄',
  ])('as age: %s', (name) => expect(soundOf(name)).toBe('age'));

  it.each([
    'average_balance',
    'percentage',
    'mortgage',
    'account_age',
    'ageOfOldestTrade',
    'vehicle_age',
    'car_colour',
    'trace',
    'employment_status',
    'housing',
    'NumberOfTime30-59DaysPastDueNotWorse',
    'NumberOfDependents',
    'loan_purpose',
    'stage',
    'Essex branch',
    'unisex',
    'status_of_existing_checking_account',
    'months_since_opening',
  ])('and this does not: %s', (name) => expect(soundOf(name)).toBeUndefined());
});

describe('a column that sounds protected', () => {
  const columns = ['income', 'sex', 'age'];

  it('stops everything until it is declared', () => {
    const { findings } = sortByDeclaration(columns, nothing);
    expect(findings.map(({ column, action }) => [column, action])).toEqual([
      ['sex', 'refused'],
      ['age', 'refused'],
    ]);
  });

  it('is kept for the fairness tables alone when it is declared protected', () => {
    expect(sortByDeclaration(columns, { ...nothing, protected: ['sex', 'age'] })).toEqual({
      used: ['income'],
      protected: ['sex', 'age'],
      age: [],
      findings: [],
    });
  });

  it('is learned from when it is age and that is allowed, and the card is told', () => {
    const said = { ...nothing, protected: ['sex'], allowAge: true };
    expect(sortByDeclaration(columns, said)).toMatchObject({ used: ['income', 'age'], age: ['age'], findings: [] });
  });

  it('is learned from when it only sounds so, or for a benchmark', () => {
    const used = { used: columns, findings: [] };
    expect(sortByDeclaration(columns, { ...nothing, harmless: ['sex', 'age'] })).toMatchObject({ ...used, age: [] });
    expect(sortByDeclaration(columns, { ...nothing, benchmark: true })).toMatchObject({ ...used, age: ['age'] });
  });

  it('stays protected in a benchmark when it was declared so', () => {
    const said = { ...nothing, benchmark: true, protected: ['sex'] };
    expect(sortByDeclaration(columns, said)).toMatchObject({ used: ['income', 'age'], protected: ['sex'] });
  });
});

describe('a column is left out', () => {
  it.each([
    ['that is empty', numbers(many(60, () => Number.NaN)), 'is empty in every row'],
    ['that is the same everywhere', numbers(many(60, () => 7)), 'is the same in every row'],
    [
      'whose one word never changes',
      categoryColumn(
        'x',
        many(60, () => 'a'),
      ),
      'is the same in every row',
    ],
    ['that numbers the rows', numbers(many(100, (i) => i)), 'tells the rows apart'],
    ['that numbered the rows before some were taken out', numbers(many(700, (i) => spread(i))), 'tells the rows apart'],
    [
      'that is called an id, and never repeats',
      numbers(
        many(60, (i) => 1e9 + i * 7_654_321),
        'customer_id',
      ),
      'tells the rows apart',
    ],
    [
      'of texts that hardly repeat',
      categoryColumn(
        'x',
        many(100, (i) => `u${i % 95}`),
      ),
      'tells the rows apart',
    ],
  ])('%s', (_what, column, why) => {
    expect(uselessness(column)).toMatchObject({ action: 'left-out', says: expect.stringContaining(why) });
  });

  it.each([
    ['amounts that happen not to repeat', numbers(many(60, (i) => 100_000 + i * 7_654))],
    ['fractions', numbers(many(100, (i) => i / 10))],
    ['numbers that repeat', numbers(many(100, (i) => i % 90))],
    [
      'an id that repeats is a group',
      numbers(
        many(100, (i) => i % 20),
        'branch_id',
      ),
    ],
    [
      'a word that is sometimes missing',
      categoryColumn(
        'x',
        many(60, (i) => (i % 2 ? 'a' : '')),
      ),
    ],
    ['few rows', numbers(many(20, (i) => i))],
  ])('but not: %s', (_what, column) => expect(uselessness(column)).toBeUndefined());
});

describe('a column that knows the outcome', () => {
  const bad = many(1000, (i) => (spread(i) % 10 < 2 ? 1 : 0));

  it.each([
    ['as a threshold', numbers(bad.map((b, i) => (b ? 1000 : 0) + (i % 300)))],
    ['as a flag', numbers(bad)],
    [
      'as a word',
      categoryColumn(
        'x',
        bad.map((b, i) => (b ? 'written off' : i % 2 ? 'paid' : 'open')),
      ),
    ],
    ['by being missing', numbers(bad.map((b) => (b ? 5 : Number.NaN)))],
  ])('%s is refused', (_what, column) => {
    expect(leak(column, frame([column], bad))).toMatchObject({ kind: 'separates', action: 'refused' });
  });

  it('nearly is warned of, with its information value', () => {
    const column = numbers(bad.map((b, i) => (i % 12 === 0 ? 1 - b : b)));
    expect(leak(column, frame([column], bad))).toMatchObject({
      action: 'warning',
      says: expect.stringMatching(/^"x" has an information value of \d+\.\d\d, above 0\.5: was it known/),
    });
  });

  it('not at all is let through, also with hundreds of categories', () => {
    const noise = numbers(many(1000, (i) => (i * 7919) % 997));
    const words = categoryColumn(
      'x',
      many(1000, (i) => `c${(i * 7919) % 300}`),
    );
    for (const column of [noise, words]) expect(leak(column, frame([column], bad))).toBeUndefined();
  });

  it('is no column whose every value is rare: a few people of one kind are chance', () => {
    expect(
      separates(
        categoryColumn(
          'x',
          many(40, (i) => `c${i}`),
        ),
        Uint8Array.from(many(40, (i) => i % 2)),
      ),
    ).toBe(false);
  });

  it('has the information value that a hand computes', () => {
    // Goods 60 and 20, bads 5 and 15, each with two bads, the rarer outcome, and eight goods (80 : 20) added.
    const column = categoryColumn(
      'x',
      many(100, (i) => (i < 65 ? 'a' : 'b')),
    );
    const outcome = many(100, (i) => (i < 5 || i >= 85 ? 1 : 0));
    const woe = (good: number, rate: number) => Math.log((good + 8) / (rate + 2)) - Math.log(4);
    const value = (60 / 80 - 5 / 20) * woe(60, 5) + (20 / 80 - 15 / 20) * woe(20, 15);
    expect(quickValue(column, frame([column], outcome))).toBeCloseTo(value, 12);
  });
});

describe('the guard', () => {
  it('passes on what may be learned from, sets aside what is protected, and says all it found', () => {
    const bad = many(1000, (i) => (spread(i) % 10 < 2 ? 1 : 0));
    const columns = [
      numbers(
        many(1000, (i) => i),
        'row',
      ),
      numbers(
        many(1000, (i) => i % 40),
        'income',
      ),
      numbers(bad, 'written_off'),
      categoryColumn(
        'sex',
        many(1000, (i) => (i % 2 ? 'f' : 'm')),
      ),
    ];
    const guarded = guard(frame(columns, bad), { ...nothing, protected: ['sex'] });
    expect(guarded.frame.columns.map(({ name }) => name)).toEqual(['income', 'written_off']);
    expect(guarded.protected.map(({ name }) => name)).toEqual(['sex']);
    expect(guarded.findings.map(({ column, kind, action }) => [column, kind, action])).toEqual([
      ['row', 'identifier', 'left-out'],
      ['written_off', 'separates', 'refused'],
    ]);
  });
});
