import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryDirectory } from '../support/local.ts';
import { tahini } from '../support/tahini.ts';
import { write } from './import-support.ts';

/** People whose goods earn more and own more often; income is missing for some. */
export function people(count: number, extra = ''): string {
  const rows = Array.from({ length: count }, (_, i) => {
    const income = (i * 7919) % 300;
    const bad = (i * 104_729) % 1000 < 600 - 1.6 * income ? 1 : 0;
    const housing = (i * 31) % 100 < (bad ? 30 : 60) ? 'own' : 'rent';
    return `${bad},${i % 11 === 0 ? '' : income},${housing}${extra && `,${20 + (i % 60)}`}`;
  });
  return `bad,income,housing${extra && `,${extra}`}\n${rows.join('\n')}\n`;
}

/** Learns a card from a file of this content, as a child process. */
export async function train(content: string | Buffer, ...more: string[]) {
  const directory = temporaryDirectory();
  const [data, out] = [write(directory, 'train.csv', content), join(directory, 'card.json')];
  const ended = await tahini(['train', '--data', data, '--target', 'bad', '--out', out, ...more]).ended;
  const json = (file: string) => JSON.parse(readFileSync(join(directory, file), 'utf8'));
  return { ...ended, directory, data, out, json };
}
