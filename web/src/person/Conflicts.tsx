import type { ScoreReply } from '../../../lib/schemas/score.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';

/** Where sources contradict one another strongly, and which one is believed. */
export function Conflicts({ score: { conflicts }, card }: { score: ScoreReply; card: Scorecard | undefined }) {
  const { t, say } = useTexts();
  if (conflicts.length === 0) return null;
  const labelOf = (fact: string) => {
    const label = card?.dictionary.facts[card.dictionary.index.get(fact) ?? -1]?.label;
    return label === undefined ? fact : say(label);
  };
  return (
    <Card title={t.person.conflicts} lead={t.person.conflictsLead}>
      <ul class="causes conflicts">
        {conflicts.map(({ fact, believed, other }) => (
          <li key={`${fact} ${believed} ${other}`}>
            <p>{labelOf(fact)}</p>
            <p class="soft small">
              {t.person.believed}: {t.tiers[believed]} · {t.person.contradicted}: {t.tiers[other]}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
