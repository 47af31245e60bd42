import type { ScoreReply } from '../../../lib/schemas/score.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { useActiveCard } from '../card/use-active-card.ts';
import { Gauge } from '../charts/Gauge.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Meter } from '../parts/Meter.tsx';
import { ProblemNotice } from '../parts/states.tsx';
import { useCompute } from './use-compute.ts';

interface ScoreSummaryProps {
  score: ScoreReply;
  /** Undefined while it is on its way, and where this token may not see it: then the scale has no bands. */
  card: Scorecard | undefined;
  onScored(): void;
}

/** The scale that the API promises for every card. */
const SCALE = { min: 350, max: 950 };

export function ScoreSummary({ score, card, onScored }: ScoreSummaryProps) {
  const { t, say, number, percent, day } = useTexts();
  const { busy, problem, compute } = useCompute(score.subjectId, onScored);
  const { min, max } = card ?? SCALE;
  const band = score.band === undefined ? '' : say(score.band.label);
  const isScored = score.score !== undefined;
  return (
    <section class="card summary" aria-label={t.person.score}>
      <Gauge
        label={isScored ? t.person.gauge(number(score.score!), number(min), number(max), band) : t.person.gaugeNone}
        min={min}
        max={max}
        value={score.score}
        bands={card?.bands ?? []}
        band={score.band?.name}
        figure={isScored ? number(score.score!) : '–'}
        caption={isScored ? band : t.person.unscorable}
      />
      <Change score={score} />
      <div class="coverage">
        <p>
          <span>{t.person.coverage}</span> <b>{percent(score.coverage)}</b>
        </p>
        <Meter label={t.person.coverage} value={score.coverage} says={percent(score.coverage)} />
        <p class="soft small">{t.person.coverageHint}</p>
      </div>
      <dl class="facts">
        <dt>{t.person.asOf}</dt>
        <dd>{day(score.asOf)}</dd>
        {score.freshness !== undefined && (
          <>
            <dt>{t.person.fresh}</dt>
            <dd>{day(score.freshness)}</dd>
          </>
        )}
        <dt>{t.person.scorecard}</dt>
        <dd>
          {score.scorecard.id} {score.scorecard.version}
        </dd>
        <dt>{t.person.version}</dt>
        <dd>{score.profileVersion}</dd>
      </dl>
      <OtherCard score={score} />
      {problem && <ProblemNotice problem={problem} />}
      <button type="button" class="button" disabled={busy} onClick={compute}>
        {t.person.compute}
      </button>
    </section>
  );
}

function Change({ score: { score, change } }: { score: ScoreReply }) {
  const { t, number } = useTexts();
  if (score === undefined || change === undefined) return null;
  if (change.from === undefined) return <p class="change soft">{t.person.changeFirst}</p>;
  const points = score - change.from;
  const tone = points > 0 ? 'up' : points < 0 ? 'down' : '';
  return <p class={`change ${tone}`}>{t.person.change(number(points, 0, true))}</p>;
}

/** After an activation a score stays as it is until the next sweep, or until it is asked for. */
function OtherCard({ score: { scorecard } }: { score: ScoreReply }) {
  const { t } = useTexts();
  const active = useActiveCard();
  if (active === undefined || active.hash === scorecard.hash) return null;
  const [of, now] = [scorecard, active].map(({ id, version }) => `${id} ${version}`) as [string, string];
  return (
    <p class="notice" role="note">
      {t.person.otherCard(of, now)}
    </p>
  );
}
