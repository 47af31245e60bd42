import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { report } from '../../bin/report/report.ts';
import { count, fixed, percent, shown } from '../../bin/report/words.ts';
import { type HeldOutFigures, heldOutFiguresIn } from '../../lib/scorecards/held-out-figures.ts';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';
import { write } from './import-support.ts';
import { elementsOf, HOSTILE, judged, learned, people, textOf } from './report-support.ts';

type Shop = Awaited<ReturnType<typeof makeShop>>;
let made: Promise<Shop> | undefined;

/** A card that was just learned, and judged on a file against itself. */
async function makeShop() {
  const card = await learned(people(1500));
  return { card, file: await judged(card.card, people(900), ['sex'], card.card) };
}

function shop(): Promise<Shop> {
  made ??= makeShop();
  return made;
}

const SECTIONS = [
  'Model inventory',
  'What the model is, and how to read it',
  'Assumptions and limits',
  'Discrimination',
  'Calibration',
  'Scores and bands',
  'Characteristics',
  'The points table',
  'Pairs of characteristics',
  'Reason codes',
  'Stability',
  'Fairness',
  'Against another card',
  'Sign-off',
];

describe('a committee that reads the report', () => {
  it('finds every section, by number and by the table of contents', async () => {
    const { file } = await shop();
    const text = textOf(file.html);
    SECTIONS.forEach((title, at) => {
      expect(text).toContain(`${at + 1} ${title}`);
    });
    const ids = [...file.html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    const links = [...file.html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('reads the very figures that --json prints', async () => {
    const directory = temporaryDirectory();
    const [train, test] = [write(directory, 'train.csv', people(1500)), write(directory, 'test.csv', people(900))];
    const [out, html] = [join(directory, 'card.json'), join(directory, 'report.html')];
    const common = ['--target', 'bad', '--protected', 'sex', '--json', '--report', html];
    const made = await tahini(['train', '--data', train, '--out', out, '--fit', 'woe', ...common]).ended;
    const { crossValidated } = JSON.parse(made.output);
    const training = textOf(readFileSync(html, 'utf8'));
    for (const figure of figuresOf(crossValidated)) expect(training).toContain(figure);
    expect(training).toContain('Discrimination, cross-validated');
    const { provenance } = JSON.parse(readFileSync(out, 'utf8'));
    const kept = heldOutFiguresIn(provenance)!;
    for (const name of ['n', 'auc', 'gini', 'ks', 'ksAt', 'logLoss', 'brier'] as const)
      expect(kept[name], name).toBeCloseTo(crossValidated[name], 6);
    const approvals = ({ fairness }: Pick<HeldOutFigures, 'fairness'>) =>
      fairness.flatMap(({ column, groups }) =>
        groups.map(({ group, approved }) => [column, group, approved.toFixed(5)]),
      );
    expect(approvals(kept)).toEqual(approvals(crossValidated));
    const ended = await tahini(['validate', '--card', out, '--data', test, ...common]).ended;
    const found = JSON.parse(ended.output);
    const text = textOf(readFileSync(html, 'utf8'));
    for (const figure of [...figuresOf(found), found.data.sha256, found.card.hash]) expect(text).toContain(figure);
    for (const { id, psi } of found.stability.characteristics) expect(text).toContain(` ${id} ${fixed(psi, 4)} `);
  });

  it('finds no figures in a card without a report, nor where they cannot be those of one', async () => {
    const { provenance } = (await shop()).card.card.file;
    const kept = heldOutFiguresIn(provenance);
    expect(kept?.n).toBe(1500);
    const odd = [undefined, 'yes', [], { ...kept, auc: 1.2 }, { ...kept, bands: 7 }];
    for (const heldOut of odd) expect(heldOutFiguresIn({ ...provenance, heldOut })).toBeUndefined();
  });

  it('reads of held-out people, and is told so, when the card was just learned', async () => {
    const { card } = await shop();
    expect(card.crossValidated.n).toBe(1500);
    expect(textOf(card.html)).toContain('Every person is judged by a table that never saw them.');
  });

  it('cannot overlook a card that is for benchmarks only', async () => {
    const { file } = await shop();
    const { html } = await learned(people(800), [], true);
    expect(html.slice(html.indexOf('<header>'))).toMatch(/^<header><p class="benchmark" role="alert">/);
    expect(file.html).not.toContain('role="alert"');
  });

  it('is told what the data say against the card', async () => {
    const { card } = await shop();
    const poor = await judged(card.card, people(90).replaceAll('"own"', '"boat"'));
    const text = textOf(poor.html);
    expect(text).toMatch(/Answer this Only \d+ people of the rarer outcome/);
    expect(text).toMatch(/\d+ cells of housing hold categories that the dictionary does not know/);
    expect(text).toContain('nobody said where they belong');
    expect(textOf((await judged(card.card, people(90), [])).html)).toContain('Fairness was not measured');
  });

  it('gets the same bytes for the same people', async () => {
    const { card, file } = await shop();
    expect((await learned(people(1500))).html).toBe(card.html);
    expect((await judged(card.card, people(900), ['sex'], card.card)).html).toBe(file.html);
  });

  it('gets a page that loads nothing and runs nothing', async () => {
    const { file } = await shop();
    expect(file.html).toMatch(/content="default-src &#39;none&#39;; style-src &#39;sha256-[^&]+&#39;;/);
    const active = /^(script|iframe|img|link|object|embed|form|foreignobject)|\s(on|src|style)/i;
    expect(elementsOf(file.html).filter((element) => active.test(element))).toEqual([]);
    expect(file.html.replace('<!doctype html>', '')).not.toMatch(/https?:|url\(|@import/);
  });
});

function figuresOf(found: Shop['file']['found']): string[] {
  const { auc, aucInterval, gini, ks, brier, logLoss, calibration, bands, fairness, n } = found;
  return [
    `AUC ${fixed(auc, 4)} (95 %: ${fixed(aucInterval.low, 4)} to ${fixed(aucInterval.high, 4)})`,
    `Gini ${fixed(gini, 4)}`,
    `KS ${fixed(ks, 4)}`,
    `People ${count(n)}`,
    `Brier score ${fixed(brier, 5)}`,
    `Log-loss ${fixed(logLoss, 5)}`,
    `z = ${fixed(calibration!.z, 2)}`,
    ...calibration!.table.map((row) => `${count(row.n)} ${percent(row.stated, 2)} ${percent(row.happened, 2)}`),
    ...bands.map((band) => `${band.from} ${count(band.n)} ${percent(band.share)}`),
    ...fairness[0]!.groups.map((group) => `${group.group} ${count(group.n)} ${percent(group.approved)}`),
  ];
}

/** Every text of the input that may come from data or from a card's author. */
function withText({ card, file: { found } }: Shop, text: string): string {
  const { dictionary, file: own } = card.card;
  const facts = dictionary.facts.map((fact) => ({ ...fact, label: { en: text, zh: text } }));
  const rows = own.characteristics.map((row) => ({
    ...row,
    reason: { en: text, zh: text },
    bins: row.bins.map((bin) => ('categories' in bin ? { ...bin, categories: [text, text] } : bin)) as typeof row.bins,
  }));
  const provenance = {
    ...own.provenance,
    method: text,
    [text]: { [text]: text },
    dropped: [{ column: text, why: text, informationValue: 0 }],
  };
  const bands = own.bands.map((band) => ({ ...band, label: { en: text, zh: text } }));
  const changed = { ...own, title: text, version: text, characteristics: rows, provenance, bands };
  return report({
    on: 'file',
    card: { ...card.card, version: text, file: changed, dictionary: { ...dictionary, facts } },
    found: {
      ...found,
      against: { ...found.against!, card: text },
      fairness: found.fairness.map(({ groups }) => ({
        column: text,
        groups: groups.map((group) => ({ ...group, group: text })),
      })),
    },
    data: { file: text, sha256: text, target: text },
    refused: 1,
    unseen: { [text]: 1 },
    notes: [text],
    program: text,
  });
}

describe('a text of the data', () => {
  const pieces = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
  const texts = fc.array(pieces, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(''));

  it('brings no element and no attribute into the page, whatever it holds', async () => {
    const both = await shop();
    const harmless = elementsOf(withText(both, 'harmless'));
    fc.assert(
      fc.property(texts, (text) => {
        const page = withText(both, text);
        expect(elementsOf(page)).toEqual(harmless);
        expect(page).not.toMatch(/(?![\n\u200c\u200d])[\p{Cc}\p{Cf}]/u);
        expect(page.isWellFormed()).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it.each([0, 3, 6, 8])('harms nothing as a column, a category or a group of a file: %i', async (at) => {
    const names = HOSTILE.slice(at, at + 3);
    const hostile = people(600, [`${HOSTILE[at]}1`, `${HOSTILE[at + 1]}2`], names);
    // A file on disk holds no lone surrogates, and who reads a CSV trims.
    const aside = [Buffer.from(names[2]!).toString().trim()];
    const { html, card } = await learned(hostile, aside);
    const known = new Set(elementsOf(withText(await shop(), 'harmless')));
    for (const page of [html, (await judged(card, hostile, aside)).html])
      expect(elementsOf(page).filter((element) => !known.has(element))).toEqual([]);
  });

  it('is shown whole where it can be, named where it cannot be seen, and cut where it is too long', () => {
    expect(shown('A11, Bürgschaft 担保')).toBe('A11, Bürgschaft 担保');
    expect(shown('a\u202eb\u0000\n')).toBe('a[U+202E]b[U+0000][U+000A]');
    expect(shown('x'.repeat(10_000))).toBe(`${'x'.repeat(120)}… (10,000 characters)`);
  });
});
