import { useRef, useState } from 'preact/hooks';
import type { ScoreReply } from '../../../lib/schemas/score.ts';
import type { Baseline } from '../../../lib/schemas/scorecard.ts';
import { api } from '../api/api.ts';
import { type Query, useQuery } from '../api/use-query.ts';
import { useCard } from '../card/served-card.ts';
import { Ready } from '../parts/states.tsx';
import { Conflicts } from './Conflicts.tsx';
import { Dimensions } from './Dimensions.tsx';
import { Helpful } from './Helpful.tsx';
import { History } from './history/History.tsx';
import { Known } from './Known.tsx';
import { NoScoreYet } from './NoScoreYet.tsx';
import { Reasons } from './Reasons.tsx';
import { ScoreSummary } from './ScoreSummary.tsx';
import { Strengths } from './Strengths.tsx';

/** One person, section by section; each takes the score as the API tells it, and the card it was computed with. */
export function Person({ subjectId }: { subjectId: string }) {
  const [baseline, setBaseline] = useState<Baseline>();
  const query = useKept(useQuery(`score ${subjectId} ${baseline}`, () => api.getScore({ subjectId, baseline })));
  const card = useCard(query.state === 'ready' ? query.data.scorecard : undefined);
  if (query.state === 'problem' && query.problem.type === 'urn:tahini:problem:no-score-yet') {
    return <NoScoreYet subjectId={subjectId} problem={query.problem} onScored={query.reload} />;
  }
  return (
    <Ready of={query}>
      {(score) => (
        <div class="person">
          <ScoreSummary score={score} card={card} onScored={query.reload} />
          <Dimensions score={score} />
          {score.status === 'unscorable' ? (
            <Helpful score={score} />
          ) : (
            <>
              <Reasons score={score} card={card} onBaseline={setBaseline} />
              <div class="column">
                <Strengths score={score} card={card} />
                <Conflicts score={score} card={card} />
              </div>
            </>
          )}
          <Known score={score} card={card} />
          <History score={score} card={card} />
        </div>
      )}
    </Ready>
  );
}

/** While another baseline is asked for the page stays as it is, and with it what somebody supposed. */
function useKept(query: Query<ScoreReply>): Query<ScoreReply> {
  const last = useRef(query);
  if (query.state !== 'loading') last.current = query;
  return query.state === 'loading' && last.current.state === 'ready' ? last.current : query;
}
