import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMapping } from '../../bin/import/mapping.ts';
import { type ValidateFile, validateFile } from '../../bin/scoring/validate-file.ts';
import { inWords } from '../../bin/scoring/validation-text.ts';
import { categoryColumn, type Frame } from '../../lib/learning/frame.ts';
import { trainingBaseline } from '../../lib/learning/validation/score-frame.ts';
import { german } from '../support/builders.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';
import { write } from './import-support.ts';
import { AS_OF, shop } from './score-support.ts';
import { complaint } from './training-support.ts';

const ABSENT = ['verified', 'jobSince'];

function validated(content: string, options: Partial<ValidateFile> = {}) {
  return validateFile({
    card: shop().card,
    data: write(temporaryDirectory(), 'people.csv', content),
    target: 'bad',
    weights: undefined,
    other: undefined,
    protected: [],
    cutOff: undefined,
    asOf: AS_OF,
    mapping: undefined,
    absent: ABSENT,
    consents: [],
    strict: false,
    delimiter: ',',
    ...options,
  });
}

/** Person i of a shop whose goods earn more; the sexes alternate, and the second half are tenants. */
function person(i: number) {
  const bad = i % 5 === 0 ? 1 : 0;
  return { bad, income: ((i * 37) % 200) + (bad ? 0 : 150), housing: i % 2 ? 'own' : 'rent', sex: i % 3 ? 'f' : '=m' };
}
const people = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => person(from + i));
const csvOf = (list: ReturnType<typeof people>) =>
  `bad,income,housing,sex\n${list.map(({ bad, income, housing, sex }) => `${bad},${income},${housing},${sex}\n`).join('')}`;
function frameOf(list: ReturnType<typeof people>): Frame {
  const values = Float64Array.from(list, ({ income }) => income);
  const housing = categoryColumn(
    'housing',
    list.map((it) => it.housing),
  );
  return {
    rows: list.length,
    bad: Uint8Array.from(list, ({ bad }) => bad),
    columns: [{ name: 'income', kind: 'number', values }, housing],
  };
}

