import type { JobReportReply } from '../../../../lib/schemas/api/replies/job-report.ts';
import { DIMENSIONS } from '../../../../lib/schemas/dictionary.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { Meter } from '../../parts/Meter.tsx';

/** Mean coverage of each dimension. */
export function CoverageBy({ report: { coverage } }: { report: JobReportReply }) {
  const { t, percent } = useTexts();
  return (
    <Card title={t.portfolio.coverageBy} lead={t.portfolio.coverageLead}>
      <ul class="coverage-by">
        {DIMENSIONS.map((dimension) => {
          const share = coverage.dimensions[dimension];
          const { name } = t.dimensions[dimension];
          return (
            <li key={dimension}>
              <p>
                <span>{name}</span> <b>{percent(share)}</b>
              </p>
              <Meter label={name} value={share} says={percent(share)} />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
