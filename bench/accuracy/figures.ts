import type { Frame } from '../../lib/learning/frame.ts';
import type { FitOptions } from '../../lib/learning/options.ts';
import type { Bar, Figure } from '../support/report.ts';
import { type Measured, measure } from './measure.ts';
import type { Split } from './splits.ts';

/** One line of the table: a way to learn, with what it must reach. */
export interface Contest {
  name: string;
  options: Partial<FitOptions>;
  bars: Partial<Record<'auc' | 'logLoss' | 'cpu', Bar>>;
}

const UNITS = {
  auc: 'on the test rows, by the final points',
  ks: 'on the test rows',
  logLoss: 'nats a person, calibrated on training rows',
  cpu: 'CPU seconds to learn',
} as const;

/** The means over the splits, and what must hold on every one. */
export function figuresOf(
  data: string,
  frame: Frame,
  splits: readonly Split[],
  contests: readonly Contest[],
): Figure[] {
  return contests.flatMap(({ name, options, bars }) => {
    const measured = splits.map((split) => measure(frame, split, options));
    const title = `${data}, ${name}`;
    const means = (Object.keys(UNITS) as (keyof typeof UNITS)[]).map(
      (key): Figure => ({
        name: `${title}: ${key}`,
        value: measured.reduce((sum, one) => sum + one[key], 0) / measured.length,
        unit: UNITS[key],
        ...(key in bars ? { bar: bars[key as keyof typeof bars] as Bar } : {}),
        ...(key === 'cpu' ? {} : { kept: true }),
      }),
    );
    return [...means, ...rules(title, measured)];
  });
}

function rules(title: string, measured: readonly Measured[]): Figure[] {
  const most = (key: 'cells' | 'wrongSigned') => Math.max(...measured.map((one) => one[key]));
  return [
    { name: `${title}: cells`, value: most('cells'), unit: 'with people in, at most', bar: { atMost: 10 } },
    { name: `${title}: wrong-signed`, value: most('wrongSigned'), unit: 'characteristics', bar: { atMost: 0 } },
  ];
}
