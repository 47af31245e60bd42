import type { ScoreReply } from '../../../lib/schemas/score.ts';
import { BASELINES, type Baseline } from '../../../lib/schemas/scorecard.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';
import { SelectField } from '../parts/fields.tsx';
import { Measures } from './Measures.tsx';

type Reason = ScoreReply['reasons'][number];

interface ReasonsProps {
  score: ScoreReply;
  card: Scorecard | undefined;
  onBaseline(baseline: Baseline): void;
}

/** Up to four reasons, in words, with the points each costs and what they are lost to. */
export function Reasons({ score, card, onBaseline }: ReasonsProps) {
  const { t } = useTexts();
  const { reasons, baseline } = score;
  const most = Math.max(...reasons.map(({ points }) => points), 0);
  const kinds = Object.entries(t.person.kinds).filter(([kind]) => reasons.some(({ parts = {} }) => kind in parts));
  const choose = (
    <SelectField
      label={t.person.comparedWith}
      inline
      value={baseline}
      options={BASELINES.map((each) => [each, t.person.baselines[each]] as const)}
      onChange={onBaseline}
    />
  );
  return (
    <Card title={t.person.reasons} aside={choose}>
      {reasons.length === 0 && <p class="soft">{t.person.noReasons}</p>}
      <ol class="causes">
        {reasons.map((reason) => (
          <ReasonItem key={reason.code} reason={reason} score={score} card={card} most={most} />
        ))}
      </ol>
      <ul class="legend">
        {kinds.map(([kind, says]) => (
          <li key={kind}>
            <span class={`mark kind-${kind}`} aria-hidden="true" />
            {says}
          </li>
        ))}
      </ul>
    </Card>
  );
}

interface ReasonItemProps {
  reason: Reason;
  score: ScoreReply;
  card: Scorecard | undefined;
  most: number;
}

function ReasonItem({ reason: { code, text, points, parts = {} }, score, card, most }: ReasonItemProps) {
  const { t, say, number } = useTexts();
  const lost = Object.entries(parts).filter(([, part]) => part > 0) as [keyof typeof t.person.kinds, number][];
  return (
    <li>
      <p>
        <span>{say(text)}</span>
        <b class="down">
          {number(-points, 1, true)} <small>{t.person.points}</small>
        </b>
      </p>
      <Measures score={score} card={card} of={({ reasonCode }) => reasonCode === code} />
      <div class="split" aria-hidden="true">
        {lost.map(([kind, part]) => (
          <span key={kind} class={`kind-${kind}`} style={{ inlineSize: `${(100 * part) / most}%` }} />
        ))}
      </div>
      <p class="soft small">
        <code>{code}</code> {lost.map(([kind, part]) => `${t.person.kinds[kind]} ${number(part, 1)}`).join(' · ')}
      </p>
    </li>
  );
}
