import type { Inputs, Priced } from '../inputs.ts';
import { plain, quoted, table, usd } from '../markdown.ts';
import { countOf } from '../measured.ts';
import { monthDollars, standing, standingUse, storageUse, sweepUse, tableGb } from '../month.ts';
import { OPERATIONS } from '../operations.ts';
import { dollars, together, type Use } from '../use.ts';

const SHARES = [0.1, 1];

export function monthSection(inputs: Inputs): string {
  const rows = Object.entries(inputs.patterns).flatMap(([name, pattern]) =>
    SHARES.map((changing) => {
      const { traffic, storage, fixed, total } = monthDollars(inputs, pattern, changing);
      const perThousand = usd((1000 * total) / inputs.assumptions.people.value);
      return [`${name}, ${percent(changing)}`, ...[traffic, storage, fixed].map(usd), `**${usd(total)}**`, perThousand];
    }),
  );
  const head = [
    'pattern, scores that change',
    'requests and logs',
    'tables after a year',
    'standing',
    'total',
    'for 1,000 people',
  ];
  return `## A month of a million people

${table(head, rows)}

${patternTable(inputs)}`;
}

/** What a person does in a month, by pattern. */
function patternTable({ patterns }: Inputs): string {
  const all = Object.entries(patterns);
  const rows = OPERATIONS.map((operation) => [
    operation,
    ...all.map(([, { perPerson }]) => plainShare(perPerson[operation] ?? 0)),
  ]);
  const meanings = all.map(([name, { what }]) => `*${name}*: ${what}`).join('; ');
  return `The patterns are examples (\`bench/costs/patterns.json\`), in requests per person and month. ${meanings}.

${table(['', ...all.map(([name]) => name)], rows)}`;
}

export function standingSection(inputs: Inputs): string {
  const cost = (use: Use) => dollars(use, inputs);
  const rows = standing(inputs).map(([what, priced, amount]) => {
    return [what, plain(amount), quoted(inputs.prices.prices[priced]), usd(cost({ [priced]: amount }))];
  });
  const all = standingUse(inputs);
  const beyondFree = Object.entries(all).map(([priced, amount]) => {
    const { free = 0 } = inputs.prices.prices[priced as Priced];
    return { [priced]: Math.max(0, amount - free) };
  });
  return `## Standing costs, a month

${table(['', 'how many', '$ each', '$'], [...rows, ['**together**', '', '', `**${usd(cost(all))}**`]])}

Counted in the template. Were this all there is in the account, its free allowances would leave $${usd(cost(together(...beyondFree)))}. A metric costs by the hour in
which it is sent, so a rare one costs less. DynamoDB keeps a table's key per connection and asks KMS again after five minutes.`;
}

export function storageSection(inputs: Inputs): string {
  const sizes = ['PROFILE', 'SCORE', 'decision'].map(
    (item) => `${item} ${plain(countOf(inputs.capacity, `${item} item, on average`))}`,
  );
  const rows = [0, 10, 100].map((decisions) => {
    const gb = tableGb(inputs, inputs.assumptions.people.value, decisions);
    return [`profile, score and ${decisions} decisions each`, plain(gb), usd(dollars(storageUse(gb), inputs))];
  });
  return `## Tables of a million people, a month

${table(['', 'GB', '$, storage and point-in-time recovery'], rows)}

From the sample's mean sizes in bytes (${sizes.join(', ')}) and ${inputs.assumptions.itemOverheadBytes.value} more for each item.`;
}

export function sweepSection(inputs: Inputs): string {
  const people = inputs.assumptions.people.value;
  const rows = SHARES.map((changing) => {
    const { readUnit = 0, writeUnit = 0 } = sweepUse(inputs, people, changing);
    const cells = [readUnit, writeUnit].map((units) => plain(units / 1e6));
    const parts = [{ readUnit }, { writeUnit }].map((use) => usd(dollars(use, inputs)));
    return [percent(changing), ...cells, ...parts, `**${usd(dollars({ readUnit, writeUnit }, inputs))}**`];
  });
  return `## Scoring a million people anew

${table(['scores that change', 'million read units', 'million write units', 'reads $', 'writes $', 'total $'], rows)}

Arithmetic from the capacity table alone: one eventually consistent Scan of profiles and scores, and for each changed score its
write and its decision record. With the job, its workers, queue and logs, and for more people: [scale.md](scale.md#a-sweep-of-everyone).`;
}

function percent(share: number): string {
  return `${100 * share} %`;
}

function plainShare(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}