describe('a validation', () => {
  it('says the plain figures under plain names', async () => {
    // Scores 620, 580 good; 540, 580 bad: of four pairs three are right and one is a tie.
    const found = await validated('bad,income,housing\n0,250,own\n0,250,rent\n1,50,own\n1,50,rent\n');
    expect(found).toMatchObject({ n: 4, bad: 2, badRate: 0.5, auc: 0.875, gini: 0.75, unscorable: 0, refused: 0 });
    // Half the bads are below the lowest good: approving from 580 on keeps them furthest apart.
    expect([found.ks, found.bands.map(({ n }) => n)]).toEqual([0.5, [3, 1]]);
  });

  it('states losses by the chances that the card states: 9 to 1 at 600, twice as good every 40 points', async () => {
    const found = await validated('bad,income,housing\n0,250,own\n1,50,rent\n');
    const chance = (score: number) => 1 / (1 + 9 * 2 ** ((score - 600) / 40));
    const [good, bad] = [chance(620), chance(540)];
    expect(found.bands.map(({ n }) => n)).toEqual([1, 1]);
    expect(found.brier).toBeCloseTo((good ** 2 + (1 - bad) ** 2) / 2, 12);
    expect(found.logLoss).toBeCloseTo(-(Math.log(1 - good) + Math.log(bad)) / 2, 12);
  });

  it('says nothing of chances or of drift where the card knows nothing of them', async () => {
    const found = await validated(csvOf(people(0, 200)), { card: shop({ kind: 'learned' }).card });
    expect(found.stability).toBeNull();
    expect(found.against).toBeNull();
    expect(found.fairness).toEqual([]);
  });

  it('finds the people it was learned from stable, and others drifted, by score and by characteristic', async () => {
    const { card } = shop();
    const baseline = trainingBaseline(card, frameOf(people(0, 2000)), (column) => column);
    expect(baseline).toMatchObject({ n: 2000, badRate: 0.2 });
    const known = shop({ provenance: { baseline } }).card;
    const same = await validated(csvOf(people(0, 2000)), { card: known });
    expect(same.stability).toMatchObject({ learnedFrom: 2000, people: 2000, score: { psi: 0 } });
    expect(same.stability!.characteristics.map(({ id, psi }) => [id, psi])).toEqual([
      ['income', 0],
      ['housing', 0],
      ['verified', 0],
      ['jobSince', 0],
    ]);
    const poorer = people(0, 2000).map((it) => ({ ...it, income: it.income / 2 }));
    const drifted = (await validated(csvOf(poorer), { card: known })).stability!;
    const [income, housing] = drifted.characteristics;
    expect(income!.psi).toBeGreaterThan(0.25);
    expect(drifted.score.psi).toBeGreaterThan(drifted.score.chance);
    expect(housing!.psi).toBe(0);
  });

  it('compares with another card on the people whom both can score', async () => {
    const reversed = shop({ id: 'other', coverageFloor: 0.4 }).card;
    const content = `${csvOf(people(0, 400))}0,250,\n`.replace('0,250,\n', '0,250,,f\n');
    const found = await validated(content, { other: reversed, cutOff: 600 });
    expect(found.n).toBe(401);
    expect(found.against).toMatchObject({ card: 'other 1', n: 400, difference: 0, p: 1 });
    expect(found.against!.swapSet).toMatchObject({ swappedIn: { n: 0 }, swappedOut: { n: 0 } });
  });

  it('shows how groups fare at the cut-off, and marks those of too few people', async () => {
    const unfair = people(0, 900).map((it) => ({ ...it, income: it.sex === 'f' ? it.income : it.income * 0.6 }));
    const few = people(0, 20).map((it) => ({ ...it, sex: '' }));
    const found = await validated(csvOf([...unfair, ...few]), { protected: ['sex'], cutOff: 600 });
    const [women, men, unknown] = found.fairness[0]!.groups;
    expect([women!.group, men!.group, unknown!.group]).toEqual(['f', '=m', '(missing)']);
    expect(women).toMatchObject({ n: 600, ratio: 1, underFourFifths: false, few: false });
    expect(men).toMatchObject({ n: 300, underFourFifths: true, few: false });
    expect(men!.ratio).toBeCloseTo(men!.approved / women!.approved, 12);
    expect(unknown).toMatchObject({ n: 20, ratio: null, underFourFifths: false, few: true });
  });

  it('groups ages by what the law and lenders distinguish', async () => {
    const rows = people(0, 200).map(({ bad, income, housing }, i) => `${bad},${income},${housing},${20 + (i % 50)}\n`);
    const found = await validated(`bad,income,housing,age\n${rows.join('')}`, { protected: ['age'] });
    expect(found.fairness[0]!.groups.map(({ group, n }) => [group, n])).toEqual([
      ['40 to under 62', 88],
      ['25 to under 40', 60],
      ['62 and over', 32],
      ['under 25', 20],
    ]);
  });

  it('counts a row of weight 2 as two people, and one of weight 0 as nobody', async () => {
    const rows = people(0, 100).map(({ bad, income, housing }, i) => ({
      line: `${bad},${income},${housing}`,
      weight: i % 3,
    }));
    const weighted = rows.map(({ line, weight }) => `${line},${weight}\n`).join('');
    const repeated = rows.map(({ line, weight }) => `${line}\n`.repeat(weight)).join('');
    const a = await validated(`bad,income,housing,w\n${weighted}`, { weights: 'w' });
    const b = await validated(`bad,income,housing\n${repeated}`);
    const plain = (found: typeof a) => [found.n, found.auc, found.ks, found.brier, found.logLoss, found.bands];
    expect(plain(a)).toEqual(
      JSON.parse(JSON.stringify(plain(b)), (_, value) =>
        typeof value === 'number' ? expect.closeTo(value, 12) : value,
      ),
    );
  });

  it('leaves out whom the card cannot score or the API would refuse, and says how many', async () => {
    const content = `${csvOf(people(0, 50))}0,,,f\n1,5000,own,f\n0,100,castle,f\n`;
    const found = await validated(content);
    expect(found).toMatchObject({ n: 51, unscorable: 1, refused: 1, unseen: { housing: 1 } });
    expect(inWords(found)).toContain('51 people, 19.6 % bad, without 1 unscorable and 1 refused\n');
  });

  it.each([
    ['one class only', 'bad,income,housing\n0,1,own\n0,2,own\n', 'in all 2 rows of people.csv the target "bad" is 0'],
    ['no outcome', 'income,housing\n1,own\n', 'has no column "bad"'],
    [
      'nobody whom the card can score',
      'bad,income,housing\n0,,\n1,,\n',
      'none of the 2 rows of people.csv could be scored',
    ],
    ['a ragged row', 'bad,income,housing\n0,1\n', 'row 0 (line 2) has 2 cells, the header 3'],
  ])('of a file with %s is refused', async (_what, content, message) => {
    expect(await complaint(validated(content))).toContain(message);
  });

  it('in words shows no control character of the data, which a terminal would obey', async () => {
    const content = csvOf(people(0, 100)).replaceAll('=m', '\u001b[2Jm');
    const text = inWords(await validated(content, { protected: ['sex'] }));
    expect(text).not.toContain('\u001b');
    expect(text).toContain('?[2Jm');
  });
});

