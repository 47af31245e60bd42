import { useMemo } from 'preact/hooks';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import type { Profile } from '../../../../lib/scoring/resolve.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { Comparison } from './Comparison.tsx';
import { Group } from './Group.tsx';
import { leverGroups } from './levers.ts';
import type { WhatIf } from './use-what-if.ts';

interface WhatIfCardProps {
  known: Profile;
  card: Scorecard;
  today: number;
  whatIf: WhatIf;
}

/** Where the path to a target brings the reader. */
export const WHAT_IF = 'what-if';

export function WhatIfCard({ known, card, today, whatIf }: WhatIfCardProps) {
  const { t } = useTexts();
  const groups = useMemo(() => leverGroups(known, card, today), [known, card, today]);
  const first = groups.find(({ levers }) => levers.length > 0);
  return (
    <Card title={t.whatIf.title} lead={t.whatIf.lead} wide>
      <p class="notice">{t.whatIf.notStored}</p>
      <div class="what-if" id={WHAT_IF} tabIndex={-1}>
        <div class="controls">
          {groups.map((group) => (
            <Group key={group.dimension} group={group} isOpen={group === first} today={today} whatIf={whatIf} />
          ))}
        </div>
        <Comparison card={card} groups={groups} whatIf={whatIf} />
      </div>
    </Card>
  );
}
