import type { ScoreReply } from '../../../lib/schemas/score.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';
import { Measures } from './Measures.tsx';

/** What earned the most above the baseline. */
export function Strengths({ score, card }: { score: ScoreReply; card: Scorecard | undefined }) {
  const { t, say, number } = useTexts();
  const { strengths } = score;
  const most = Math.max(...strengths.map(({ points }) => points), 0);
  return (
    <Card title={t.person.strengths}>
      {strengths.length === 0 && <p class="soft">{t.person.noStrengths}</p>}
      <ol class="causes">
        {strengths.map(({ id, text, points }) => (
          <li key={id}>
            <p>
              <span>{say(text)}</span>
              <b class="up">
                {number(points, 1, true)} <small>{t.person.points}</small>
              </b>
            </p>
            <Measures score={score} card={card} of={(each) => each.id === id} />
            <div class="split" aria-hidden="true">
              <span class="gain" style={{ inlineSize: `${(100 * points) / most}%` }} />
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
