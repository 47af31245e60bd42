import { count, Progress } from '../import/progress.ts';
import { type Exported, exportBook } from '../outcomes/export-book.ts';
import { type OutcomesArguments, readArguments } from '../outcomes/options.ts';
import { leftOutInWords } from '../outcomes/totals.ts';
import { adminApi, developmentToken } from '../scorecard/api.ts';
import { outputTrouble } from '../scoring/trouble.ts';
import { refuseUnwritable } from '../training/artefact-files.ts';

export const usage = `tahini outcomes export --out book.csv
  one row a loan whose outcome partners reported, with the facts as they were known when it was opened, for tahini train;
  the spec that it needs is written beside it, book.spec.json
  --product P        loans of this product only
  --performance-months N   a loan counts as good when it was seen to be good so many months after it was opened (12)
  --from DAY         opened on this day or later
  --until DAY        opened on this day or before
  --with-ids         the person, the partner and the loan's number, too
  --api URL          where the API is (http://127.0.0.1:3000); one that is not on this machine needs --token
  --token T          an administrator's token (else the development issuer of --state makes one)
  --json             one JSON summary on stdout`;

export const summary = 'write what became of loans as training data: export --out book.csv';

export async function run(args: string[]): Promise<void> {
  const options = readArguments(args, usage);
  const { out, spec, filter, withIds, json } = options;
  const progress = new Progress(process.stderr, 'left out');
  try {
    refuseUnwritable('--out', out, spec);
    const call = adminApi(options.api, options.token ?? (await developmentToken(options.state)));
    const onProgress = progress.update.bind(progress);
    const book = await exportBook({ call, out, spec, filter, withIds, onProgress });
    progress.clear();
    const { columns, ...totals } = book;
    console.log(json ? JSON.stringify({ ...totals, out, spec, facts: columns.length }) : inWords(book, options));
  } catch (error) {
    progress.clear();
    throw outputTrouble(error);
  }
}

function inWords(book: Exported, { out, spec }: OutcomesArguments): string {
  const { written, bad, cards, opened, columns } = book;
  const cardList = Object.entries(cards).map(([card, loans]) => `${card} (${count(loans)})`);
  const allowAge = columns.some(({ age }) => age) ? ' --allow-age' : '';
  const consents = [...new Set(columns.flatMap(({ consent }) => consent ?? []))].sort();
  return [
    `${count(written)} loans, ${((100 * bad) / written).toFixed(2)} % bad, opened ${opened?.first} to ${opened?.last}: ${out}`,
    `decided by ${cardList.join(', ')}`,
    ...leftOutInWords(book).map((line) => `left out: ${line}`),
    'learn from it, from the card that you have on:',
    `  tahini train --data ${out} --target bad --spec ${spec} --prior CARD.json --out NEXT.json${allowAge}`,
    ...(consents.length > 0
      ? [`judge with --consents ${consents.join(',')}: what was withheld is missing in its row`]
      : []),
  ].join('\n');
}
