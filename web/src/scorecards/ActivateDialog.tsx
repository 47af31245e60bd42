import { useState } from 'preact/hooks';
import type { JobReportReply } from '../../../lib/schemas/api/replies/job-report.ts';
import type { ActivatedReply } from '../../../lib/schemas/api/replies/scorecards.ts';
import { api } from '../api/api.ts';
import type { Problem } from '../api/result.ts';
import { type Texts, useTexts } from '../i18n/use-texts.ts';
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
  /** The number of the activation that this takes back. */
  undoes?: number | undefined;
  onClose(): void;
  onDone(reply: ActivatedReply): void;
}

/** Says what an activation will do, and does it. Without a dry run it is forced: with a reason, and the version typed. */
export function ActivateDialog({ entry, report, next, undoes, onClose, onDone }: ActivateDialogProps) {
  const { t, moment } = useTexts();
  const { id, version, title, dryRun } = entry;
  const force = !counts(entry);
  const words = wordsOf(t.scorecards, undoes);
  const [reason, setReason] = useState(words.reason);
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
    <Dialog title={words.title(title, version)} onClose={onClose}>
      <p>{words.lead(title, `${id} ${version}`, String(next))}</p>
      {report !== undefined && <Moves report={report} />}
      {force ? (
        <p class={undoes === undefined ? 'warning' : 'soft small'}>{words.unseen}</p>
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
            label={words.typeVersion(version)}
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
          <button
            type="submit"
            class={`button primary ${force && undoes === undefined ? 'danger' : ''}`}
            disabled={busy}
          >
            {force ? words.force : words.activate}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** An activation that takes another back is not a leap in the dark: people were scored by that card before. */
function wordsOf(words: Texts['t']['scorecards'], undoes: number | undefined) {
  const { activateTitle, activateLead, unseen, typeVersion, force, activate, undoing } = words;
  if (undoes === undefined) {
    const lead = (_title: string, _card: string, next: string) => activateLead(next);
    return { title: activateTitle, lead, unseen, typeVersion, force, activate, reason: '' };
  }
  const number = String(undoes);
  const action = undoing.action(number);
  return {
    ...undoing,
    title: () => undoing.title(number),
    force: action,
    activate: action,
    reason: words.undoReason(number),
  };
}
