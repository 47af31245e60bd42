import type { Help } from '../help.ts';
import { SERVICE } from './common.ts';

export const help: Help = {
  summary: 're-score everybody in a running service, or try another scorecard on everybody',
  usage: ['tahini rescore [options]', 'tahini rescore --cancel ID | --resume ID'],
  text: `  begins a sweep of everybody in a running service, or tells of the one that is running
  --dry-run         scores everybody and writes nobody
  --card ID@V       a registered card; another than the active one only with --dry-run
  --as-of DAY       the day of the whole sweep (today)
  --pace N          at most so many write units a second
  --segments N      parts of the table (from its size)
  --band NAME       only people whose score is in this band; may be given several times
  --dimension NAME  only people of whom something in this dimension is known
  --force           also while another sweep is running
  --cancel ID       ends a sweep; --resume ID goes on with one
  --watch           follows it to its end, and tells what became of everybody; Ctrl-C ends the watching only
  --out FILE        with --watch: one HTML page about everybody, with plots; it names those who moved furthest
${SERVICE}
  --json            one JSON document on stdout: the job, with its report once it has finished`,
  examples: [
    ['everybody, on one day, under the active card', 'npx tahini rescore --watch'],
    [
      'what would a new card change? nobody is written',
      'npx tahini rescore --dry-run --card mine@1.0.0 --watch --out page.html',
    ],
    ['for a nightly job, gently', 'npx tahini rescore --pace 200 --watch --json > sweep.json'],
  ],
  partly: 'the sweep that was watched did not finish',
};
