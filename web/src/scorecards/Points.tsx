import type { CharacteristicFile } from '../../../lib/schemas/scorecard.ts';
import type { DimensionRange, Scorecard } from '../../../lib/scoring/model.ts';
import { areStatuses, unitInWords } from '../card/fact-words.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { own } from '../own.ts';
import { Card } from '../parts/Card.tsx';
import { cellsOf, decimalsOfCard, factOf, nameOf, rangeOf } from './cells.ts';
import { PairTables } from './PairTables.tsx';
import { PointBar } from './PointBar.tsx';
import { badRatesOf, type Shares } from './shares.ts';

/** The whole table of points, dimension by dimension. */
export function Points({ card, shares }: { card: Scorecard; shares: Shares | undefined }) {
  const { t } = useTexts();
  const told = { training: t.scorecards.sharesTraining, dryRun: t.scorecards.sharesDryRun };
  return (
    <Card title={t.scorecards.points} lead={t.scorecards.pointsLead} wide>
      <p class="soft small">{shares === undefined ? t.scorecards.sharesNone : told[shares.of]}</p>
      {card.dimensions.map((range) => (
        <DimensionPoints key={range.dimension} card={card} range={range} shares={shares} />
      ))}
      <PairTables card={card} />
    </Card>
  );
}

interface DimensionPointsProps {
  card: Scorecard;
  range: DimensionRange;
  shares: Shares | undefined;
}

function DimensionPoints({ card, range, shares }: DimensionPointsProps) {
  const { t, number, percent } = useTexts();
  const rows = card.file.characteristics.filter(({ dimension }) => dimension === range.dimension);
  const decimals = decimalsOfCard(card);
  const share = card.file.dimensions[range.dimension].share;
  const facts = [
    t.scorecards.sumOf(number(range.worst / 1000, decimals), number(range.best / 1000, decimals)),
    t.scorecards.shareOfScale(percent(share)),
    ...(range.consent === undefined ? [] : [t.scorecards.needsConsent]),
  ];
  return (
    <section class="dimension-points" aria-label={t.dimensions[range.dimension].name}>
      <header>
        <h3>{t.dimensions[range.dimension].name}</h3>
        <p class="soft small">{rows.length === 0 ? t.scorecards.unused : facts.join(' · ')}</p>
      </header>
      <div class="characteristics">
        {rows.map((row) => (
          <Bins
            key={row.id}
            card={card}
            characteristic={row}
            people={shares && own(shares.cells, row.id)}
            decimals={decimals}
          />
        ))}
      </div>
    </section>
  );
}

interface BinsProps {
  card: Scorecard;
  characteristic: CharacteristicFile;
  people: readonly number[] | undefined;
  decimals: number;
}

function Bins({ card, characteristic, people, decimals }: BinsProps) {
  const texts = useTexts();
  const { t, number, percent } = texts;
  const fact = factOf(card, characteristic);
  const bad = badRatesOf(card, characteristic.id);
  const all = people?.reduce((sum, count) => sum + count, 0) ?? 0;
  const about = [
    ...('unit' in fact && characteristic.fold === undefined ? [t.scorecards.unit(unitInWords(fact.unit, t))] : []),
    ...(characteristic.fold === 'trend' && areStatuses(fact) ? [t.scorecards.step] : []),
    fact.halfLifeDays === null ? t.scorecards.notFading : t.scorecards.halfLife(number(fact.halfLifeDays)),
  ];
  const scale = scaleOf(card);
  return (
    <table class="bins" data-characteristic={characteristic.id}>
      <caption>
        <b>{nameOf(card, characteristic, texts)}</b>
        <span>{about.join(' · ')}</span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{t.scorecards.bin}</th>
          <th scope="col" class="numeric" colSpan={2}>
            {t.scorecards.point}
          </th>
          {all > 0 && (
            <th scope="col" class="numeric">
              {t.scorecards.share}
            </th>
          )}
          {bad !== undefined && (
            <th scope="col" class="numeric">
              {t.scorecards.badRate}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {cellsOf(card, characteristic, texts).map(({ says, points }, i) => (
          <tr key={says}>
            <th scope="row">{says}</th>
            <td class="track" aria-hidden="true">
              <PointBar points={points} scale={scale} />
            </td>
            <td class="numeric">{number(points, decimals)}</td>
            {all > 0 && <td class="numeric soft">{percent((people?.[i] ?? 0) / all)}</td>}
            {bad !== undefined && <td class="numeric soft">{bad[i] === undefined ? '–' : percent(bad[i])}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One scale for all bars of a card. */
export function scaleOf({ file }: Scorecard): { from: number; to: number } {
  const ranges = file.characteristics.map(rangeOf);
  return {
    from: Math.min(0, ...ranges.map(({ worst }) => worst)),
    to: Math.max(0, ...ranges.map(({ best }) => best)),
  };
}
