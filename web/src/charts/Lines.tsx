import { type Axis, path, roundAxis } from './axis.ts';
import { Figure, type FigureData, type LegendEntry } from './Figure.tsx';
import { Axes, type Frame, frameOf } from './frame.tsx';

export interface LinePoint {
  x: number;
  y: number;
  /** What the tip says of it. */
  says: string;
}

export interface Line {
  /** `a`, `b` or `c`: colours of the stylesheet. */
  mark: string;
  says: string;
  points: readonly LinePoint[];
  /** The value holds until the next point. */
  steps?: boolean;
}

interface LinesProps {
  label: string;
  lines: readonly Line[];
  x: Axis;
  /** By default round around all values. */
  y?: Axis;
  showY(value: number): string;
  data: FigureData;
  /** Stripes behind the lines, such as the bands of a score. */
  stripes?: readonly { from: number; to: number; tone: string }[];
  height?: number;
}

export function Lines({ label, lines, x, y: given, showY, data, stripes = [], height = 260 }: LinesProps) {
  const y =
    given ??
    roundAxis(
      lines.flatMap(({ points }) => points.map((point) => point.y)),
      showY,
    );
  const legend: LegendEntry[] | undefined =
    lines.length > 1 ? lines.map(({ mark, says }) => ({ mark, says })) : undefined;
  return (
    <Figure label={label} height={height} data={data} legend={legend}>
      {({ width, tip }) => {
        const frame = frameOf(width, height, x, y);
        return (
          <>
            {stripes.map(({ from, to, tone }) => (
              <rect
                key={tone}
                class={`stripe ${tone}`}
                x={frame.left}
                width={frame.right - frame.left}
                y={frame.y(to)}
                height={Math.max(0, frame.y(from) - frame.y(to))}
              />
            ))}
            <Axes frame={frame} x={x} y={y} />
            {lines.map(({ mark, points, steps }) => (
              <g key={mark}>
                <path class={`line ${mark}`} d={steps ? stepped(points, frame) : path(placesOf(points, frame))} />
                {points.map((point) => (
                  <g key={point.x}>
                    <circle class={`dot ${mark}`} cx={frame.x(point.x)} cy={frame.y(point.y)} r="3.5" />
                    <circle
                      class="reach"
                      cx={frame.x(point.x)}
                      cy={frame.y(point.y)}
                      r="14"
                      onPointerEnter={() => tip({ x: frame.x(point.x), y: frame.y(point.y), says: point.says })}
                    />
                  </g>
                ))}
              </g>
            ))}
          </>
        );
      }}
    </Figure>
  );
}

function placesOf(points: readonly LinePoint[], { x, y }: Frame): [number, number][] {
  return points.map((point) => [x(point.x), y(point.y)]);
}

function stepped(points: readonly LinePoint[], frame: Frame): string {
  const places = placesOf(points, frame);
  const corners = places.map(([x, y], i) => (i === 0 ? `M${x} ${y}` : `H${x}V${y}`));
  return `${corners.join('')}H${frame.right}`;
}
