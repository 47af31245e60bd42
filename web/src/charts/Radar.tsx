import { path, polar } from './axis.ts';

interface RadarProps {
  label: string;
  /** 0-100 each; `off` ones are not used: the area leaves them out. */
  spokes: readonly { name: string; value: number; off?: boolean }[];
}

const [WIDTH, HEIGHT, CX, CY, RADIUS] = [320, 290, 160, 152, 102];
const RINGS = [25, 50, 75, 100];

/** Values from 0 to 100 around a centre. The figures themselves stand beside it. */
export function Radar({ label, spokes }: RadarProps) {
  const degrees = (i: number) => -90 + (360 * i) / spokes.length;
  const at = (i: number, value: number) => polar(CX, CY, (RADIUS * value) / 100, degrees(i));
  const used = spokes.flatMap(({ value, off }, i) => (off ? [] : [at(i, value)]));
  const ring = (value: number) => `${path(spokes.map((_, i) => at(i, value)))}Z`;
  return (
    <svg class="radar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      {RINGS.map((value) => (
        <path key={value} class="ring" d={ring(value)} />
      ))}
      {spokes.map(({ name, off }, i) => (
        <path key={name} class={off ? 'spoke off' : 'spoke'} d={path([[CX, CY], at(i, 100)])} />
      ))}
      <path class="area" d={`${path(used)}Z`} />
      {spokes.map(({ name, value, off }, i) => {
        const [x, y] = polar(CX, CY, RADIUS + 16, degrees(i));
        const [dotX, dotY] = at(i, value);
        const anchor = Math.abs(x - CX) < 12 ? 'middle' : x < CX ? 'end' : 'start';
        return (
          <g key={name} class={off ? 'off' : undefined}>
            <circle class="dot" cx={dotX} cy={dotY} r="4" />
            <text x={x} y={y + (y < CY - 60 ? -12 : 0)} text-anchor={anchor}>
              <tspan class="name" x={x}>
                {name}
              </tspan>
              <tspan class="value" x={x} dy="16">
                {value}
              </tspan>
            </text>
          </g>
        );
      })}
    </svg>
  );
}
