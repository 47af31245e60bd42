import type { JobReportReply } from '../../../lib/schemas/api/replies/job-report.ts';
import type { Texts } from '../i18n/use-texts.ts';

type Shifts = JobReportReply['shifts'];

/** Points up or down, rounded to tens: a column reaches from 5 below its figure to 4 above. The outermost are open. */
const [BELOW, ABOVE] = [5, 4];

/** What a column of changes holds, as a range. */
export function shiftRange(shifts: Shifts, from: number, { t, number }: Texts): string {
  const [low, high] = [number(from - BELOW, 0, true), number(from + ABOVE, 0, true)];
  if (from === shifts[0]?.from) return t.portfolio.shiftAtMost(high);
  if (from === shifts.at(-1)?.from) return t.portfolio.shiftAtLeast(low);
  return t.portfolio.shiftBetween(low, high);
}
