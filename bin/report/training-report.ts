import { loadDictionary, loadScorecard } from '../../lib/scorecards/load.ts';
import type { CrossValidated } from '../training/cross-validate.ts';
import type { Prepared } from '../training/prepare.ts';
import type { TrainingData } from '../training/read-training.ts';
import { programVersion } from './program.ts';
import { report } from './report.ts';

/** The report on a card that was just learned, as HTML. */
export function trainingReport(
  { card: file, dictionary, crossValidated: found }: CrossValidated,
  { notes }: Prepared,
  { source }: TrainingData,
  target: string,
): string {
  const card = loadScorecard(file, loadDictionary(dictionary));
  const data = { file: source.file, sha256: source.sha256, target };
  return report({ on: 'held-out', card, found, data, refused: 0, unseen: {}, notes, program: programVersion() });
}
