import type { Texts } from '../i18n/use-texts.ts';

/** The most that browsers write. */
const MOST_DECIMALS = 20;

/** A bound with all that it has, so that no two look the same. */
export function exact(value: number, { number }: Pick<Texts, 'number'>): string {
  const decimals = decimalsOf(value);
  return decimals > MOST_DECIMALS ? String(value).replace('-', '\u2212') : number(value, decimals);
}

/** Of the shortest text that means this number, `1.5e-7` among them. */
export function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = String(value).split('e');
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent));
}
