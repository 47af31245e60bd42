import type { ScoreReply } from '../../../lib/schemas/score.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { api } from '../api/api.ts';
import { useQuery } from '../api/use-query.ts';
import { Ready } from '../parts/states.tsx';
import { Evidence } from './evidence/Evidence.tsx';
import { Supposing } from './what-if/Supposing.tsx';

/** All that is known of the person, and what else might be. Asked anew when there is another score. */
export function Known({ score, card }: { score: ScoreReply; card: Scorecard | undefined }) {
  const { subjectId, asOf, profileVersion } = score;
  const query = useQuery(`profile ${subjectId} ${asOf} ${profileVersion}`, () => api.getProfile({ subjectId }));
  return (
    <Ready of={query}>
      {(profile) => (
        <>
          <Supposing profile={profile} card={card} />
          <Evidence profile={profile} score={score} card={card} />
        </>
      )}
    </Ready>
  );
}
