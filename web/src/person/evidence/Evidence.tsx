import type { ProfileReply } from '../../../../lib/schemas/api/replies/profile.ts';
import type { ScoreReply } from '../../../../lib/schemas/score.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { Consents } from './Consents.tsx';
import { entriesOf } from './entries.ts';
import { FactRows } from './FactRows.tsx';

interface EvidenceProps {
  profile: ProfileReply;
  score: ScoreReply;
  card: Scorecard | undefined;
}

/** All that is known, by dimension: who says what, how far it is believed, and what of it is in the score. */
export function Evidence({ profile, score, card }: EvidenceProps) {
  const { t, day } = useTexts();
  const groups = entriesOf(profile, score, card);
  return (
    <Card title={t.evidence.title} lead={t.evidence.lead(day(score.asOf))} wide>
      {profile.version !== score.profileVersion && (
        <p class="notice">{t.evidence.changedSince(String(profile.version), String(score.profileVersion))}</p>
      )}
      <table class="evidence">
        <caption class="unseen">{t.evidence.title}</caption>
        <thead>
          <tr>
            {t.evidence.columns.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ dimension, entries }) => (
          <tbody key={dimension}>
            <tr class="group">
              <th scope="rowgroup" colSpan={5}>
                {t.dimensions[dimension].name}
              </th>
            </tr>
            {entries.map((entry) => (
              <FactRows key={entry.fact} entry={entry} asOf={score.asOf} card={card} />
            ))}
          </tbody>
        ))}
      </table>
      <Consents profile={profile} card={card} />
    </Card>
  );
}
