import type { JobDetailReply } from '../../../lib/schemas/api/replies/rescore.ts';
import { useTexts } from '../i18n/use-texts.ts';
import type { Sweeps } from './use-sweeps.ts';

const nameOf = ({ id, version }: { id: string; version: string }) => `${id} ${version}`;

/** Where what is shown of everybody is not what people's scores are: a dry run, or another card than the active one. */
export function Caveat({ job: { dryRun, scorecard }, active }: { job: JobDetailReply; active: Sweeps['active'] }) {
  const { t } = useTexts();
  const isOther = active !== undefined && scorecard.hash !== active.hash;
  if (!dryRun && !isOther) return null;
  return (
    <p class="warning caveat" role="note">
      {dryRun && <b>{t.portfolio.shownDryRun}</b>}{' '}
      {isOther && <b>{t.portfolio.shownOther(nameOf(scorecard), nameOf(active))}</b>} {t.portfolio.shownHint}
    </p>
  );
}
