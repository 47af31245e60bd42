import type { ComponentChildren } from 'preact';
import { useTexts } from '../i18n/use-texts.ts';
import type { Entry } from './all-cards.ts';

/** Whether it is active, and where its points come from. */
export function Badges({ entry }: { entry: Pick<Entry, 'active' | 'kind'> }) {
  const { t } = useTexts();
  return (
    <p class="badges">
      {entry.active && <span class="badge on">{t.scorecards.active}</span>}
      <span class="badge">{t.scorecards.kinds[entry.kind]}</span>
    </p>
  );
}

/** Whether an activation needs no force: a dry run of everybody that is not too long ago. */
export function counts({ dryRun }: Pick<Entry, 'dryRun'>): boolean {
  return dryRun !== undefined && Date.parse(dryRun.countsUntil) > Date.now();
}

export function DryRunState({ entry }: { entry: Entry }) {
  const { t, moment, day } = useTexts();
  const { dryRun } = entry;
  if (dryRun === undefined) return <>{t.scorecards.dryRunNone}</>;
  return (
    <>
      {t.scorecards.dryRunDone(moment(dryRun.finishedAt))}
      <span class="soft small">
        {counts(entry) ? t.scorecards.dryRunUntil(day(dryRun.countsUntil.slice(0, 10))) : t.scorecards.dryRunOld}
      </span>
    </>
  );
}

/** Figures beside one another, each with what it is. */
export function Figures({ children }: { children: ComponentChildren }) {
  return <dl class="tiles">{children}</dl>;
}

export function Tile({ says, value, hint }: { says: string; value: string; hint?: string | undefined }) {
  return (
    <div>
      <dt>{says}</dt>
      <dd>
        <b>{value}</b>
        {hint !== undefined && <span class="soft small">{hint}</span>}
      </dd>
    </div>
  );
}
