import type { Help } from '../help.ts';

export const help: Help = {
  summary: 'send the rows of a CSV file as facts about people',
  usage: ['tahini import --mapping mapping.json file.csv'],
  text: `  --mapping FILE     which column is whose id, day and fact; examples/german-credit/mapping.json is one
  --api URL          where the API is (http://127.0.0.1:3000); one that is not on this machine needs --token
  --token T          a service token (else the development issuer of --state makes one)
  --state DIR        the state of the service on this machine (.tahini)
  --refused FILE     rows that were refused, and why (FILE.csv.refused.csv)
  --resume FILE      how far it has come (beside --refused)
  --concurrency N    rows on their way at once (16)
  --restart          from the first row, whatever was imported before
  --json             one JSON summary on stdout
  One that was stopped, by Ctrl-C or by trouble, continues when it is run again. Rows may come twice: no harm is done.`,
  examples: [
    ['into the service on this machine', 'npx tahini import --mapping mapping.json people.csv'],
    [
      'once more from the first row, with a summary for programs',
      'npx tahini import --mapping mapping.json --restart --json people.csv',
    ],
    [
      'into a deployed service',
      'npx tahini import --mapping mapping.json --api https://score.example --token "$TOKEN" people.csv',
    ],
  ],
  partly: 'rows were refused',
};
