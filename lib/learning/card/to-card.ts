import type { DictionaryFile } from '../../schemas/dictionary.ts';
import { DIMENSIONS } from '../../schemas/dictionary.ts';
import type { CharacteristicFile, ScorecardFile } from '../../schemas/scorecard.ts';
import expert from '../../scorecards/expert.json' with { type: 'json' };
import { contentHash } from '../../scorecards/load.ts';
import type { Fitted } from '../fitted.ts';
import { dictionaryOf } from './dictionary.ts';
import { factNames } from './names.ts';
import type { CardOptions } from './options.ts';
import { provenanceOf } from './provenance.ts';
import { baselinesOf, pairOf, rowOf } from './rows.ts';
import { factorOf, rounded, scaleFor } from './scale.ts';

export interface Artefacts {
  dictionary: DictionaryFile;
  card: ScorecardFile;
}

/** A fitted table as the two files that the service serves: the facts it asks for, and their points. */
export function toCard(fitted: Fitted, options: CardOptions): Artefacts {
  const { characteristics, pairs, intercept, calibration } = fitted;
  if (characteristics.length === 0) throw new RangeError('no column says anything of the outcome: there is no card');
  const names = factNames(characteristics.map(({ column }) => column));
  const dictionary = dictionaryOf(characteristics, names, options);
  const scale = scaleFor(fitted, options.scale);
  const factor = factorOf(scale);
  const { pdo, baseScore, baseOdds, min, max } = scale;
  const rows = characteristics.map((row) => rowOf(row, names.get(row.column)!, factor, options));
  const card: ScorecardFile = {
    schema: 1,
    id: options.id,
    version: options.version,
    kind: 'learned',
    title: options.title,
    dictionary: { id: dictionary.id, hash: contentHash(dictionary) },
    scale: {
      min,
      max,
      offset: rounded(baseScore + factor * (intercept - Math.log(baseOdds))),
      odds: { pdo, baseScore, baseOdds },
    },
    // How far sources are believed is no question of these outcomes: as on the expert card.
    bands: expert.bands,
    reliability: expert.reliability,
    credibility: expert.credibility,
    staleBelow: expert.staleBelow,
    // Missing is a cell with outcomes of its own here, so that nobody is without a score for want of facts.
    coverageFloor: 0,
    dimensions: dimensionsOf(rows, options),
    usesAge: Object.values(options.protectedColumns ?? {}).includes('age'),
    benchmarkOnly: options.benchmarkOnly ?? false,
    characteristics: rows,
    pairs: pairs.map((pair) => pairOf(pair, names, factor, options)),
    calibration: {
      slope: fixed(calibration.slope),
      intercept: fixed(calibration.intercept),
      bend: fixed(calibration.bend),
      at: fixed(calibration.at),
    },
    baselines: baselinesOf(characteristics, names, factor),
    defaultBaseline: 'population',
    provenance: provenanceOf(fitted, names, options),
  };
  return { dictionary, card };
}

const fixed = (value: number) => Math.round(value * 1e6) / 1e6 + 0;

/** On a learned card the share of a dimension is what its characteristics' points come to. */
export function dimensionsOf(
  rows: readonly CharacteristicFile[],
  { consents = {} }: Pick<CardOptions, 'consents'>,
): ScorecardFile['dimensions'] {
  const width = (dimension: string) =>
    rows
      .filter((row) => row.dimension === dimension)
      .map(({ bins }) => bins.map(({ points }) => points))
      .reduce((sum, points) => sum + Math.max(...points) - Math.min(...points), 0);
  const all = DIMENSIONS.reduce((sum, dimension) => sum + width(dimension), 0);
  const entries = DIMENSIONS.map((dimension) => {
    const consent = consents[dimension] ?? (dimension === 'socialRelationships' ? dimension : undefined);
    const share = all === 0 ? 0 : Math.round((1000 * width(dimension)) / all) / 1000;
    return [dimension, { share, ...(consent === undefined ? {} : { consent }), source: 'range of the learned points' }];
  });
  return Object.fromEntries(entries);
}
