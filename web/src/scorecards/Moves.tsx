import type { JobReportReply } from '../../../lib/schemas/api/replies/job-report.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { movesOf } from './moves-of.ts';

/** What a dry run found, in words: how many change band, and how. */
export function Moves({ report }: { report: JobReportReply }) {
  const { t, number } = useTexts();
  const { people, changed, better, worse, gained, lost } = movesOf(report);
  const parts = [
    ...(better > 0 ? [t.scorecards.willUp(number(better))] : []),
    ...(worse > 0 ? [t.scorecards.willDown(number(worse))] : []),
    ...(gained > 0 ? [t.scorecards.willGain(number(gained))] : []),
    ...(lost > 0 ? [t.scorecards.willLose(number(lost))] : []),
  ];
  return (
    <div class="moves">
      <p>
        <b>{t.scorecards.willMove(number(changed), number(people))}</b>
      </p>
      {parts.length > 0 && (
        <ul>
          {parts.map((part) => (
            <li key={part}>{part}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
