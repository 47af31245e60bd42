import type { ScaleInputs } from './inputs.ts';
import { askTable, deployedTable, nightTable, spreadText } from './tables/hours.ts';
import { measuredTable, unitsTable } from './tables/measured.ts';
import { limitsTable, moneyTable, sizeTable, whatIfTable } from './tables/rest.ts';

/** The arithmetic of docs/scale.md: a pure function of what is committed. */
export function sweepSection(inputs: ScaleInputs): string {
  return [
    '<!-- Written by `npm run docs:scale`; a test holds it up to date. -->',
    measuredTable(inputs),
    unitsTable(inputs),
    '### The table and its job',
    sizeTable(inputs),
    '### As it is deployed',
    deployedTable(inputs),
    spreadText(inputs),
    '### Within a night',
    nightTable(inputs),
    askTable(inputs),
    '### Dollars',
    moneyTable(inputs),
    '### If an assumption is wrong',
    whatIfTable(inputs),
    '### Limits and assumptions',
    limitsTable(inputs),
  ].join('\n\n');
}
