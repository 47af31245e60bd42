import type { Inputs } from '../inputs.ts';
import { quoted, table } from '../markdown.ts';

export function sourcesSection({ prices, assumptions }: Inputs): string {
  const priceRows = Object.values(prices.prices).map(({ what, free, source, checked, ...price }) => [
    what,
    quoted(price),
    free === undefined ? '' : free.toLocaleString('en-US'),
    `[${host(source)}](${source})`,
    checked,
  ]);
  const assumed = Object.values(assumptions).map(({ what, value, why, source }) => [
    what,
    value.toLocaleString('en-US'),
    source.startsWith('https:') ? `${why} ([source](${source}))` : why,
  ]);
  const checks = Object.entries(prices.howChecked)
    .filter(([how]) => priceRows.some((row) => row.at(-1) === how))
    .map(([how, meaning]) => `*${how}*: ${meaning}`);
  return `## Prices

us-east-1, looked up on ${prices.lookedUp}; kept in \`bench/costs/prices.json\`. Checked: ${checks.join('; ')}.

${table(['what', '$', 'free a month', 'source', 'checked'], priceRows, false)}

## Assumptions

Kept in \`bench/costs/assumptions.json\`; change them to yours and run \`npm run docs:costs\`.

${table(['what', 'value', 'why'], assumed, false)}`;
}

function host(source: string): string {
  return new URL(source).pathname.split('/').filter(Boolean).slice(0, 2).join('/');
}
