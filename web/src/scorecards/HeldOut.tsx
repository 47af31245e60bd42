import type { HeldOutFigures } from '../../../lib/scorecards/held-out-figures.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { roundAxis } from '../charts/axis.ts';
import { Bars } from '../charts/Bars.tsx';
import { Lines } from '../charts/Lines.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { bandNames } from './compare/band-names.ts';
import { Fairness } from './Fairness.tsx';
import { Figures, Tile } from './parts.tsx';

interface HeldOutProps {
  card: Scorecard;
  figures: HeldOutFigures;
}

/** How the card does on people whom it has not seen, as its training found. */
export function HeldOut({ card, figures }: HeldOutProps) {
  const { t, number } = useTexts();
  const words = t.scorecards.heldOut;
  const { n, auc, aucInterval, gini, ks, ksAt, logLoss, brier, calibration } = figures;
  const range = `${number(aucInterval.low, 3)} – ${number(aucInterval.high, 3)}`;
  return (
    <section class="held-out" aria-label={words.title}>
      <h3>{words.title}</h3>
      <p class="soft small">{words.lead(number(n))}</p>
      <Figures>
        <Tile says="AUC" value={number(auc, 3)} hint={words.interval(range)} />
        <Tile says="Gini" value={number(gini, 3)} />
        <Tile says="KS" value={number(ks, 3)} hint={words.ksAt(number(ksAt))} />
        {logLoss !== null && <Tile says={words.logLoss} value={number(logLoss, 4)} />}
        {brier !== null && <Tile says={words.brier} value={number(brier, 4)} />}
        {calibration !== null && calibration.p !== null && (
          <Tile
            says={words.calibrationTest}
            value={`p = ${number(calibration.p, 3)}`}
            hint={calibration.p < 0.05 ? words.isOff : words.noSign}
          />
        )}
      </Figures>
      <div class="plots">
        {calibration !== null && <Reliability table={calibration.table} />}
        <BandRates card={card} bands={figures.bands} />
      </div>
      <Fairness figures={figures} />
    </section>
  );
}

type Table = NonNullable<HeldOutFigures['calibration']>['table'];

/** What was stated, and what happened: on the line, they are the same. */
function Reliability({ table }: { table: Table }) {
  const { t, number } = useTexts();
  const words = t.scorecards.heldOut;
  const show = (share: number) => `${number(100 * share, 1)}%`;
  const axis = roundAxis([0, ...table.flatMap(({ stated, happened }) => [stated, happened])], show, 4);
  const points = (of: 'stated' | 'happened') =>
    table.map((row) => ({
      x: row.stated,
      y: row[of],
      says: `${words.stated} ${show(row.stated)}, ${words.happened} ${show(row.happened)}`,
    }));
  return (
    <section class="part" aria-label={words.reliability}>
      <h4>{words.reliability}</h4>
      <Lines
        label={words.reliabilityLabel}
        lines={[
          { mark: 'a', says: words.happened, points: points('happened') },
          { mark: 'b', says: words.stated, points: points('stated') },
        ]}
        x={axis}
        y={axis}
        showY={show}
        data={{
          columns: [words.stated, words.happened, words.interval('95%'), t.scorecards.scoredPeople],
          rows: table.map(({ stated, happened, interval, n }) => [
            show(stated),
            show(happened),
            `${show(interval.low)} – ${show(interval.high)}`,
            number(n),
          ]),
        }}
        height={220}
      />
    </section>
  );
}

function BandRates({ card, bands }: { card: Scorecard; bands: HeldOutFigures['bands'] }) {
  const { t, number, say } = useTexts();
  const words = t.scorecards.heldOut;
  const nameOf = bandNames([card], t.scorecards.unscored);
  const show = (share: number) => `${number(100 * share, 1)}%`;
  return (
    <section class="part" aria-label={words.byBand}>
      <h4>{words.byBand}</h4>
      <Bars
        label={words.byBandLabel}
        bars={bands.map(({ band, n, badRate }) => ({
          label: nameOf(band, say),
          value: badRate ?? 0,
          tone: `band-${band}`,
          more: [number(n)],
        }))}
        show={show}
        columns={[words.band, t.scorecards.bad, t.scorecards.scoredPeople]}
      />
    </section>
  );
}
