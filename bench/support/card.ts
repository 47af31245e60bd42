import dictionaryFile from '../../lib/scorecards/dictionary.json' with { type: 'json' };
import scorecardFile from '../../lib/scorecards/expert.json' with { type: 'json' };
import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';

/** The dictionary and the card that ship. */
export const dictionary = loadDictionary(dictionaryFile);
export const card = loadScorecard(scorecardFile, dictionary);

/** The shipped card without the characteristics that are folded out of months. */
export function withoutMonths() {
  const file = card.file;
  const characteristics = file.characteristics.filter(({ fold }) => fold === undefined);
  const only = (points: Record<string, number>) =>
    Object.fromEntries(characteristics.map(({ id }) => [id, points[id]]));
  const { population, cutoff, source } = file.baselines;
  // An expert card must spend its scale exactly, a learned one need not; how a card is scored is the same.
  return loadScorecard(
    {
      ...file,
      kind: 'learned',
      scale: { ...file.scale, odds: { pdo: 40, baseScore: 600, baseOdds: 20 } },
      calibration: { slope: 1, intercept: 0 },
      characteristics,
      baselines: { source, population: only(population), cutoff: only(cutoff) },
    },
    dictionary,
  );
}
