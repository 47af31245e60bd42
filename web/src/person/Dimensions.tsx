import { DIMENSIONS } from '../../../lib/schemas/dictionary.ts';
import type { ScoreReply } from '../../../lib/schemas/score.ts';
import { Radar } from '../charts/Radar.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';
import { Meter } from '../parts/Meter.tsx';

/** The five sub-scores, drawn and written, with how much of each is known. */
export function Dimensions({ score: { dimensions } }: { score: ScoreReply }) {
  const { t, number, percent, list } = useTexts();
  const rows = DIMENSIONS.flatMap((id) => {
    const dimension = dimensions[id];
    return dimension === undefined ? [] : [{ id, ...t.dimensions[id], ...dimension }];
  });
  const said = list(rows.map(({ name, score }) => `${name} ${number(score)}`));
  return (
    <Card title={t.person.dimensions} lead={t.person.dimensionsLead}>
      <div class="dimensions">
        <Radar
          label={`${t.person.radar}: ${said}`}
          spokes={rows.map(({ short, score, withheld = false }) => ({ name: short, value: score, off: withheld }))}
        />
        <ul>
          {rows.map(({ id, name, score, coverage, withheld }) => (
            <li key={id} class={withheld ? 'off' : undefined}>
              <p>
                <span>{name}</span> <b>{number(score)}</b>
              </p>
              <Meter label={name} value={score / 100} says={number(score)} />
              <p class="soft small">
                {withheld ? t.person.withheld : coverage !== undefined && t.person.dimensionCoverage(percent(coverage))}
              </p>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}
