import type { JobDetailReply } from '../../../lib/schemas/api/replies/rescore.ts';
import { useCard } from '../card/served-card.ts';
import { type Line, Lines } from '../charts/Lines.tsx';
import { useTexts } from '../i18n/use-texts.ts';
import { Card } from '../parts/Card.tsx';
import { driftOf } from './drift-of.ts';
import { characteristicName } from './names.ts';
import { alongSweeps } from './sweep-axis.ts';

/** Under the first stable, over the second another population: the same for every card. */
const STABLE = 0.1;
const DRIFTED = 0.25;

/** How far the people have drifted, sweep by sweep, with the characteristic that drifted most. */
export function Drift({ sweeps }: { sweeps: readonly JobDetailReply[] }) {
  const { t, say, number, day } = useTexts();
  const card = useCard(sweeps[0]?.scorecard);
  const points = [...sweeps].reverse().map(driftOf);
  const psi = (value: number) => number(value, 3);
  const named = (id: string) => characteristicName(card, id, say);
  const lines: Line[] = [
    {
      mark: 'a',
      says: t.portfolio.scoresPsi,
      points: points.flatMap(({ asOf, scores }, x) =>
        scores ? [{ x, y: scores.psi, says: `${day(asOf)}: ${psi(scores.psi)}` }] : [],
      ),
    },
    {
      mark: 'b',
      says: t.portfolio.worstCsi,
      points: points.flatMap(({ asOf, worst }, x) =>
        worst ? [{ x, y: worst.psi, says: `${day(asOf)}: ${named(worst.id)} ${psi(worst.psi)}` }] : [],
      ),
    },
  ];
  const highest = Math.max(...lines.flatMap(({ points: each }) => each.map(({ y }) => y)), 0);
  const top = highest <= 0.4 ? 0.4 : Math.ceil(highest * 5) / 5;
  const ticks = top <= 1 ? [0, STABLE, DRIFTED, top] : [0, DRIFTED, top / 2, top];
  return (
    <Card title={t.portfolio.drift} lead={points.length === 0 ? t.portfolio.driftNone : t.portfolio.driftLead} wide>
      {points.length > 0 && (
        <Lines
          label={t.portfolio.drift}
          lines={lines}
          x={alongSweeps(points, day)}
          y={{ from: 0, to: top, ticks, label: (value) => number(value, 2) }}
          showY={psi}
          stripes={[
            { from: STABLE, to: DRIFTED, tone: 'watch' },
            { from: DRIFTED, to: top, tone: 'alarm' },
          ]}
          data={{
            columns: [t.portfolio.sweep, t.portfolio.scoresPsi, t.portfolio.worstCsi, t.portfolio.csi],
            rows: points.map(({ jobId, asOf, scores, worst }) => [
              `${day(asOf)} · ${jobId.slice(-4)}`,
              scores ? psi(scores.psi) : '–',
              worst ? named(worst.id) : '–',
              worst ? psi(worst.psi) : '–',
            ]),
          }}
        />
      )}
    </Card>
  );
}
