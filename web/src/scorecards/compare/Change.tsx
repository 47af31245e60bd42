import type { ScorecardReply } from '../../../../lib/schemas/api/replies/scorecards.ts';
import type { Scorecard } from '../../../../lib/scoring/model.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from '../../parts/Card.tsx';
import { Ready } from '../../parts/states.tsx';
import { cardHref } from '../card-name.ts';
import { movesOf } from '../moves-of.ts';
import { Figures, Tile } from '../parts.tsx';
import { type Run, useReport } from '../use-report.ts';
import { bandNames } from './band-names.ts';
import { Migration } from './Migration.tsx';
import { Movers } from './Movers.tsx';
import { ReasonShift } from './ReasonShift.tsx';
import { Shifts } from './Shifts.tsx';

interface ChangeProps {
  from: ScorecardReply;
  to: ScorecardReply;
  fromCard: Scorecard | undefined;
  toCard: Scorecard | undefined;
}

/**
 * What the dry run of one card shows against the scores that people have. Those are of the active card: so one of the two
 * has to be it, and the other one's dry run is told.
 */
export function Change({ from, to, fromCard, toCard }: ChangeProps) {
  const tried = from.active ? to : to.active ? from : undefined;
  const active = tried === to ? from : to;
  const report = useReport(tried?.dryRun?.jobId);
  const cards = [fromCard, toCard].filter((card) => card !== undefined);
  return (
    <Ready of={report}>
      {(run) =>
        tried === undefined || run === undefined ? (
          <NotTried card={tried} />
        ) : (
          <Moved run={run} tried={tried} active={active} cards={cards} />
        )
      }
    </Ready>
  );
}

function NotTried({ card }: { card: ScorecardReply | undefined }) {
  const { t } = useTexts();
  return (
    <Card title={t.scorecards.moves} wide>
      <p>{card === undefined ? t.scorecards.movesNeither : t.scorecards.movesNoneHint(`${card.id} ${card.version}`)}</p>
      {card !== undefined && (
        <p>
          <a class="button link" href={cardHref(card)}>
            {t.scorecards.openCard}
          </a>
        </p>
      )}
    </Card>
  );
}

interface MovedProps {
  run: Run;
  tried: ScorecardReply;
  active: ScorecardReply;
  cards: readonly Scorecard[];
}

function Moved({ run, tried, active, cards }: MovedProps) {
  const { t, day } = useTexts();
  // A dry run takes the number that an activation would have taken then.
  const seq = active.activations[0]?.activationSeq;
  const isOutdated = seq !== undefined && run.activationSeq !== seq + 1;
  return (
    <>
      <Card
        title={t.scorecards.moves}
        lead={`${active.version} → ${tried.version}. ${t.scorecards.movesLead(run.jobId, day(run.asOf))}`}
        wide
      >
        {isOutdated && <p class="warning">{t.scorecards.outdated}</p>}
        <Totals run={run} />
        <Migration report={run.report} names={bandNames(cards, t.scorecards.unscored)} />
      </Card>
      <Shifts report={run.report} />
      <ReasonShift report={run.report} cards={cards} />
      <Movers report={run.report} />
    </>
  );
}

function Totals({ run: { report, cost, counts } }: { run: Run }) {
  const { t, number, percent } = useTexts();
  const { people, changed, better, worse } = movesOf(report);
  const psi = report.stability.since;
  const share = people === 0 ? 0 : changed / people;
  return (
    <Figures>
      <Tile says={t.scorecards.scoredPeople} value={number(people)} />
      <Tile says={t.scorecards.bandChanges} value={number(changed)} hint={percent(share)} />
      <Tile says={t.scorecards.better} value={number(better)} />
      <Tile says={t.scorecards.worse} value={number(worse)} />
      <Tile
        says={t.scorecards.psi}
        value={psi === undefined ? '–' : number(psi.psi, 3)}
        hint={psi && t.scorecards.byChance(number(psi.chance, 3))}
      />
      <Tile
        says={t.scorecards.cost}
        value={`$${number(cost, cost < 1 ? 6 : 2)}`}
        hint={t.scorecards.costUnits(number(counts.readUnits, counts.readUnits % 1 ? 1 : 0), number(counts.changed))}
      />
    </Figures>
  );
}
