import type { Help } from '../help.ts';

export const help: Help = {
  summary: 'hand records that functions failed on to them again',
  usage: ['tahini replay-failures [place] [options]'],
  text: `  place                     s3://bucket[/prefix] and dynamodb://operations-table: by Lambda, on AWS
                            a folder, or nothing (all that --state has kept): on this machine
  --function NAME           only what this function failed on (score-on-change, publish-change)
  --since 2026-11-20        only what was given up then or later (or 2026-11-20T08:30Z)
  --dry-run                 list what is there, hand in nothing
  --keep                    leave what was taken where it is
  --json                    one JSON document on stdout
  --aws                     the folder's records are of functions on AWS
  --state DIR               the state of this machine (.tahini); no other run may be using it
  --engine, --days-ahead, --card, --dictionary: as it was started
  May be run as often as one likes: what was taken is not there any more, and what comes twice does no harm.`,
  examples: [
    ['what was given up on this machine? (end npm start first)', 'npx tahini replay-failures --dry-run'],
    [
      'what a stage kept since a bad deployment, after mending it',
      'npx tahini replay-failures s3://tahini-prod-failures --since 2026-11-20T08:30Z',
    ],
    [
      'what its functions set aside, of one of them only',
      'npx tahini replay-failures dynamodb://tahini-prod-operations --function score-on-change --json',
    ],
  ],
  partly: 'something failed again, was set aside again or was refused',
};
