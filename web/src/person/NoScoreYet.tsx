import type { Problem } from '../api/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { problemTitle } from '../parts/problem-title.ts';
import { Empty, ProblemNotice } from '../parts/states.tsx';
import { useCompute } from './use-compute.ts';

interface NoScoreYetProps {
  subjectId: string;
  problem: Problem;
  onScored(): void;
}

/** The person is known, and was not scored so far. */
export function NoScoreYet({ subjectId, problem, onScored }: NoScoreYetProps) {
  const { t } = useTexts();
  const { busy, problem: failed, compute } = useCompute(subjectId, onScored);
  return (
    <Empty title={problemTitle(problem, t)}>
      <p>{problem.detail}</p>
      {failed && <ProblemNotice problem={failed} />}
      <button type="button" class="button primary" disabled={busy} onClick={compute}>
        {t.person.compute}
      </button>
    </Empty>
  );
}
