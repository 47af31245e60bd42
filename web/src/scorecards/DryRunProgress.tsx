import type { JobStatusReply } from '../../../lib/schemas/api/replies/rescore.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Meter } from '../parts/Meter.tsx';

interface DryRunProgressProps {
  job: JobStatusReply;
  busy: boolean;
  onCancel(): void;
}

/** How far a dry run is. */
export function DryRunProgress({ job, busy, onCancel }: DryRunProgressProps) {
  const { t, number, percent } = useTexts();
  const { progress, counts, etaSeconds } = job;
  return (
    <div class="running">
      <p>
        <b>{t.scorecards.runsNow}</b> <b>{percent(progress)}</b>
      </p>
      <Meter label={t.scorecards.runsNow} value={progress} says={percent(progress)} />
      <p class="soft small">
        {t.scorecards.progress(number(counts.people), number(counts.changed))}
        {etaSeconds !== undefined && `, ${t.scorecards.left(number(etaSeconds))}`}
      </p>
      <div class="actions">
        <button type="button" class="button" disabled={busy} onClick={onCancel}>
          {t.scorecards.cancelRun}
        </button>
      </div>
    </div>
  );
}
