import type { CalibrationRow } from '../../../lib/learning/validation/calibration.ts';
import { type Html, html } from '../html.ts';
import { percent } from '../words.ts';
import { type Axis, logAxis, roundAxis } from './axis.ts';
import { line, plot } from './plot.ts';

/** Chances that differ more than this are drawn on logarithmic axes, or the small ones would lie on one another. */
const WIDE = 30;

export function reliabilityPlot(table: readonly CalibrationRow[]): Html {
  const stated = table.map((row) => row.stated);
  const all = [...stated, ...table.map(({ interval }) => interval.high)];
  const happened = table.map((row) => row.happened).filter((share) => share > 0);
  const [least, most] = [Math.min(...stated, ...happened), Math.max(...all)];
  const wide = Math.min(...stated) > 0 && Math.max(...stated) > WIDE * Math.min(...stated);
  const axis = (title: string): Axis =>
    wide ? logAxis(title, least, most, label) : roundAxis(title, [0, most], label);
  const [x, y] = [axis('chance of bad that was stated'), axis('bads that happened')];
  return plot({
    title: 'Reliability diagram: the chance of bad that was stated against the share to whom it happened',
    x: wide ? { ...x, ticks: x.ticks.filter((tick) => !String(tick).includes('2')) } : x,
    y,
    legend: [
      ['line-a', 'people of similar chances, with 95 % interval'],
      ['line-none', 'as stated'],
    ],
    caption: html`<b>Reliability.</b> An interval that does not touch the line speaks against the stated chances.${
      wide ? ' Both axes are logarithmic.' : ''
    }`,
    draw: (frame) => [
      line('line-none', [
        [frame.x(x.from), frame.y(y.from)],
        [frame.x(x.to), frame.y(y.to)],
      ]),
      table.map(({ stated, happened, interval }) => [
        line('line-a', [
          [frame.x(stated), frame.y(interval.low)],
          [frame.x(stated), frame.y(interval.high)],
        ]),
        html`<circle class="dot-a" cx="${frame.x(stated)}" cy="${frame.y(happened)}" r="3.5"/>`,
      ]),
    ],
  });
}

function label(value: number): string {
  return percent(value, value > 0 && value < 0.01 ? (value < 0.001 ? 2 : 1) : 0);
}
