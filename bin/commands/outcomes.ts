import { help } from '../help/outcomes.ts';
import { count, Progress } from '../import/progress.ts';
import { type Exported, exportBook } from '../outcomes/export-book.ts';
import { type OutcomesArguments, readArguments } from '../outcomes/options.ts';
import { leftOutInWords } from '../outcomes/totals.ts';
import { adminApi, developmentToken } from '../scorecard/api.ts';
import { outputTrouble } from '../scoring/trouble.ts';
import { refuseUnwritable } from '../training/artefact-files.ts';

export async function run(args: string[]): Promise<void> {
  const options = readArguments(args, help.usage[0]);
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
