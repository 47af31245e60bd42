import type { Help } from '../help.ts';

export const help: Help = {
  summary: 'remove a stage from AWS, unless its tables are protected',
  usage: ['tahini remove --stage NAME [--region R]     (npm run remove -- --stage NAME)'],
  text: `  refuses while deletion protection is on for a table of the stage; everything else is handed to 'serverless remove'
  --region R         else AWS_REGION or AWS_DEFAULT_REGION; none is guessed
  deployed with removal=RetainExceptOnCreate (the default) or Retain: the tables, the key and the bucket of failed records stay
  deployed with removal=Delete: they go as well; the bucket has to be empty, and the key waits 30 days to be deleted
  the console's bucket is emptied before, and goes with the stack
  'serverless remove' does the talking; so there is no --json.`,
  examples: [
    ['a stage that was tried', 'npm run remove -- --stage trial --region eu-central-1'],
    ['the same, in the region of the environment', 'AWS_REGION=eu-central-1 npm run remove -- --stage trial'],
  ],
};
