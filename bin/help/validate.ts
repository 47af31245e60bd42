import type { Help } from '../help.ts';
import { COMMON } from './common.ts';

export const help: Help = {
  summary: 'judge a scorecard on known outcomes',
  usage: ['tahini validate --card card.json --data test.csv --target bad'],
  text: `  --card FILE        the scorecard
  --data FILE        a CSV file of people that the card has not seen
  --target COLUMN    the outcome: 1 = bad, 0 = good
  --weights COLUMN   how many people a row stands for
  --against FILE     another card, for the difference of the AUC and the swap set
  --against-dictionary FILE
  --protected a,b    columns for the fairness tables
  --cutoff N         approve from this score on (else what approves 80 %)
  --report FILE      all of it as one HTML file, to be read, printed and signed
${COMMON}`,
  examples: [
    [
      'how well it ranks, how true its chances are',
      'npx tahini validate --card cards/learned.json --data test.csv --target bad',
    ],
    [
      'with fairness by region, as a report to be signed',
      'npx tahini validate --card cards/learned.json --data test.csv --target bad --protected region --report validation.html',
    ],
    [
      'is another card better? for programs',
      'npx tahini validate --card cards/spoken.json --against cards/learned.json --data test.csv --target bad --json',
    ],
  ],
};
