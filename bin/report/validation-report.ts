import type { Scorecard } from '../../lib/scoring/model.ts';
import type { FileValidation } from '../scoring/validate-file.ts';
import { programVersion } from './program.ts';
import { report } from './report.ts';

/** The report on a card that was judged on the people of a file. */
export function validationReport(card: Scorecard, found: FileValidation): string {
  const { data, refused, unseen } = found;
  return report({ on: 'file', card, found, data, refused, unseen, notes: [], program: programVersion() });
}
