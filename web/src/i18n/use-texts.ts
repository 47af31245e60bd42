import type { Text } from '../../../lib/schemas/dictionary.ts';
import { type Lang, useDisplay } from '../display.ts';
import { en, type Messages } from './en.ts';
import { zh } from './zh.ts';

const CATALOGUES: Record<Lang, Messages> = { en, zh };
const LOCALES: Record<Lang, string> = { en: 'en-GB', zh: 'zh-CN' };

/** The texts of the language that was chosen, and how it writes numbers and days. */
export interface Texts {
  t: Messages;
  lang: Lang;
  /** What the API says in both languages. */
  say(text: Text): string;
  /** With so many decimals; `signed` puts + or a true minus before it. */
  number(value: number, decimals?: number, signed?: boolean): string;
  /** Several of a kind beside one another. */
  list(items: readonly string[]): string;
  /** Of a share of 1. */
  percent(share: number): string;
  /** A day `2026-11-29` or a moment, in milliseconds or ISO. */
  day(day: string): string;
  moment(at: number | string): string;
}

export function useTexts(): Texts {
  const { lang } = useDisplay();
  return TEXTS[lang];
}

const TEXTS: Record<Lang, Texts> = { en: textsOf('en'), zh: textsOf('zh') };

function textsOf(lang: Lang): Texts {
  const locale = LOCALES[lang];
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return {
    t: CATALOGUES[lang],
    lang,
    say: (text) => text[lang],
    number: (value, decimals = 0, signed = false) =>
      value
        .toLocaleString(locale, {
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
          signDisplay: signed ? 'exceptZero' : 'auto',
        })
        .replace('-', '\u2212'),
    list: (items) => items.join(lang === 'zh' ? '、' : ', '),
    percent: (share) => percents.format(share).replace('-', '\u2212'),
    day: (day) => days.format(new Date(`${day}T00:00:00Z`)),
    moment: (at) => moments.format(new Date(at)),
  };
}
