import { Figure, type FigureData } from './Figure.tsx';

interface HeatMapProps {
  label: string;
  /** What the rows and the columns are. */
  across: { title: string; labels: readonly string[] };
  down: { title: string; labels: readonly string[] };
  /** By row, then by column; at least 0. */
  values: readonly (readonly number[])[];
  show(value: number): string;
  /** Marks cells off the diagonal as better (`up`) or worse (`down`); one colour without it. */
  tone?(row: number, column: number): 'up' | 'down' | '';
}

const ROW = 40;
const EDGE = { left: 92, top: 58 };
/** Narrower, and every other name stands one line higher. */
const NARROW = 60;

/** A matrix whose cells are the darker the more they hold; every cell says its value. */
export function HeatMap({ label, across, down, values, show, tone = () => '' }: HeatMapProps) {
  const most = Math.max(...values.flat(), 1e-9);
  const height = EDGE.top + ROW * down.labels.length + 2;
  const data: FigureData = {
    columns: [`${down.title} \\ ${across.title}`, ...across.labels],
    rows: values.map((row, i) => [down.labels[i] ?? '', ...row.map(show)]),
  };
  return (
    <Figure label={label} height={height} data={data}>
      {({ width, tip }) => {
        const column = (width - EDGE.left - 2) / across.labels.length;
        // Its name would reach over the edge.
        const isLast = (j: number) => column < NARROW && j === across.labels.length - 1;
        return (
          <g class="heat-map">
            <text class="name" x={EDGE.left + (width - EDGE.left) / 2} y="14" text-anchor="middle">
              {across.title} →
            </text>
            <text class="name" x={EDGE.left - 10} y={EDGE.top - 24} text-anchor="end">
              {down.title} ↓
            </text>
            {across.labels.map((name, j) => (
              <text
                key={name}
                x={isLast(j) ? width - 2 : EDGE.left + column * (j + 0.5)}
                y={EDGE.top - 10 - (column < NARROW ? 14 * (j % 2) : 0)}
                text-anchor={isLast(j) ? 'end' : 'middle'}
              >
                {name}
              </text>
            ))}
            {values.map((row, i) => (
              <g key={down.labels[i]}>
                <text x={EDGE.left - 10} y={EDGE.top + ROW * (i + 0.5) + 4} text-anchor="end">
                  {down.labels[i]}
                </text>
                {row.map((value, j) => {
                  const [x, y] = [EDGE.left + column * j, EDGE.top + ROW * i];
                  const says = `${down.labels[i]} → ${across.labels[j]}: ${show(value)}`;
                  return (
                    <g key={across.labels[j]} onPointerEnter={() => tip({ x: x + column / 2, y, says })}>
                      <rect class="cell" x={x + 1} y={y + 1} width={column - 2} height={ROW - 2} rx="4" />
                      <rect
                        class={`heat ${tone(i, j)}`}
                        x={x + 1}
                        y={y + 1}
                        width={column - 2}
                        height={ROW - 2}
                        rx="4"
                        // Light enough under the figures at its fullest, in either theme.
                        fill-opacity={0.6 * Math.sqrt(value / most)}
                      />
                      <text x={x + column / 2} y={y + ROW / 2 + 4} text-anchor="middle">
                        {show(value)}
                      </text>
                    </g>
                  );
                })}
              </g>
            ))}
          </g>
        );
      }}
    </Figure>
  );
}
