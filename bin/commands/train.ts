import { missing, parse, UsageError } from '../command.ts';
import { help } from '../help/train.ts';
import { Progress } from '../import/progress.ts';
import { trainingReport } from '../report/training-report.ts';
import { shown } from '../report/words.ts';
import { dictionaryBeside } from '../scoring/artefacts.ts';
import { filesOfCard, listOf, readDelimiter, refuseOverwriting } from '../scoring/options.ts';
import { outputTrouble } from '../scoring/trouble.ts';
import { refuseUnwritable, writeArtefacts } from '../training/artefact-files.ts';
import { readCardName, refuseLongVersion } from '../training/card-name.ts';
import { crossValidate } from '../training/cross-validate.ts';
import { learnCard } from '../training/learn-card.ts';
import { prepareTraining } from '../training/prepare.ts';
import { readPrior } from '../training/prior.ts';
import { readTraining } from '../training/read-training.ts';
import { NO_SPEC, readSpec, refuseCharacteristics } from '../training/spec.ts';
import { inWords, summaryOf } from '../training/summary.ts';
import { writeWhole } from '../whole-file.ts';

/** Characters; names of columns can be of any length. */
const LONGEST_NOTE = 2000;

const FITS = ['additive', 'woe'] as const;
const OPTIONS = {
  data: { type: 'string' },
  target: { type: 'string' },
  out: { type: 'string' },
  fit: { type: 'string', default: 'additive' },
  bins: { type: 'string', default: '10' },
  pairs: { type: 'string', default: '0' },
  seed: { type: 'string', default: '1' },
  spec: { type: 'string' },
  prior: { type: 'string' },
  weights: { type: 'string' },
  delimiter: { type: 'string' },
  protected: { type: 'string', default: '' },
  'allow-age': { type: 'boolean', default: false },
  benchmark: { type: 'boolean', default: false },
  id: { type: 'string' },
  version: { type: 'string', default: '1.0.0' },
  title: { type: 'string' },
  report: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

export async function run(args: string[]): Promise<void> {
  const { data, target, out, ...values } = parse(args, OPTIONS);
  if (data === undefined || target === undefined || out === undefined)
    throw missing({ data, target, out }, help.usage[0]);
  if (!out.endsWith('.json')) throw new UsageError('--out names a .json file');
  refuseOverwriting(
    { '--data': data, '--spec': values.spec, ...(values.prior && filesOfCard(values.prior, undefined, '--prior')) },
    { '--out': out, 'the dictionary of --out': dictionaryBeside(out), '--report': values.report },
  );
  const fit = FITS.find((name) => name === values.fit);
  if (fit === undefined) throw new UsageError(`--fit is one of ${FITS.join(', ')}`);
  const pairs = whole('--pairs', values.pairs, 0, 20);
  if (pairs > 0 && fit !== 'additive') throw new UsageError(`--pairs is for --fit additive; ${fit} has no pair tables`);
  if (values.prior !== undefined && fit !== 'additive') throw new UsageError('--prior is for --fit additive');
  const options = { fit, bins: whole('--bins', values.bins, 2, 50), pairs, seed: whole('--seed', values.seed, 0, 1e9) };
  const name = readCardName(out, values);
  const progress = new Progress(process.stderr);
  try {
    refuseUnwritable('--out', out, dictionaryBeside(out));
    if (values.report !== undefined) refuseUnwritable('--report', values.report);
    const said = values.spec === undefined ? NO_SPEC : readSpec(values.spec);
    const spec = values.delimiter === undefined ? said : { ...said, delimiter: readDelimiter(values.delimiter) };
    const prior = values.prior === undefined ? undefined : readPrior(values.prior, values.benchmark);
    if (prior === undefined) refuseCharacteristics(spec);
    const read = { file: data, target, weights: values.weights, spec, onProgress: progress.update.bind(progress) };
    const training = await readTraining(read);
    progress.clear();
    const { 'allow-age': allowAge, benchmark } = values;
    const flags = { protected: listOf(values.protected), allowAge, benchmark };
    const prepared = prepareTraining(training, spec, flags, prior);
    for (const note of prepared.notes) progress.say(`train: ${shown(note, LONGEST_NOTE)}`);
    refuseLongVersion(name, prepared);
    const learned = learnCard(training, prepared, options, name, benchmark);
    const { report } = values;
    if (report === undefined) {
      writeArtefacts(out, learned.card, learned.dictionary);
      console.log(values.json ? JSON.stringify(summaryOf(learned)) : inWords(learned, out));
      return;
    }
    const judged = crossValidate(learned, prepared);
    const html = trainingReport(judged, prepared, training, target);
    writeArtefacts(out, judged.card, judged.dictionary);
    writeWhole({ [report]: html });
    const { crossValidated } = judged;
    console.log(values.json ? JSON.stringify({ ...summaryOf(judged), crossValidated }) : inWords(judged, out));
    if (!values.json) console.log(`report: ${report}`);
  } catch (error) {
    progress.clear();
    throw outputTrouble(error);
  }
}

function whole(option: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new UsageError(`${option} takes a whole number, ${least} to ${most}`);
  return value;
}
