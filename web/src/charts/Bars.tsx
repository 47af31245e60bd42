import { useTexts } from '../i18n/use-texts.ts';
import { roundAxis } from './axis.ts';
import { Figure, type FigureData } from './Figure.tsx';
import { Axes, frameOf } from './frame.tsx';

export interface Bar {
  label: string;
  value: number;
  /** A class of the stylesheet that colours it: `band-good`, `down`, ... */
  tone?: string;
  /** What the tip says; label and value by default. */
  says?: string;
}

interface BarsProps {
  label: string;
  bars: readonly Bar[];
  /** How a value is written. */
  show(value: number): string;
  columns: readonly [label: string, value: string];
  height?: number;
}

/** Upright bars from zero, upwards and downwards. */
export function Bars({ label, bars, show, columns, height = 220 }: BarsProps) {
  const data: FigureData = { columns, rows: bars.map((bar) => [bar.label, show(bar.value)]) };
  const y = roundAxis([0, ...bars.map(({ value }) => value)], show, 4);
  const x = {
    from: 0,
    to: bars.length,
    ticks: bars.map((_, i) => i + 0.5),
    label: (at: number) => bars[Math.floor(at)]!.label,
  };
  return (
    <Figure label={label} height={height} data={data}>
      {({ width, tip }) => {
        const frame = frameOf(width, height, x, y);
        const thick = Math.min(72, (0.66 * (frame.right - frame.left)) / bars.length);
        return (
          <>
            <Axes frame={frame} x={x} y={y} />
            {bars.map((bar, i) => {
              const [zero, end, middle] = [frame.y(0), frame.y(bar.value), frame.x(i + 0.5)];
              const says = bar.says ?? `${bar.label}: ${show(bar.value)}`;
              return (
                <rect
                  key={bar.label}
                  class={`bar ${bar.tone ?? ''}`}
                  x={middle - thick / 2}
                  width={thick}
                  y={Math.min(zero, end)}
                  height={Math.abs(zero - end)}
                  rx="3"
                  onPointerEnter={() => tip({ x: middle, y: Math.min(zero, end), says })}
                />
              );
            })}
          </>
        );
      }}
    </Figure>
  );
}

/** Bars that lie, each with its label above or before it: for many rows with long names. */
export function RowBars({ label, bars, show }: { label: string; bars: readonly Bar[]; show(value: number): string }) {
  const { t } = useTexts();
  const most = Math.max(...bars.map(({ value }) => Math.abs(value)), 1e-9);
  return (
    <ul class="row-bars" aria-label={label}>
      {bars.map(({ label: name, value, tone = '' }) => (
        <li key={name}>
          <span class="name">{name}</span>
          <span class="track" aria-hidden="true">
            <span class={`fill ${tone}`} style={{ inlineSize: `${(100 * Math.abs(value)) / most}%` }} />
          </span>
          <span class="value">{show(value)}</span>
        </li>
      ))}
      {bars.length === 0 && <li>{t.common.none}</li>}
    </ul>
  );
}
