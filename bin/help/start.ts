import type { Help } from '../help.ts';

export const help: Help = {
  summary: 'run everything on this machine, with sample people',
  usage: ['tahini start [options]                   (npm start -- [options])'],
  text: `  --port N                port of the API (3000)
  --state DIR             where everything is kept (.tahini); survives a restart
  --fresh                 forget what was kept
  --no-sample             without the 300 synthetic people
  --days-ahead N          score as of N days from now, to see what time does
  --card F --dictionary F a scorecard and dictionary of your own, until another one is activated
  --engine NAME           dynalite (default), or dynamodb-local: AWS's own engine, needs Java
  --log-level L           INFO shows what is logged of every request (WARN)
  Runs until Ctrl-C; a second one ends it at once. Other commands, in another terminal, speak to it. It has no --json.`,
  examples: [
    ['everything, with sample people and lines to try', 'npm start'],
    ['on another port, with nothing of before, a year from now', 'npm start -- --port 4000 --fresh --days-ahead 365'],
    [
      'a scorecard of your own',
      'npm start -- --card cards/mine.json --dictionary cards/mine.dictionary.json --state .tahini-mine',
    ],
  ],
};
