import { type Axis, place, px } from './axis.ts';

export const EDGE = { left: 48, right: 14, top: 12, bottom: 30 };

/** Where values lie in a drawing of this size. */
export interface Frame {
  x(value: number): number;
  y(value: number): number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function frameOf(width: number, height: number, x: Axis, y: Axis): Frame {
  const [left, right, top, bottom] = [EDGE.left, width - EDGE.right, EDGE.top, height - EDGE.bottom];
  return {
    x: (value) => px(left + place(x, value) * (right - left)),
    y: (value) => px(bottom - place(y, value) * (bottom - top)),
    ...{ left, right, top, bottom },
  };
}

/** The lines and labels of both axes, with a grid for the upright one. */
export function Axes({ frame, x, y }: { frame: Frame; x: Axis; y: Axis }) {
  const { left, right, bottom } = frame;
  return (
    <g class="axis">
      {y.ticks.map((tick) => (
        <g key={tick}>
          <path class="grid" d={`M${left} ${frame.y(tick)}H${right}`} />
          <text x={left - 8} y={frame.y(tick) + 4} text-anchor="end">
            {y.label(tick)}
          </text>
        </g>
      ))}
      <path d={`M${left} ${bottom}H${right}`} />
      {x.ticks.map((tick, i) => (
        <text
          key={tick}
          x={frame.x(tick)}
          y={bottom + 20}
          text-anchor={anchorOf(i, x.ticks.length, frame.x(tick), frame)}
        >
          {x.label(tick)}
        </text>
      ))}
    </g>
  );
}

/** Labels at the edges lean inwards, so that nothing is cut off. */
function anchorOf(i: number, count: number, at: number, { left, right }: Frame): 'start' | 'middle' | 'end' {
  if (i === count - 1 && at > right - 12) return 'end';
  return i === 0 && at < left + 12 ? 'start' : 'middle';
}
