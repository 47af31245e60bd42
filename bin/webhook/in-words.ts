import { count } from '../import/progress.ts';
import { printable } from '../printable.ts';
import type { Answer, Result } from './signed-api.ts';

/** A line for each event, and one for all. */
export function answerInWords({ results, batchId }: Answer): string {
  if (results === undefined) return `batch ${plain(batchId ?? '')} is not done yet`;
  const numbers = [...Map.groupBy(results, ({ result }) => result)].map(([result, some]) => {
    return `${count(some.length)} ${plain(result)}`;
  });
  return [...results.map(lineOf), `${count(results.length)} sent: ${numbers.join(', ')}`].join('\n');
}

function lineOf({ id, result, why, detail }: Result): string {
  const because = why === undefined ? '' : `  ${why}${detail === undefined ? '' : `: ${detail}`}`;
  return plain(`${result.padEnd(9)}  ${id}${because}`);
}

/** Of one line. */
function plain(text: string): string {
  return printable(text.replaceAll('\n', ' '));
}
