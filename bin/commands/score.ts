import { relative } from 'node:path';
import { missing, parse } from '../command.ts';
import { EXIT } from '../exit-codes.ts';
import { help } from '../help/score.ts';
import { count, Progress } from '../import/progress.ts';
import { loadCard } from '../scoring/artefacts.ts';
import { COMMON, filesOfCard, readCommon, refusedBeside, refuseOverwriting } from '../scoring/options.ts';
import { type Scored, scoreFile } from '../scoring/score-file.ts';
import { outputTrouble } from '../scoring/trouble.ts';

const OPTIONS = {
  ...COMMON,
  out: { type: 'string' },
  refused: { type: 'string' },
  id: { type: 'string' },
  reasons: { type: 'boolean', default: false },
} as const;

/** Each row as if a registry had stated it today. */
export async function run(args: string[]): Promise<void> {
  const values = parse(args, OPTIONS);
  const { card: given, data, out } = values;
  if (given === undefined || data === undefined || out === undefined)
    throw missing({ card: given, data, out }, help.usage[0]);
  const { cardFile, dictionaryFile, ...common } = readCommon({ ...values, card: given, data });
  const refused = values.refused ?? refusedBeside(out);
  refuseOverwriting(
    { ...filesOfCard(cardFile, dictionaryFile), '--data': data, '--mapping': values.mapping },
    { '--out': out, '--refused': refused },
  );
  const card = loadCard(cardFile, dictionaryFile);
  const progress = new Progress(process.stderr);
  const onNote = (note: string) => progress.say(`score: ${note}`);
  const { id, reasons } = values;
  try {
    const onProgress = progress.update.bind(progress);
    const result = await scoreFile({ ...common, card, out, refused, id, reasons, onProgress, onNote });
    progress.clear();
    if (result.refused > 0) progress.say(`score: the refused rows are in ${relative('.', refused)}`);
    const { id: cardId, version, hash } = card;
    const perSecond = Math.round(result.rows / Math.max(0.001, result.seconds));
    console.log(
      values.json ? JSON.stringify({ card: { id: cardId, version, hash }, ...result, perSecond }) : inWords(result),
    );
    process.exitCode = result.refused > 0 ? EXIT.partly : EXIT.done;
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
