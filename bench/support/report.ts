/** What a bench found: figures, some beside a bar. */
export interface Report {
  bench: string;
  /** What was measured, on what, and how: a line each. */
  about: readonly string[];
  figures: readonly Figure[];
  /** What could not be measured here, said loudly. */
  notMeasured: readonly string[];
}

export interface Figure {
  name: string;
  value: number;
  unit: string;
  bar?: Bar;
  /** Written to the baseline file and compared with it: a ratio or a count, which another machine can have too. */
  kept?: true;
}

export type Bar = { atLeast: number } | { atMost: number };

export function meets({ value, bar }: Figure): boolean {
  if (bar === undefined) return true;
  return 'atLeast' in bar ? value >= bar.atLeast : value <= bar.atMost;
}

/** Every bar is met; a figure that is no number meets none. */
export function passes({ figures }: Report): boolean {
  return figures.every(meets);
}

export function printReport(report: Report): void {
  for (const line of report.about) console.log(line);
  console.log('');
  const wide = Math.max(...report.figures.map(({ name }) => name.length));
  for (const figure of report.figures) {
    const { name, value, unit } = figure;
    console.log(`${name.padEnd(wide)}  ${shown(value).padStart(11)} ${unit}${barText(figure)}`);
  }
  for (const what of report.notMeasured) console.log(`\n!!! NOT MEASURED: ${what}`);
}

function barText(figure: Figure): string {
  const { bar } = figure;
  if (bar === undefined) return '';
  const limit = 'atLeast' in bar ? `at least ${bar.atLeast}` : `at most ${bar.atMost}`;
  return `  (bar: ${limit}: ${meets(figure) ? 'met' : 'MISSED'})`;
}

/** Three significant digits, or a whole number. */
export function shown(value: number): string {
  return Math.abs(value) >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
