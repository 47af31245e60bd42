import { writeFileSync } from 'node:fs';
import { parse, UsageError } from '../command.ts';
import { Progress } from '../import/progress.ts';
import { validationReport } from '../report/validation-report.ts';
import { loadCard } from '../scoring/artefacts.ts';
import { COMMON, COMMON_USAGE, filesOfCard, listOf, readCommon, refuseOverwriting } from '../scoring/options.ts';
import { outputTrouble } from '../scoring/trouble.ts';
import { validateFile } from '../scoring/validate-file.ts';
import { inWords } from '../scoring/validation-text.ts';
import { refuseUnwritable } from '../training/artefact-files.ts';

export const usage = `tahini validate --card card.json --data test.csv --target bad
  --target COLUMN    the outcome: 1 = bad, 0 = good
  --weights COLUMN   how many people a row stands for
  --against FILE     another card, for the difference of the AUC and the swap set
  --against-dictionary FILE
  --protected a,b    columns for the fairness tables
  --cutoff N         approve from this score on (else what approves 80 %)
  --report FILE      all of it as one HTML file, to be read, printed and signed
${COMMON_USAGE}`;

export const summary = 'judge a scorecard on known outcomes: --card card.json --data test.csv --target bad';

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
  const { cardFile, dictionaryFile, ...common } = readCommon(values, usage);
  const { target, weights, against, cutoff, report } = values;
  if (target === undefined) throw new UsageError(`usage: ${usage.split('\n')[0]}`);
  const otherDictionary = values['against-dictionary'] ?? dictionaryFile;
  refuseOverwriting(
    {
      ...filesOfCard(cardFile, dictionaryFile),
      ...(against !== undefined && filesOfCard(against, otherDictionary, '--against')),
      '--data': common.data,
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
    if (report !== undefined) writeFileSync(report, validationReport(card, found));
    const { id, version, hash } = card;
    console.log(values.json ? JSON.stringify({ card: { id, version, hash }, ...found }) : inWords(found));
    if (report !== undefined && !values.json) console.log(`\nreport: ${report}`);
  } catch (error) {
    progress.clear();
    throw outputTrouble(error);
  }
}
