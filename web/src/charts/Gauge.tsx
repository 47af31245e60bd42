import { polar, px } from './axis.ts';

interface GaugeProps {
  /** What is seen, for those who do not see it. */
  label: string;
  min: number;
  max: number;
  /** Undefined: no score, the scale alone. */
  value: number | undefined;
  /** Another value to compare it with, marked less. */
  before?: number | undefined;
  /** Ascending; the first begins at `min`. Without them the scale is one piece. */
  bands: readonly { name: string; from: number }[];
  /** How the value and what it means are written in the middle. */
  figure: string;
  caption: string;
  /** The band of the value. */
  band?: string | undefined;
}

const [WIDTH, HEIGHT, CX, CY, RADIUS] = [320, 236, 160, 150, 118];
/** From lower left, over the top, to lower right. */
const [START, SWEEP] = [-205, 230];
const GAP = 1.6;

/** The scale of a score as an arc of its bands, with a mark where the score is. */
export function Gauge({ label, min, max, value, before, bands, figure, caption, band }: GaugeProps) {
  const angle = (score: number) => START + (SWEEP * (Math.min(max, Math.max(min, score)) - min)) / (max - min);
  const pieces = bands.length === 0 ? [{ name: 'none', from: min }] : bands;
  return (
    <svg class="gauge" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {pieces.map(({ name, from }, i) => {
        const to = pieces[i + 1]?.from ?? max;
        const [first, last] = [angle(from) + (i === 0 ? 0 : GAP / 2), angle(to) - (to === max ? 0 : GAP / 2)];
        const state = value === undefined || name === 'none' ? 'idle' : name === band ? 'here' : '';
        return <path key={name} class={`arc band-${name} ${state}`} d={arc(RADIUS, first, last)} />;
      })}
      {[...new Set([...pieces.map(({ from }) => from), max])].map((score) => {
        const [x, y] = polar(CX, CY, RADIUS + 21, angle(score));
        return (
          <text key={score} class="tick" x={x} y={y + 4} text-anchor={anchorOf(x)}>
            {score}
          </text>
        );
      })}
      {before !== undefined && <Mark degrees={angle(before)} tone="before" />}
      {value !== undefined && <Mark degrees={angle(value)} />}
      <text class={value === undefined ? 'figure none' : 'figure'} x={CX} y={CY + 4} text-anchor="middle">
        {figure}
      </text>
      <text class={`caption band-${band ?? 'none'}`} x={CX} y={CY + 36} text-anchor="middle">
        {caption}
      </text>
    </svg>
  );
}

function Mark({ degrees, tone = 'needle' }: { degrees: number; tone?: 'needle' | 'before' }) {
  const [x, y] = polar(CX, CY, RADIUS, degrees);
  return <circle class={tone} cx={x} cy={y} r={tone === 'needle' ? 8 : 5} />;
}

function arc(radius: number, from: number, to: number): string {
  const [x1, y1] = polar(CX, CY, radius, from);
  const [x2, y2] = polar(CX, CY, radius, to);
  return `M${x1} ${y1}A${radius} ${radius} 0 ${to - from > 180 ? 1 : 0} 1 ${x2} ${y2}`;
}

function anchorOf(x: number): 'start' | 'middle' | 'end' {
  const off = px(x - CX);
  return off < -30 ? 'end' : off > 30 ? 'start' : 'middle';
}
