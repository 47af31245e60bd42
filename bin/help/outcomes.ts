import type { Help } from '../help.ts';
import { SERVICE } from './common.ts';

export const help: Help = {
  summary: 'write what became of loans as data to learn from: export',
  usage: ['tahini outcomes export --out book.csv'],
  text: `  one row a loan whose outcome partners reported, with the facts as they were known when it was opened, for tahini train;
  the spec that it needs is written beside it, book.spec.json
  --product P       loans of this product only
  --performance-months N   a loan counts as good when it was seen to be good so many months after it was opened (12)
  --from DAY        opened on this day or later
  --until DAY       opened on this day or before
  --with-ids        the person, the partner and the loan's number, too
  --out FILE        a .csv file; whole or not at all
${SERVICE}
  --json            one JSON summary on stdout`,
  examples: [
    ['the whole book', 'npx tahini outcomes export --out book.csv'],
    [
      'the loans of one product in one year, with who took them',
      'npx tahini outcomes export --product card --from 2026-01-01 --until 2026-12-31 --with-ids --out cards-2026.csv',
    ],
  ],
};
