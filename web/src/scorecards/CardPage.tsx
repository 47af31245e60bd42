import { useMemo } from 'preact/hooks';
import type { ScorecardReply } from '../../../lib/schemas/api/replies/scorecards.ts';
import { apart } from '../../../lib/scorecards/growth.ts';
import { api } from '../api/api.ts';
import { useQuery } from '../api/use-query.ts';
import { ready, useCard } from '../card/served-card.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { ProblemNotice, Ready } from '../parts/states.tsx';
import { href } from '../route.ts';
import { type Cards, useCards } from './all-cards.ts';
import { CompareWith } from './CompareWith.tsx';
import { type CardRef, refOf } from './card-name.ts';
import { Download } from './Download.tsx';
import { Points } from './Points.tsx';
import { Provenance } from './Provenance.tsx';
import { Badges } from './parts.tsx';
import { Rules } from './Rules.tsx';
import { sharesOf } from './shares.ts';
import { Use } from './Use.tsx';
import { useReport } from './use-report.ts';
import { Validation } from './Validation.tsx';

/** One version of a card: whether it is in use, how it scores, and where it comes from. */
export function CardPage({ card }: { card: CardRef }) {
  const { t } = useTexts();
  const found = useQuery(`scorecard ${refOf(card)}`, () => api.getScorecard(card));
  const cards = useCards();
  const reload = () => {
    found.reload();
    cards.reload();
  };
  const name = `${card.id} ${card.version}`;
  return (
    <>
      <PageHeader title={found.state === 'ready' ? found.data.title : name} lead={name}>
        <a class="back" href={href('scorecards')}>
          {t.scorecards.allCards}
        </a>
      </PageHeader>
      <Ready of={found}>
        {(reply) => <Ready of={cards}>{(all) => <OneCard reply={reply} cards={all} onChange={reload} />}</Ready>}
      </Ready>
    </>
  );
}

interface OneCardProps {
  reply: ScorecardReply;
  cards: Cards;
  onChange(): void;
}

function OneCard({ reply, cards, onChange }: OneCardProps) {
  const { t } = useTexts();
  const { scorecard, dictionary, ...entry } = reply;
  const loaded = useMemo(() => ready({ scorecard, dictionary }, reply.hash), [reply.hash]);
  const active = useCard(reply.active ? undefined : cards.active);
  const misfits = loaded && active ? apart(active.dictionary, loaded.dictionary) : [];
  const report = useReport(reply.dryRun?.jobId);
  const run = report.state === 'ready' ? report.data : undefined;
  return (
    <>
      <div class="card-bar">
        <Badges entry={entry} />
        <CompareWith card={entry} cards={cards} />
        <Download card={reply} />
        <button type="button" class="button print" onClick={() => print()}>
          {t.scorecards.print}
        </button>
      </div>
      {report.state === 'problem' && <ProblemNotice problem={report.problem} retry={report.reload} />}
      <div class="scorecard">
        <Use entry={entry} cards={cards} report={run?.report} misfits={misfits} onChange={onChange} />
        {loaded !== undefined && (
          <>
            <Rules card={loaded} />
            <Validation card={loaded} run={run} />
            <Points card={loaded} shares={sharesOf(loaded, run?.report)} />
            <Provenance card={loaded} entry={entry} />
          </>
        )}
      </div>
    </>
  );
}
