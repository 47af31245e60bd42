import type { JobDetailReply } from '../../../../lib/schemas/api/replies/rescore.ts';
import { useCard } from '../../card/served-card.ts';
import { AtAGlance } from './AtAGlance.tsx';
import { Bands } from './Bands.tsx';
import { Characteristics } from './Characteristics.tsx';
import { CoverageBy } from './CoverageBy.tsx';
import { Moves } from './Moves.tsx';
import { Scores } from './Scores.tsx';
import { Shifts } from './Shifts.tsx';
import { Staleness } from './Staleness.tsx';

/** What a finished job found of everybody; `isNamed` where the page is not about this very job. */
export function Report({ job, isNamed = false }: { job: JobDetailReply; isNamed?: boolean }) {
  const card = useCard(job.scorecard);
  const { report } = job;
  if (report === undefined) return null;
  return (
    <div class="portfolio">
      <AtAGlance job={job} report={report} isNamed={isNamed} />
      <Bands report={report} card={card} />
      <Scores report={report} card={card} />
      <Staleness report={report} />
      <CoverageBy report={report} />
      <Moves report={report} card={card} />
      <Shifts report={report} />
      <Characteristics report={report} card={card} />
    </div>
  );
}
