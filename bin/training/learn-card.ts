import * as z from 'zod';
import { toCard } from '../../lib/learning/card/to-card.ts';
import { learn } from '../../lib/learning/fit.ts';
import type { Fitted } from '../../lib/learning/fitted.ts';
import type { FitOptions } from '../../lib/learning/options.ts';
import { refinedBaseline } from '../../lib/learning/prior/baseline.ts';
import { refineCard } from '../../lib/learning/prior/refine-card.ts';
import { trainingBaseline } from '../../lib/learning/validation/score-frame.ts';
import type { DictionaryFile } from '../../lib/schemas/dictionary.ts';
import type { ScorecardFile } from '../../lib/schemas/scorecard.ts';
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import { Problem } from '../../local/problem.ts';
import manifest from '../../package.json' with { type: 'json' };
import type { Prepared } from './prepare.ts';
import type { TrainingData } from './read-training.ts';

const Columns = z.record(z.string(), z.string());

export interface LearnedCard {
  fitted: Fitted;
  card: ScorecardFile;
  dictionary: DictionaryFile;
}

export interface CardName {
  id: string;
  version: string;
  title: string;
}

/**
 * Learns a card from data that was looked at. What comes out has been through the loader that the service has, and keeps
 * the distribution of the people it was learned from, by which drift is measured later.
 */
export function learnCard(
  { source, missing }: TrainingData,
  { frame, age, columns, words, prior }: Prepared,
  options: Pick<FitOptions, 'fit' | 'bins' | 'pairs' | 'seed'>,
  name: CardName,
  benchmarkOnly: boolean,
): LearnedCard {
  const pdo = prior?.prior.card.scale.odds?.pdo;
  const fitted = learn(frame, { ...options, columns, ...(prior && { prior: { pdo } }) });
  if (fitted.characteristics.length === 0)
    throw new Problem(
      `no column of ${source.file} says anything of the outcome of its ${fitted.rows} rows`,
      'learn from more people, or from other columns',
    );
  const protectedColumns = Object.fromEntries(age.map((column) => [column, 'age' as const]));
  const provenance = { program: { name: manifest.name, version: manifest.version }, source, missing };
  const categories = Object.fromEntries(
    frame.columns.flatMap((column) => (column.kind === 'category' ? [[column.name, column.labels]] : [])),
  );
  const said = { ...name, protectedColumns, words, categories, benchmarkOnly, provenance };
  const { card, dictionary } =
    prior === undefined ? toCard(fitted, said) : refineCard(fitted, prior.prior, prior.links, said);
  const ready = loadScorecard(card, loadDictionary(dictionary));
  const columnOf = Columns.parse({ ...Object(card.provenance.columns), ...Object(card.provenance.measured) });
  const baseline =
    prior === undefined
      ? trainingBaseline(ready, frame, (column) => Object.keys(columnOf).find((fact) => columnOf[fact] === column))
      : refinedBaseline(ready, frame, ({ id, factName }) => columnOf[id] ?? columnOf[factName]);
  return { fitted, dictionary, card: { ...card, provenance: { ...card.provenance, baseline } } };
}
