import { TIERS } from '../../../lib/schemas/dictionary.ts';
import type { Scorecard } from '../../../lib/scoring/model.ts';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';
import { Meter } from '../parts/Meter.tsx';

/** The scale, the bands, and what makes a statement count: all that the points table does not say. */
export function Rules({ card }: { card: Scorecard }) {
  const { t, number, percent, say } = useTexts();
  const { scale, bands, coverageFloor, staleBelow } = card.file;
  const { odds } = scale;
  const few = (value: number) => number(value, Number.isInteger(value) ? 0 : 1);
  return (
    <Card title={t.scorecards.rules}>
      <dl class="pairs">
        <dt>{t.scorecards.scale}</dt>
        <dd>{t.scorecards.scaleIs(number(scale.min), number(scale.max))}</dd>
        <dt>{t.scorecards.start}</dt>
        <dd>{few(scale.offset)}</dd>
        <dt>{t.scorecards.odds}</dt>
        <dd>
          {odds === undefined
            ? t.scorecards.oddsNone
            : t.scorecards.oddsAre(few(odds.baseOdds), few(odds.baseScore), few(odds.pdo))}
        </dd>
        <dt>{t.scorecards.bands}</dt>
        <dd>
          <ul class="band-list">
            {bands.map(({ name, from, label }) => (
              <li key={name}>
                <span class={`mark band-${name}`} aria-hidden="true" />
                {say(label)} <span class="soft">{t.scorecards.from(number(from))}</span>
              </li>
            ))}
          </ul>
        </dd>
        <dt>{t.scorecards.floor}</dt>
        <dd>
          {coverageFloor === 0 ? t.scorecards.floorNone : t.scorecards.floorIs(`${number(100 * coverageFloor, 1)}%`)}
        </dd>
        <dt>{t.scorecards.staleBelow}</dt>
        <dd>{t.scorecards.staleIs(percent(staleBelow))}</dd>
      </dl>
      <h3>{t.scorecards.reliability}</h3>
      <ul class="tiers">
        {[...TIERS].reverse().map((tier) => (
          <li key={tier}>
            <span>
              {t.tiers[tier]}{' '}
              {card.file.credibility[tier] !== undefined && <small class="soft">{t.scorecards.doubted}</small>}
            </span>
            <Meter
              label={t.tiers[tier]}
              value={card.file.reliability[tier]}
              says={percent(card.file.reliability[tier])}
            />
            <b>{percent(card.file.reliability[tier])}</b>
          </li>
        ))}
      </ul>
    </Card>
  );
}
