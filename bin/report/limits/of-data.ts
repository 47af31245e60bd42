import { SUSPICIOUS } from '../../../lib/learning/guards/leaks.ts';
import { html } from '../html.ts';
import { count, fixed, list, percent, said } from '../words.ts';
import { type Limit, type Look, note, serious } from './limit.ts';

/** Fewer of the rarer outcome, and figures and bins are shaky. */
const FEW = 500;
const VERY_FEW = 100;
/** From this share on, what a characteristic says is mostly that it is not known. */
const OFTEN_MISSING = 0.2;
/** Fewer people than this in a bin say little of its points. */
const SMALL_CELL = 30;

export const fewPeople: Look = ({ found }) => {
  const rarer = Math.min(found.bad, found.n - found.bad);
  if (rarer >= FEW) return [];
  const { low, high } = found.aucInterval;
  const says = html`Only ${count(rarer)} people of the rarer outcome: the AUC is known no better than ${fixed(low, 3)} to ${fixed(high, 3)}.`;
  return [rarer < VERY_FEW ? serious(says) : note(says)];
};

export const notJudged: Look = ({ found, refused, unseen }) => [
  ...(found.unscorable > 0
    ? [note(html`${count(found.unscorable)} people could not be scored and are in none of the figures.`)]
    : []),
  ...(refused > 0
    ? [
        serious(
          html`${count(refused)} rows were refused by the rules of the data dictionary and are in none of the figures.`,
        ),
      ]
    : []),
  ...Object.entries(unseen).map(([column, cells]) =>
    note(html`${count(cells)} cells of ${said(column)} hold categories that the dictionary does not know.`),
  ),
];

export const missing: Look = (_, characteristics) =>
  characteristics.flatMap(({ name, cells, people }) => {
    const share = cells.at(-1)!.n / people;
    return share < OFTEN_MISSING ? [] : [note(html`${said(name)} is missing for ${percent(share)} of the people.`)];
  });

export const tooGood: Look = (_, characteristics) =>
  characteristics.flatMap(({ name, informationValue }) =>
    informationValue <= SUSPICIOUS
      ? []
      : [
          serious(
            html`${said(name)} has an information value of ${fixed(informationValue, 2)}, above ${SUSPICIOUS}: was it known before the outcome was?`,
          ),
        ],
  );

/** Points that run against what happened to these people. */
export const againstOutcomes: Look = ({ found }, characteristics) =>
  characteristics.flatMap(({ name, cells, people }): Limit[] => {
    const mean = cells.reduce((sum, { n, points }) => sum + n * points, 0) / people;
    const spread = cells.reduce((sum, { n, points }) => sum + n * (points - mean) ** 2, 0);
    const slope = cells.reduce((sum, { n, bad, points }) => sum + (bad - n * found.badRate) * (points - mean), 0);
    // In standard errors of the bads' mean points.
    const z = slope / Math.sqrt(found.badRate * (1 - found.badRate) * spread);
    return z > 1.645
      ? [serious(html`${said(name)}: in these data, those with more points turned out worse (z = ${fixed(z, 1)}).`)]
      : [];
  });

export const smallCells: Look = (_, characteristics) => {
  const small = characteristics.flatMap(({ name, cells }) =>
    cells
      .filter(({ n, points }) => n > 0 && n < SMALL_CELL && Math.abs(points) > 0.5)
      .map(({ mark }) => html`${said(name)}, bin ${mark}`),
  );
  return small.length === 0 ? [] : [note(html`Bins with points and fewer than ${SMALL_CELL} people: ${list(small)}.`)];
};
