import { useEffect, useRef, useState } from 'preact/hooks';
import type { JobReportReply } from '../../../lib/schemas/api/replies/job-report.ts';
import type { ActivatedReply } from '../../../lib/schemas/api/replies/scorecards.ts';
import { inLines } from '../../../lib/scorecards/growth.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';
import { ProblemNotice } from '../parts/states.tsx';
import { ActivateDialog } from './ActivateDialog.tsx';
import { type Cards, currentActivation, type Entry, formerOf } from './all-cards.ts';
import { EntryFacts } from './CardList.tsx';
import { compareHref } from './card-name.ts';
import { DryRunProgress } from './DryRunProgress.tsx';
import { Moves } from './Moves.tsx';
import { counts } from './parts.tsx';
import { useDryRun } from './use-dry-run.ts';

interface UseProps {
  entry: Entry;
  cards: Cards;
  /** Of the last dry run under this card. */
  report: JobReportReply | undefined;
  /** Why nobody who is stored can be scored by it, as growth.ts tells. */
  misfits: readonly string[];
  onChange(): void;
}

/** Whether people are scored by the card, and the two steps that lead there: a dry run, then the activation. */
export function Use({ entry, cards, report, misfits, onChange }: UseProps) {
  const { t } = useTexts();
  const { active } = cards;
  const run = useDryRun(entry, onChange);
  const [asked, setAsked] = useState<'activate' | 'undo'>();
  const [done, setDone] = useState<ActivatedReply>();
  const told = useRef<HTMLParagraphElement>(null);
  // The button that was pressed goes away: who uses the keyboard goes on where it says what came of it.
  useEffect(() => {
    if (done !== undefined) told.current?.focus();
  }, [done]);
  const isRunning = run.job?.state === 'running';
  const fits = misfits.length === 0;
  const former = entry.active ? formerOf(cards) : undefined;
  const onDone = (reply: ActivatedReply) => {
    setAsked(undefined);
    setDone(reply);
    onChange();
  };
  return (
    <Card title={t.scorecards.use}>
      <EntryFacts entry={entry} cards={cards} />
      <p role="status" ref={told} tabIndex={-1} class={done === undefined ? 'unseen' : 'done'}>
        {done !== undefined && outcome(done, t.scorecards)}
      </p>
      {report !== undefined && <Moves report={report} />}
      {isRunning && run.job !== undefined && <DryRunProgress job={run.job} busy={run.busy} onCancel={run.cancel} />}
      {run.job?.state === 'cancelled' && <p role="status">{t.scorecards.cancelled}</p>}
      {run.other !== undefined && <p role="alert">{t.scorecards.otherRuns(run.other)}</p>}
      {run.problem && <ProblemNotice problem={run.problem} />}
      {!fits && <Misfits misfits={misfits} />}
      {fits && !isRunning && <p class="soft small">{t.scorecards.runDryHint}</p>}
      <div class="actions">
        {!entry.active && report !== undefined && <a href={compareHref(entry, active)}>{t.scorecards.compare}</a>}
        {fits && !isRunning && (
          <button type="button" class="button" disabled={run.busy} onClick={run.start}>
            {entry.dryRun === undefined ? t.scorecards.runDry : t.scorecards.runDryAgain}
          </button>
        )}
        {fits && !entry.active && (
          <button type="button" class="button primary" onClick={() => setAsked('activate')}>
            {t.scorecards.activate}
          </button>
        )}
        {former !== undefined && (
          <button type="button" class="button" onClick={() => setAsked('undo')}>
            {t.scorecards.undo}
          </button>
        )}
      </div>
      {asked === 'activate' && (
        <ActivateDialog
          entry={entry}
          report={counts(entry) ? report : undefined}
          next={active.activationSeq + 1}
          onClose={() => setAsked(undefined)}
          onDone={onDone}
        />
      )}
      {asked === 'undo' && former !== undefined && (
        <ActivateDialog
          entry={former}
          report={undefined}
          next={active.activationSeq + 1}
          undoes={currentActivation(entry)?.activationSeq}
          onClose={() => setAsked(undefined)}
          onDone={onDone}
        />
      )}
    </Card>
  );
}

function Misfits({ misfits }: Pick<UseProps, 'misfits'>) {
  const { t } = useTexts();
  return (
    <div class="warning">
      <p>{t.scorecards.misfit}</p>
      <ul>
        {inLines(misfits).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

type Words = ReturnType<typeof useTexts>['t']['scorecards'];

function outcome({ activationSeq, activatedAt, id, version }: ActivatedReply, words: Words): string {
  const says = activatedAt === undefined ? words.wasActive : words.nowActive;
  return `${id} ${version}: ${says(String(activationSeq))}`;
}
