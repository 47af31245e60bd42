import { parseDay } from '../../../../lib/scoring/calendar.ts';
import type { Lang } from '../../display.ts';

const FORMATS = {
  en: new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' }),
  zh: new Intl.RelativeTimeFormat('zh-CN', { numeric: 'auto' }),
};

/** `today`, `3 days ago`, `5 weeks ago`: coarser the longer ago it is. */
export function ageInWords(day: string, asOf: string, lang: Lang): string {
  const days = (parseDay(asOf) as number) - (parseDay(day) as number);
  const say = (count: number, unit: Intl.RelativeTimeFormatUnit) => FORMATS[lang].format(-count, unit);
  if (days < 14) return say(days, 'day');
  if (days < 61) return say(Math.round(days / 7), 'week');
  return days < 730 ? say(Math.round(days / 30.44), 'month') : say(Math.floor(days / 365.25), 'year');
}
