import type { Help } from '../help.ts';
import { SERVICE } from './common.ts';

export const help: Help = {
  summary: 'register scorecards in a running service and activate them: list, show, import, activate',
  usage: [
    'tahini scorecard list',
    'tahini scorecard show ID --version V [--out card.json]',
    'tahini scorecard import --card card.json --signed-off-by WHO [--dictionary dictionary.json]',
    'tahini scorecard activate ID --version V [--force --reason TEXT]',
  ],
  text: `  --out FILE        writes the card there, and its dictionary beside it
  --force           without a finished dry run of the card (tahini rescore --dry-run); needs a reason, which is kept
${SERVICE}
  --json            one JSON document on stdout
  To undo an activation, activate the former card again: it gets a new number.`,
  examples: [
    [
      'a card becomes known to the service, for ever',
      "npx tahini scorecard import --card cards/mine.json --signed-off-by 'Risk committee'",
    ],
    [
      'and active; without --force a dry run of it has to be there',
      "npx tahini scorecard activate mine --version 1.0.0 --force --reason 'first card of our own'",
    ],
    ['what is registered, and which is active', 'npx tahini scorecard list'],
    [
      'the card as it was registered, as a file',
      'npx tahini scorecard show mine --version 1.0.0 --out registered.json',
    ],
  ],
};
