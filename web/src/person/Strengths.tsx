import type { ScoreReply } from '../../../lib/schemas/score.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';

/** What earned the most above the baseline. */
export function Strengths({ score: { strengths } }: { score: ScoreReply }) {
  const { t, say, number } = useTexts();
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
            <div class="split" aria-hidden="true">
              <span class="gain" style={{ inlineSize: `${(100 * points) / most}%` }} />
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
