import { useMemo } from 'preact/hooks';
import type { ScorecardReply } from '../../../../lib/schemas/api/replies/scorecards.ts';
import { api } from '../../api/api.ts';
import { useQuery } from '../../api/use-query.ts';
import { ready } from '../../card/served-card.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { Ready } from '../../parts/states.tsx';
import { type CardRef, cardHref, compareHref, refOf } from '../card-name.ts';
import { Badges } from '../parts.tsx';
import { Change } from './Change.tsx';
import { SideBySide } from './SideBySide.tsx';

/** Two cards: who would move from `other` to `card`, and where their points differ. */
export function ComparePage({ card, other }: { card: CardRef; other: CardRef }) {
  const { t } = useTexts();
  const after = useQuery(`scorecard ${refOf(card)}`, () => api.getScorecard(card));
  const before = useQuery(`scorecard ${refOf(other)}`, () => api.getScorecard(other));
  return (
    <>
      <PageHeader title={t.scorecards.compareTitle} lead={`${refOf(other)} → ${refOf(card)}`}>
        <a class="back" href={compareHref(other, card)}>
          {t.scorecards.swap}
        </a>
      </PageHeader>
      <Ready of={before}>{(from) => <Ready of={after}>{(to) => <Both from={from} to={to} />}</Ready>}</Ready>
    </>
  );
}

function Both({ from, to }: { from: ScorecardReply; to: ScorecardReply }) {
  const cards = [from, to].map((reply) => useMemo(() => ready(reply, reply.hash), [reply.hash]));
  return (
    <>
      <ol class="two-cards">
        <Side reply={from} />
        <Side reply={to} />
      </ol>
      <div class="scorecard">
        <Change from={from} to={to} fromCard={cards[0]} toCard={cards[1]} />
        {cards[0] !== undefined && cards[1] !== undefined && <SideBySide from={cards[0]} to={cards[1]} />}
      </div>
    </>
  );
}

function Side({ reply }: { reply: ScorecardReply }) {
  const { t } = useTexts();
  return (
    <li class="card">
      <h2>
        <a href={cardHref(reply)}>{reply.title}</a>
      </h2>
      <p class="soft">
        {reply.id} {reply.version}
      </p>
      <Badges entry={reply} />
      <p class="small">
        <span class="soft">{t.scorecards.signedOffBy}</span> {reply.signedOffBy}
      </p>
    </li>
  );
}
