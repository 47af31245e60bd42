import { missing, parse, UsageError } from '../command.ts';
import { help } from '../help/validate.ts';
import { Progress } from '../import/progress.ts';
import { validationReport } from '../report/validation-report.ts';
import { loadCard } from '../scoring/artefacts.ts';
import { COMMON, filesOfCard, listOf, readCommon, refuseOverwriting } from '../scoring/options.ts';
import { outputTrouble } from '../scoring/trouble.ts';
import { validateFile } from '../scoring/validate-file.ts';
import { inWords } from '../scoring/validation-text.ts';
import { refuseUnwritable } from '../training/artefact-files.ts';
import { writeWhole } from '../whole-file.ts';

const OPTIONS = {
  ...COMMON,
  target: { type: 'string' },
  weights: { type: 'string' },
  against: { type: 'string' },
  'against-dictionary': { type: 'string' },
  protected: { type: 'string', default: '' },
  cutoff: { type: 'string' },
  report: { type: 'string' },
} as const;

export async function run(args: string[]): Promise<void> {
  const values = parse(args, OPTIONS);
  const { card: given, data, target, weights, against, cutoff, report } = values;
  if (given === undefined || data === undefined || target === undefined)
    throw missing({ card: given, data, target }, help.usage[0]);
  const { cardFile, dictionaryFile, ...common } = readCommon({ ...values, card: given, data });
  const otherDictionary = values['against-dictionary'] ?? dictionaryFile;
  refuseOverwriting(
    {
      ...filesOfCard(cardFile, dictionaryFile),
      ...(against !== undefined && filesOfCard(against, otherDictionary, '--against')),
      '--data': data,
      '--mapping': values.mapping,
    },
    { '--report': report },
  );
  if (report !== undefined) refuseUnwritable('--report', report);
  const cutOff = cutoff === undefined ? undefined : Number(cutoff.trim() || Number.NaN);
  if (cutOff !== undefined && !Number.isFinite(cutOff)) throw new UsageError('--cutoff takes a score');
  const card = loadCard(cardFile, dictionaryFile);
  const other = against === undefined ? undefined : loadCard(against, otherDictionary, '--against');
  const progress = new Progress(process.stderr);
  const onNote = (note: string) => progress.say(`validate: ${note}`);
  try {
    const onProgress = progress.update.bind(progress);
    const groups = listOf(values.protected);
    const found = await validateFile({
      ...common,
      card,
      other,
      target,
      weights,
      cutOff,
      protected: groups,
      onProgress,
      onNote,
    });
    progress.clear();
    if (report !== undefined) writeWhole({ [report]: validationReport(card, found) });
    const { id, version, hash } = card;
    console.log(values.json ? JSON.stringify({ card: { id, version, hash }, ...found }) : inWords(found));
    if (report !== undefined && !values.json) console.log(`\nreport: ${report}`);
  } catch (error) {
    progress.clear();
    throw outputTrouble(error);
  }
}
