import type { SeriesReply } from '../../../../lib/schemas/api/replies/profile.ts';
import type { Fact } from '../../../../lib/schemas/dictionary.ts';
import { formatMonth, parseMonth } from '../../../../lib/scoring/calendar.ts';
import { areStatuses, unitOf, withUnit } from '../../card/fact-words.ts';
import { type Texts, useTexts } from '../../i18n/use-texts.ts';

const SHOWN = 36;
const [CELL, GAP, HEIGHT] = [8, 2, 22];

interface MonthCellsProps {
  series: SeriesReply;
  fact: Fact | undefined;
  /** The day of the score: its month is the last cell. */
  asOf: string;
}

/** The last 36 months of an account, a cell each: the fuller, the later a payment was, or the more there was of it. */
export function MonthCells({ series, fact, asOf }: MonthCellsProps) {
  const texts = useTexts();
  const says = seriesInWords(series, fact, texts);
  const last = parseMonth(asOf.slice(0, 7)) as number;
  const values = new Map(series.months.map(({ month, value }) => [month, value]));
  const most = Math.max(...series.months.map(({ value = 0 }) => Math.abs(value)), 1e-9);
  const isStatus = areStatuses(fact);
  return (
    <div class="months">
      <p>
        <code>{series.account}</code> <span>{says}</span>
      </p>
      <svg viewBox={`0 0 ${SHOWN * (CELL + GAP) - GAP} ${HEIGHT}`} role="img" aria-label={`${series.account}: ${says}`}>
        {Array.from({ length: SHOWN }, (_, i) => {
          const month = formatMonth(last - SHOWN + 1 + i);
          const value = values.get(month);
          const share = isStatus ? 0.3 + 0.175 * (value ?? 0) : Math.max(0.12, Math.abs(value ?? 0) / most);
          const height = value === undefined ? 2 : HEIGHT * share;
          const tone = value === undefined ? 'none' : isStatus ? `status-${value}` : value < 0 ? 'below' : 'amount';
          return (
            <rect
              key={month}
              class={tone}
              x={i * (CELL + GAP)}
              y={HEIGHT - height}
              width={CELL}
              height={height}
              rx="1.5"
            >
              <title>
                {month}
                {value === undefined ? '' : `: ${monthInWords(value, fact, texts)}`}
              </title>
            </rect>
          );
        })}
      </svg>
    </div>
  );
}

/** `18 months, May 2025 – Oct 2026: 16 as agreed, 2 up to 29 days late`. */
export function seriesInWords({ months }: SeriesReply, fact: Fact | undefined, texts: Texts): string {
  const { t, number } = texts;
  const known = months.flatMap(({ month, value }) => (value === undefined ? [] : [{ month, value }]));
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return t.evidence.noMonths;
  const what = contents(
    known.map(({ value }) => value),
    fact,
    texts,
  );
  return t.evidence.span(number(known.length), monthName(first.month, texts), monthName(last.month, texts), what);
}

function contents(values: readonly number[], fact: Fact | undefined, texts: Texts): string {
  const { t, number, list } = texts;
  if (fact?.type !== 'months' || fact.combine !== 'worst') {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return t.evidence.amounts(number(low), number(high), withUnit(number(mean), unitOf(fact), t));
  }
  const statuses = [...new Set(values)].sort((a, b) => a - b);
  if (statuses.length === 1) return t.evidence.all(statusInWords(statuses[0] as number, texts));
  return list(
    statuses.map((status) => {
      const count = values.filter((value) => value === status).length;
      return t.evidence.some(number(count), statusInWords(status, texts));
    }),
  );
}

export function statusInWords(status: number, { t }: Texts): string {
  return t.evidence.statuses[Math.min(status, t.evidence.statuses.length - 1)] ?? String(status);
}

function monthInWords(value: number, fact: Fact | undefined, texts: Texts): string {
  if (areStatuses(fact)) return statusInWords(value, texts);
  return withUnit(texts.number(value), unitOf(fact), texts.t);
}

const MONTHS = {
  en: new Intl.DateTimeFormat('en-GB', { month: 'short', year: 'numeric', timeZone: 'UTC' }),
  zh: new Intl.DateTimeFormat('zh-CN', { month: 'short', year: 'numeric', timeZone: 'UTC' }),
};

function monthName(month: string, { lang }: Texts): string {
  return MONTHS[lang].format(new Date(`${month}-01T00:00:00Z`));
}
