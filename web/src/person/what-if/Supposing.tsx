import { useMemo } from 'preact/hooks';
import type { ProfileReply } from '../../../../lib/schemas/api/replies/profile.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { knownOf, todayFor } from '../known.ts';
import { CheapestPath } from '../path/CheapestPath.tsx';
import { useWhatIf } from './use-what-if.ts';
import { WhatIfCard } from './WhatIfCard.tsx';

/** What would be: by what somebody supposes, and by the cheapest path to a target. Computed here, with the score's card. */
export function Supposing({ profile, card }: { profile: ProfileReply; card: Scorecard | undefined }) {
  const { t } = useTexts();
  if (card === undefined) return <Card title={t.whatIf.title} lead={t.whatIf.noCard} wide children={null} />;
  return <WithCard key={`${profile.version} ${card.hash}`} profile={profile} card={card} />;
}

function WithCard({ profile, card }: { profile: ProfileReply; card: Scorecard }) {
  const known = useMemo(() => knownOf(profile, card), [profile, card]);
  const today = todayFor(known);
  const whatIf = useWhatIf(known, card, today);
  return (
    <>
      <CheapestPath known={known} card={card} today={today} whatIf={whatIf} />
      <WhatIfCard known={known} card={card} today={today} whatIf={whatIf} />
    </>
  );
}
