import { useId, useMemo, useState } from 'preact/hooks';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import type { Profile } from '../../../../lib/scoring/resolve.ts';
import { cheapestPath, type Path } from '../../../../lib/scoring/what-if.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { Slider } from '../what-if/inputs.tsx';
import type { WhatIf } from '../what-if/use-what-if.ts';
import { WHAT_IF } from '../what-if/WhatIfCard.tsx';
import { stepInWords, suppositionOf } from './steps.ts';

interface CheapestPathProps {
  known: Profile;
  card: Scorecard;
  today: number;
  whatIf: WhatIf;
}

/** Which few steps bring the person to a score that somebody chooses. */
export function CheapestPath({ known, card, today, whatIf }: CheapestPathProps) {
  const { t, say, number } = useTexts();
  const id = useId();
  const { before } = whatIf;
  const now = before.status === 'scored' ? before.score : card.min;
  const above = card.file.bands.filter(({ from }) => from > now);
  const [target, setTarget] = useState(above[0]?.from ?? Math.min(card.max, now + 10));
  const path = useMemo(() => cheapestPath(known, card, today, target), [known, card, today, target]);
  if (before.status === 'unscorable')
    return <Card title={t.path.title} lead={t.path.unscorable} wide children={null} />;
  return (
    <Card title={t.path.title} lead={t.path.lead} wide>
      <div class="path">
        <div class="target">
          <label for={id}>{t.path.target(number(now), number(card.max))}</label>
          <Slider
            id={id}
            range={{ min: now, max: card.max, step: 1 }}
            value={target}
            says={number(target)}
            onInput={setTarget}
          />
          <div class="bands">
            {above.map(({ name, from, label }) => (
              <button
                key={name}
                type="button"
                class={`button small band-${name}`}
                aria-pressed={target === from}
                onClick={() => setTarget(from)}
              >
                {say(label)} · {number(from)}
              </button>
            ))}
          </div>
        </div>
        <Steps path={path} known={known} card={card} whatIf={whatIf} />
      </div>
    </Card>
  );
}

interface StepsProps {
  path: Path;
  known: Profile;
  card: Scorecard;
  whatIf: WhatIf;
}

function Steps({ path, known, card, whatIf }: StepsProps) {
  const texts = useTexts();
  const { t, number } = texts;
  const [applied, setApplied] = useState<WhatIf['supposition']>();
  if (!path.reachable) return <p role="status">{t.path.unreachable(number(path.highest ?? card.min))}</p>;
  if (path.steps.length === 0) return <p role="status">{t.path.there}</p>;
  const apply = () => {
    const supposition = suppositionOf(path.steps, known, card);
    setApplied(supposition);
    whatIf.setSupposition(supposition);
    const section = document.getElementById(WHAT_IF);
    section?.scrollIntoView({ block: 'center' });
    section?.focus({ preventScroll: true });
  };
  const { after, supposition } = whatIf;
  const isShown = applied === supposition && after.status === 'scored' && after.score !== path.score;
  return (
    <div class="steps">
      <p role="status">{t.path.leadsTo(number(path.score))}</p>
      <ol>
        {path.steps.map((step) => {
          const { fact, label, aim, verifiedBy } = stepInWords(step, card, texts);
          return (
            <li key={fact} data-fact={fact}>
              <p>
                {label}: <b>{aim}</b>
              </p>
              <p class="soft small">{verifiedBy}</p>
            </li>
          );
        })}
      </ol>
      <button type="button" class="button primary" onClick={apply}>
        {t.path.apply}
      </button>
      {isShown && <p class="notice">{t.path.differs(number(path.score), number(after.score))}</p>}
    </div>
  );
}
