/** A Markdown table; all columns but the first are numbers, unless said otherwise. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], numbers = true): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, i) => (numbers && i > 0 ? '---:' : '---'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

/** Two decimals, and one digit that counts where that would be nothing. */
export function usd(amount: number): string {
  if (amount >= 1000) return Math.round(amount).toLocaleString('en-US');
  if (amount !== 0 && amount < 0.005) return '<0.01';
  return amount.toFixed(2);
}

/** At most two decimals, none that are zero. */
export function plain(value: number): string {
  return Number(value.toFixed(2)).toLocaleString('en-US', { maximumFractionDigits: 2 });
}

/** A price as it is quoted: `0.03 / 10,000`, or `1` for one of a thing. */
export function quoted({ usd: amount, per }: { usd: number; per: number }): string {
  return per === 1 ? String(amount) : `${amount} / ${plain(per)}`;
}