describe('tahini validate', () => {
  const directoryWith = () => {
    const directory = temporaryDirectory();
    const { card, dictionary } = shop().files;
    write(directory, 'card.dictionary.json', JSON.stringify(dictionary));
    return [
      ...['--card', write(directory, 'card.json', JSON.stringify(card))],
      ...['--data', write(directory, 'test.csv', csvOf(people(0, 500)))],
      ...['--target', 'bad', '--absent', ABSENT.join(',')],
    ];
  };

  it('prints one JSON document', async () => {
    const { code, output, errors } = await tahini(['validate', ...directoryWith(), '--json', '--protected', 'sex'])
      .ended;
    expect([code, errors]).toEqual([0, '']);
    const document = JSON.parse(output);
    for (const key of ['auc', 'gini', 'ks', 'brier', 'logLoss', 'n']) expect(document[key], key).toBeTypeOf('number');
    expect(document).toMatchObject({
      n: 500,
      bad: 100,
      cutOff: { chosen: 'approves 80 %' },
      fairness: [{ column: 'sex' }],
    });
  });

  it('prints tables for people', async () => {
    const { output } = await tahini(['validate', ...directoryWith()]).ended;
    for (const part of [
      '500 people, 20.0 % bad',
      'AUC 0.',
      'chance of bad',
      'band',
      'stability: the card keeps no baseline',
    ])
      expect(output).toContain(part);
  });

  it('wants to know the outcome', async () => {
    expect(await tahini(['validate', '--card', 'c.json', '--data', 'd.csv']).ended).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/^tahini: --target is missing\n {2}tahini validate --card card.json .*\n.*--help/),
    });
  });

  it.skipIf(!existsSync('../shared/data/german.csv'))('finds on German Credit what its README tells', async () => {
    const found = await validated('', {
      card: german.card,
      data: '../shared/data/german.csv',
      mapping: readMapping('examples/german-credit/mapping.json'),
      absent: [],
      protected: ['foreign_worker'],
    });
    expect(found.auc).toBeCloseTo(0.737, 3);
    expect(found.brier).toBeNull();
    expect(found.calibration).toBeNull();
    expect(found.bands.map(({ n, badRate }) => [n, Math.round(100 * badRate!)])).toEqual([
      [25, 48],
      [65, 62],
      [193, 46],
      [238, 39],
      [479, 14],
    ]);
  });
});
