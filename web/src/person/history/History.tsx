import { useState } from 'preact/hooks';
import type { ScoreReply } from '../../../../lib/schemas/score.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { ProblemNotice, Ready } from '../../parts/states.tsx';
import { Change } from './Change.tsx';
import { HistoryPlot } from './HistoryPlot.tsx';
import { keyOf } from './places.ts';
import { useHistory } from './use-history.ts';

/** The scores of a person over time, and why each became the next. */
export function History({ score, card }: { score: ScoreReply; card: Scorecard | undefined }) {
  const { t } = useTexts();
  const { subjectId, asOf, freshness = asOf, profileVersion, scorecard } = score;
  const key = `${asOf} ${profileVersion} ${scorecard.activationSeq}`;
  const { first, decisions, problem, busy, older } = useHistory(subjectId, key);
  const [shown, setShown] = useState<string>();
  return (
    <Card title={t.history.title} lead={t.history.lead} wide>
      <Ready of={first}>
        {() =>
          decisions.length === 0 ? (
            <p class="soft">{t.history.none}</p>
          ) : (
            <div class="history">
              <HistoryPlot decisions={decisions} card={card} until={freshness} shown={shown} />
              <ol>
                {decisions.map((decision) => (
                  <Change
                    key={keyOf(decision)}
                    decision={decision}
                    card={card}
                    isShown={keyOf(decision) === shown}
                    onShow={() => setShown(keyOf(decision))}
                  />
                ))}
              </ol>
              {problem && <ProblemNotice problem={problem} />}
              {older && (
                <button type="button" class="button" disabled={busy} onClick={older}>
                  {t.history.older}
                </button>
              )}
            </div>
          )
        }
      </Ready>
    </Card>
  );
}
