import { api } from '../api/api.ts';
import { useAction } from '../api/use-action.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Empty, ProblemNotice } from '../parts/states.tsx';

/** Where no job has run: a dry run is one press away. */
export function NobodySwept({ onChosen, onBegun }: { onChosen(): void; onBegun(): void }) {
  const { t } = useTexts();
  const { busy, problem, run } = useAction();
  const begin = async () => {
    if ((await run(api.startRescore({ body: { dryRun: true } }))) !== undefined) onBegun();
  };
  return (
    <Empty title={t.portfolio.none}>
      <p>{t.portfolio.noneHint}</p>
      <div class="actions">
        <button type="button" class="button primary" disabled={busy} onClick={begin}>
          {t.portfolio.firstDryRun}
        </button>
        <button type="button" class="button" onClick={onChosen}>
          {t.portfolio.start}…
        </button>
      </div>
      {problem && <ProblemNotice problem={problem} />}
    </Empty>
  );
}
