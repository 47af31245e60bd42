import type { ScoreReply } from '../../../lib/schemas/score.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';

/** For whom too little is known: the facts that would help most, and who may tell them. */
export function Helpful({ score: { helpful = [] } }: { score: ScoreReply }) {
  const { t, say } = useTexts();
  return (
    <Card title={t.person.unscorable} lead={t.person.unscorableLead} wide>
      <ol class="causes">
        {helpful.map(({ fact, label, assertableBy }) => (
          <li key={fact}>
            <p>
              <span>{say(label)}</span>
            </p>
            <p class="soft small">
              {t.person.mayBeToldBy}: {assertableBy.map((tier) => t.tiers[tier]).join(' · ')}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
