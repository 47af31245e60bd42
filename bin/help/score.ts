import type { Help } from '../help.ts';
import { COMMON } from './common.ts';

export const help: Help = {
  summary: 'score the rows of a CSV file',
  usage: ['tahini score --card card.json --data file.csv --out scores.csv'],
  text: `  --card FILE        the scorecard
  --data FILE        a CSV file: one row a person, each as if a registry had stated it on the day of --as-of
  --out FILE         row, status, score and band of every row; whole or not at all
  --refused FILE     rows that were refused, and why (OUT.refused.csv)
  --id COLUMN        this column's text with each row
  --reasons          reason codes with each row, the weightiest first
${COMMON}`,
  examples: [
    ['a score for every row', 'npx tahini score --card cards/learned.json --data people.csv --out scores.csv'],
    [
      'with their ids and the reasons',
      'npx tahini score --card cards/learned.json --data people.csv --id person --reasons --out scores.csv',
    ],
    [
      'as of a past day, with a summary for programs',
      'npx tahini score --card cards/learned.json --data people.csv --as-of 2026-06-30 --out scores.csv --json',
    ],
  ],
  partly: 'rows were refused',
};
