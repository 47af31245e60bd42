/** How far a long piece of work has come. */
export interface Position {
  rows: number;
  refused: number;
  /** 0-1 */
  fraction: number;
}

export interface Output {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

const BAR_MS = 100;
const LINE_MS = 10_000;
const BAR_WIDTH = 24;

/** A bar that redraws itself on a terminal, a line now and then in a log. */
export class Progress {
  readonly #output: Output;
  readonly #notTaken: string;
  readonly #startedAt = performance.now();
  #first: Position | undefined;
  #shownAt = this.#startedAt;
  #drawn = false;

  /** `notTaken`: what is said of rows that are not taken. */
  constructor(output: Output, notTaken = 'refused') {
    this.#output = output;
    this.#notTaken = notTaken;
  }

  update(position: Position): void {
    this.#first ??= position;
    const now = performance.now();
    if (now - this.#shownAt < (redraws(this.#output) ? BAR_MS : LINE_MS)) return;
    this.#shownAt = now;
    if (!redraws(this.#output)) return void this.#output.write(`${this.#words(position, now)}\n`);
    const line = `${bar(position.fraction)} ${this.#words(position, now)}`;
    this.#output.write(`\r\x1b[K${line.slice(0, (this.#output.columns ?? 80) - 1)}`);
    this.#drawn = true;
  }

  /** A line of its own, above the bar. */
  say(line: string): void {
    this.clear();
    this.#output.write(`${line}\n`);
  }

  clear(): void {
    if (this.#drawn) this.#output.write('\r\x1b[K');
    this.#drawn = false;
  }

  #words({ rows, refused, fraction }: Position, now: number): string {
    const seconds = (now - this.#startedAt) / 1000;
    const here = fraction - (this.#first?.fraction ?? 0);
    const rate = (rows - (this.#first?.rows ?? 0)) / seconds;
    const left = here > 0 ? `, about ${duration(((1 - fraction) / here) * seconds)} left` : '';
    const percent = Math.floor(fraction * 100);
    return `${percent} %, ${count(rows)} rows, ${count(refused)} ${this.#notTaken}, ${count(Math.round(rate))}/s${left}`;
  }
}

/** Whether a line can be written over: a terminal, and one that obeys. */
export function redraws({ isTTY }: Output): boolean {
  return isTTY === true && process.env.TERM !== 'dumb';
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}

export function bar(fraction: number): string {
  const full = Math.round(Math.min(1, fraction) * BAR_WIDTH);
  return `[${'#'.repeat(full)}${'-'.repeat(BAR_WIDTH - full)}]`;
}

export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  return seconds < 5400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
