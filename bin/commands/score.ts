import { relative } from 'node:path';
import { parse, UsageError } from '../command.ts';
import { count, Progress } from '../import/progress.ts';
import { loadCard } from '../scoring/artefacts.ts';
import { COMMON, COMMON_USAGE, filesOfCard, readCommon, refusedBeside, refuseOverwriting } from '../scoring/options.ts';
import { type Scored, scoreFile } from '../scoring/score-file.ts';
import { outputTrouble } from '../scoring/trouble.ts';

export const usage = `tahini score --card card.json --data file.csv --out scores.csv
  --out FILE         row, status, score and band of every row; whole or not at all
  --refused FILE     rows that were refused, and why (OUT.refused.csv)
  --id COLUMN        this column's text with each row
  --reasons          reason codes with each row, the weightiest first
${COMMON_USAGE}`;

export const summary = 'score the rows of a CSV file: --card card.json --data file.csv --out scores.csv';

const OPTIONS = {
  ...COMMON,
  out: { type: 'string' },
  refused: { type: 'string' },
  id: { type: 'string' },
  reasons: { type: 'boolean', default: false },
} as const;

const SOME_REFUSED = 3;

/** Each row as if a registry had stated it today. Exit code 0 when every row was taken, 3 when some were refused. */
export async function run(args: string[]): Promise<void> {
  const values = parse(args, OPTIONS);
  const { cardFile, dictionaryFile, ...common } = readCommon(values, usage);
  if (values.out === undefined) throw new UsageError(`usage: ${usage.split('\n')[0]}`);
  const refused = values.refused ?? refusedBeside(values.out);
  refuseOverwriting(
    { ...filesOfCard(cardFile, dictionaryFile), '--data': common.data, '--mapping': values.mapping },
    { '--out': values.out, '--refused': refused },
  );
  const card = loadCard(cardFile, dictionaryFile);
  const progress = new Progress(process.stderr);
  const onNote = (note: string) => progress.say(`score: ${note}`);
  const { id, reasons } = values;
  try {
    const onProgress = progress.update.bind(progress);
    const result = await scoreFile({ ...common, card, out: values.out, refused, id, reasons, onProgress, onNote });
    progress.clear();
    if (result.refused > 0) progress.say(`score: the refused rows are in ${relative('.', refused)}`);
    const { id: cardId, version, hash } = card;
    const perSecond = Math.round(result.rows / Math.max(0.001, result.seconds));
    console.log(
      values.json ? JSON.stringify({ card: { id: cardId, version, hash }, ...result, perSecond }) : inWords(result),
    );
    process.exitCode = result.refused > 0 ? SOME_REFUSED : 0;
  } catch (error) {
    progress.clear();
    throw outputTrouble(error);
  }
}

function inWords({ rows, scored, unscorable, refused, unseen, seconds }: Scored): string {
  const parts = `${count(scored)} scored, ${count(unscorable)} unscorable, ${count(refused)} refused`;
  const lines = Object.entries(unseen).map(
    ([column, cells]) =>
      `unseen categories: ${count(cells)} in ${column} (scored with the unseen bin; --strict refuses them)`,
  );
  return [`${count(rows)} rows in ${seconds.toFixed(1)} s: ${parts}`, ...lines].join('\n');
}
