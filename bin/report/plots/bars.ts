import { type Html, html, type Piece } from '../html.ts';
import { fixed, percent } from '../words.ts';
import { type Axis, roundAxis } from './axis.ts';
import { type Frame, line, plot, px } from './plot.ts';

/** Shares as bars, one beside the other, and what a line says over each of them. */
export interface Bars {
  title: string;
  caption: Piece;
  /** A label for each bar; '' where there is no room for one. */
  x: { title: string; labels: readonly string[] };
  shares: readonly number[];
  /** Values over each bar, null where there is none, in the order of the legend. */
  lines: readonly { mark: 'line-b' | 'line-c'; says: string; values: readonly (number | null)[] }[];
  y2: { title: string; zero: boolean; label(value: number): string };
}

export function barsPlot({ title, caption, x, shares, lines, y2 }: Bars): Html {
  const values = lines.flatMap((each) => each.values.filter((value) => value !== null));
  const centres = shares.map((_, i) => i + 0.5);
  const across: Axis = {
    title: x.title,
    from: 0,
    to: shares.length,
    ticks: centres.filter((_, i) => x.labels[i] !== ''),
    label: (value) => x.labels[Math.floor(value)]!,
  };
  return plot({
    title,
    caption,
    x: across,
    y: roundAxis('share of people', [0, ...shares], (value) => percent(value, 0), 4),
    ...(lines.length > 0 && { y2: roundAxis(y2.title, y2.zero ? [0, ...values] : values, y2.label, 4) }),
    legend: [['bars', 'share of people'], ...lines.map(({ mark, says }) => [mark, says] as const)],
    draw: (frame) => [bars(frame, shares), lines.map((each) => overlay(frame, each, y2.zero))],
  });
}

export const woeAxis = { title: 'weight of evidence', zero: true, label: (value: number) => fixed(value, 1) };
export const rateAxis = { title: 'bad rate', zero: true, label: (value: number) => percent(value, 0) };

function bars({ x, y, bottom }: Frame, shares: readonly number[]): Html[] {
  return shares.map((share, i) => {
    const [left, right] = [x(i + 0.14), x(i + 0.86)];
    return html`<rect class="bars" x="${left}" y="${y(share)}" width="${px(right - left)}" height="${px(bottom - y(share))}"/>`;
  });
}

function overlay({ x, y2, left, right }: Frame, { mark, values }: Bars['lines'][number], zero: boolean): Piece {
  const dots = values.flatMap((value, i) => (value === null ? [] : [[x(i + 0.5), y2(value)] as const]));
  return [
    zero && values.some((value) => value !== null && value < 0)
      ? line('zero', [
          [left, y2(0)],
          [right, y2(0)],
        ])
      : undefined,
    line(mark, dots),
    mark === 'line-b' ? dots.map(([cx, cy]) => html`<circle class="dot-b" cx="${cx}" cy="${cy}" r="3"/>`) : undefined,
  ];
}
