import { type Html, html, type Piece } from '../html.ts';
import { type Axis, place } from './axis.ts';

export const WIDTH = 360;
export const HEIGHT = 240;
const EDGE = { left: 56, right: 20, top: 10, bottom: 38 };

export interface Frame {
  /** Places in the drawing of a value along each axis. */
  x(value: number): number;
  y(value: number): number;
  /** Along the second axis, on the right. */
  y2(value: number): number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Plot {
  /** What is seen, for those who do not see it. */
  title: string;
  x: Axis;
  y: Axis;
  y2?: Axis;
  /** Lines of the legend: how it is drawn, what it is. */
  legend?: readonly (readonly [mark: string, says: string])[];
  caption: Piece;
  draw(frame: Frame): Piece;
}

/** A figure with axes. Drawn at a size at which a phone shows its letters as they are. */
export function plot({ title, x, y, y2, legend, caption, draw }: Plot): Html {
  const right = WIDTH - (y2 === undefined ? EDGE.right : EDGE.left);
  const { left, top } = EDGE;
  const bottom = HEIGHT - EDGE.bottom;
  const up = (axis: Axis) => (value: number) => px(bottom - place(axis, value) * (bottom - top));
  const frame: Frame = {
    x: (value) => px(left + place(x, value) * (right - left)),
    y: up(y),
    y2: up(y2 ?? y),
    ...{ left, right, top, bottom },
  };
  return html`<figure><svg class="plot" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}"><title>${title}</title>${[
    horizontal(frame, x),
    vertical(frame, y, frame.y, left - 6, 'end', 12),
    y2 === undefined ? undefined : vertical({ ...frame, left: right }, y2, frame.y2, right + 6, 'start', WIDTH - 4),
    draw(frame),
  ]}</svg>${legend && legendOf(legend)}<figcaption>${caption}</figcaption></figure>\n`;
}

function horizontal({ x, left, right, bottom }: Frame, axis: Axis): Html {
  return html`<g class="axis"><path d="M${left} ${bottom}H${right}"/>${axis.ticks.map(
    (tick) =>
      html`<path d="M${x(tick)} ${bottom}v4"/><text x="${x(tick)}" y="${bottom + 15}" text-anchor="middle">${axis.label(tick)}</text>`,
  )}<text class="name" x="${(left + right) / 2}" y="${HEIGHT - 5}" text-anchor="middle">${axis.title}</text></g>`;
}

function vertical(
  { left, right, top, bottom }: Frame,
  axis: Axis,
  at: (value: number) => number,
  labels: number,
  anchor: 'start' | 'end',
  name: number,
): Html {
  const grid =
    anchor === 'end' ? axis.ticks.map((tick) => html`<path class="grid" d="M${left} ${at(tick)}H${right}"/>`) : [];
  const middle = (top + bottom) / 2;
  return html`<g class="axis">${grid}${axis.ticks.map(
    (tick) => html`<text x="${labels}" y="${px(at(tick) + 3.5)}" text-anchor="${anchor}">${axis.label(tick)}</text>`,
  )}<text class="name" transform="translate(${name} ${middle}) rotate(-90)" text-anchor="middle">${axis.title}</text></g>`;
}

function legendOf(lines: NonNullable<Plot['legend']>): Html {
  return html`<ul class="legend">${lines.map(
    ([mark, says]) =>
      html`<li><svg viewBox="0 0 24 10" aria-hidden="true">${
        mark.startsWith('bars')
          ? html`<rect class="${mark}" width="24" height="10"/>`
          : html`<path class="${mark}" d="M0 5H24"/>`
      }</svg>${says}</li>`,
  )}</ul>`;
}

/** A line through these places. */
export function line(mark: string, places: readonly (readonly [x: number, y: number])[]): Html {
  return html`<path class="${mark}" d="${places.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x} ${y}`).join('')}"/>`;
}

/** Tenths of a point are finer than anybody sees. */
export function px(value: number): number {
  return Math.round(10 * value) / 10;
}
