import { useState } from 'preact/hooks';
import { DIMENSIONS } from '../../../lib/schemas/dictionary.ts';
import { api } from '../api/api.ts';
import { useAction } from '../api/use-action.ts';
import { useQuery } from '../api/use-query.ts';
import { useCard } from '../card/served-card.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { SelectField, TextField } from '../parts/fields.tsx';
import { ProblemNotice } from '../parts/states.tsx';
import { go } from '../route.ts';
import { BandChoice } from './BandChoice.tsx';
import { ASKED, type Asked, isWhole, MOST, requestOf } from './sweep-request.ts';

/** Whom to score, for which day, how fast; and whether to write. */
export function StartDialog({ onClose }: { onClose(): void }) {
  const { t } = useTexts();
  const [asked, setAsked] = useState<Asked>(ASKED);
  const change = (part: Partial<Asked>) => setAsked({ ...asked, ...part });
  const { busy, problem, run } = useAction();
  const [isTried, setIsTried] = useState(false);
  const begin = async (event: Event) => {
    event.preventDefault();
    setIsTried(true);
    if (!isWhole(asked.pace, MOST.pace) || !isWhole(asked.segments, MOST.segments)) return;
    const job = await run(api.startRescore({ body: requestOf(asked) }));
    if (job !== undefined) go('portfolio', job.jobId);
  };
  const wrong = (field: 'pace' | 'segments') =>
    isTried && !isWhole(asked[field], MOST[field]) ? t.portfolio.wholeNumber(String(MOST[field])) : undefined;
  return (
    <Dialog title={t.portfolio.dialog} onClose={onClose}>
      <form onSubmit={begin} noValidate>
        <SelectField
          label={t.portfolio.kind}
          value={asked.kind}
          options={[
            ['dryRun', t.portfolio.dryRunOption],
            ['sweep', t.portfolio.sweepOption],
          ]}
          onChange={(kind) => change({ kind, card: kind === 'sweep' ? '' : asked.card })}
        />
        <Cards asked={asked} change={change} />
        <div class="two-fields">
          <TextField
            label={t.portfolio.asOf}
            type="date"
            value={asked.asOf}
            onInput={(asOf) => change({ asOf })}
            hint={t.portfolio.asOfHint}
          />
          <SelectField
            label={t.portfolio.onlyDimension}
            value={asked.dimension}
            options={[
              ['', t.portfolio.anyDimension],
              ...DIMENSIONS.map((name) => [name, t.dimensions[name].name] as const),
            ]}
            onChange={(dimension) => change({ dimension })}
          />
          <TextField
            label={t.portfolio.pace}
            value={asked.pace}
            onInput={(pace) => change({ pace })}
            hint={t.portfolio.paceHint}
            error={wrong('pace')}
          />
          <TextField
            label={t.portfolio.segmentsField}
            value={asked.segments}
            onInput={(segments) => change({ segments })}
            hint={t.portfolio.segmentsHint}
            error={wrong('segments')}
          />
        </div>
        <label class="tick-box">
          <input
            type="checkbox"
            checked={asked.force}
            onChange={(event) => change({ force: event.currentTarget.checked })}
          />
          {t.portfolio.force}
        </label>
        {problem && <ProblemNotice problem={problem} />}
        <div class="actions">
          <button type="button" class="button" onClick={onClose}>
            {t.common.cancel}
          </button>
          <button type="submit" class="button primary" disabled={busy}>
            {t.portfolio.begin[asked.kind]}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Which card to score by, and the bands of the active one to choose people from. */
function Cards({ asked, change }: { asked: Asked; change(part: Partial<Asked>): void }) {
  const { t } = useTexts();
  const query = useQuery('cards to sweep by', () => api.listScorecards({ limit: 100 }));
  const found = query.state === 'ready' ? query.data : undefined;
  const card = useCard(found?.active);
  const nameOf = ({ id, version }: { id: string; version: string }) => `${id} ${version}`;
  const others = (found?.scorecards ?? []).filter(({ hash }) => hash !== found?.active.hash);
  const active = t.portfolio.activeCard(found === undefined ? '…' : nameOf(found.active));
  const options =
    asked.kind === 'sweep'
      ? []
      : others.map((each) => [JSON.stringify([each.id, each.version]), nameOf(each)] as const);
  return (
    <>
      <SelectField
        label={t.portfolio.card}
        value={asked.card}
        options={[['', active], ...options]}
        onChange={(chosen) => change({ card: chosen })}
      />
      {others.length > 0 && <p class="soft small">{t.portfolio.activeOnly}</p>}
      {card && <BandChoice card={card} chosen={asked.bands} onChange={(bands) => change({ bands })} />}
    </>
  );
}
