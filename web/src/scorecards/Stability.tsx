import type { JobReportReply } from '../../../lib/schemas/api/replies/job-report.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { nameOf } from './cells.ts';

/** Whether those whom a dry run met are still the people that the card is made for. */
export function Stability({ card, jobId, report }: { card: Scorecard; jobId: string; report: JobReportReply }) {
  const texts = useTexts();
  const { t, number } = texts;
  const { training, since, worst } = report.stability;
  const characteristic = card.file.characteristics.find(({ id }) => id === worst?.id);
  const rows = [
    ...(training ? [{ says: t.scorecards.psiTraining, ...training }] : []),
    ...(since ? [{ says: t.scorecards.psiBefore, ...since }] : []),
    ...(worst && characteristic
      ? [{ ...worst, says: t.scorecards.psiWorst(nameOf(card, characteristic, texts)) }]
      : []),
  ];
  return (
    <section class="part" aria-label={t.scorecards.stability}>
      <h3>{t.scorecards.stability}</h3>
      <p class="soft small">{t.scorecards.stabilityOf(jobId)}</p>
      <dl class="pairs">
        {rows.map(({ says, psi, chance }) => (
          <div key={says}>
            <dt>{says}</dt>
            <dd>
              <b>{number(psi, 3)}</b> <span class="soft small">{t.scorecards.byChance(number(chance, 3))}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="soft small">{t.scorecards.psiHint}</p>
    </section>
  );
}
