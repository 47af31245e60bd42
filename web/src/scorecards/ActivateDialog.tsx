import { useState } from 'preact/hooks';
import type { JobReportReply } from '../../../lib/schemas/api/replies/job-report.ts';
import type { ActivatedReply } from '../../../lib/schemas/api/replies/scorecards.ts';
import { api } from '../api/api.ts';
import type { Problem } from '../api/result.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { TextField } from '../parts/fields.tsx';
import { ProblemNotice } from '../parts/states.tsx';
import type { Entry } from './all-cards.ts';
import { Moves } from './Moves.tsx';
import { counts } from './parts.tsx';

interface ActivateDialogProps {
  entry: Entry;
  /** Of the dry run that the activation rests on, where it is at hand. */
  report: JobReportReply | undefined;
  /** The number that it will take. */
  next: number;
  /** What is proposed. */
  reason?: string;
  onClose(): void;
  onDone(reply: ActivatedReply): void;
}

/** Says what an activation will do, and does it. Without a dry run it is forced: with a reason, and the version typed. */
export function ActivateDialog({ entry, report, next, reason: proposed = '', onClose, onDone }: ActivateDialogProps) {
  const { t, moment } = useTexts();
  const { id, version, title, dryRun } = entry;
  const force = !counts(entry);
  const [reason, setReason] = useState(proposed);
  const [typed, setTyped] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const lacksReason = force && reason.trim() === '';
  const isOtherVersion = force && typed.trim() !== version;
  const submit = async (event: Event) => {
    event.preventDefault();
    setIsChecked(true);
    if (lacksReason || isOtherVersion) return;
    setBusy(true);
    const given = reason.trim() === '' ? {} : { reason };
    const result = await api.activateScorecard({ id, body: { version, force, ...given } });
    setBusy(false);
    setProblem(result.ok ? undefined : result.problem);
    if (result.ok) onDone(result.data);
  };
  return (
    <Dialog title={t.scorecards.activateTitle(title, version)} onClose={onClose}>
      <p>{t.scorecards.activateLead(String(next))}</p>
      {report !== undefined && <Moves report={report} />}
      {force ? (
        <p class="warning">{t.scorecards.unseen}</p>
      ) : (
        <p class="soft small">{t.scorecards.byDryRun(moment(dryRun?.finishedAt ?? 0))}</p>
      )}
      <form onSubmit={submit}>
        <TextField
          label={t.scorecards.reason}
          hint={force ? t.scorecards.reasonForced : t.scorecards.reasonHint}
          value={reason}
          onInput={setReason}
          error={isChecked && lacksReason ? t.scorecards.needed : undefined}
        />
        {force && (
          <TextField
            label={t.scorecards.typeVersion(version)}
            value={typed}
            onInput={setTyped}
            error={isChecked && isOtherVersion ? t.scorecards.typeVersionWrong(version) : undefined}
          />
        )}
        {problem && <ProblemNotice problem={problem} />}
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {t.common.cancel}
          </button>
          <button type="submit" class={`button primary ${force ? 'danger' : ''}`} disabled={busy}>
            {force ? t.scorecards.force : t.scorecards.activate}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
